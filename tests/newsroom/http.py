"""A web server to test against: keeps what it is sent, and answers what it is told to."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class WebServer(ThreadingHTTPServer):
    """`requests` as (path, headers, body); `answers` are (status, headers, body), the last of them
    for ever. With `hangs` it answers nothing, a byte at a time."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests, self.answers, self.hangs = [], [(200, {}, b"ok")], threading.Event()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return super().__enter__()

    def __exit__(self, *error):
        self.hangs.clear()
        self.shutdown()
        super().__exit__(*error)


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.requests.append((self.path, dict(self.headers), body))
        while self.server.hangs.is_set():
            self.wfile.write(b"H")
            self.server.hangs.wait()
            threading.Event().wait(0.05)
        answers = self.server.answers
        status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_PURGE = do_POST  # noqa: N815 - http.server's name for a method

    def log_message(self, *args):
        """Nothing on the tests' screen."""
