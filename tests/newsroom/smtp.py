"""A mail server to test against: keeps what it is given, and can stop in the middle."""

import socketserver
import threading
from email import message_from_bytes, policy


class MailServer(socketserver.ThreadingTCPServer):
    """`letters` as they came; with `stops` set it never answers the end of a letter."""

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.letters = []
        self.stops = False
        self.refuses = b""  # instead of a welcome for the recipient
        self.has_a_letter = threading.Event()

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return super().__enter__()

    def __exit__(self, *error):
        self.shutdown()
        super().__exit__(*error)


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.say(b"220 here")
        while line := self.rfile.readline():
            command = line[:4].upper().strip()
            if command == b"DATA":
                self.say(b"354 go on")
                self.take()
            elif command == b"RCPT" and self.server.refuses:
                self.say(self.server.refuses)
            elif command == b"QUIT":
                self.say(b"221 bye")
                return
            else:
                self.say(b"250 fine")

    def take(self):
        lines = iter(self.rfile.readline, b".\r\n")
        letter = message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.letters.append(letter)
        self.server.has_a_letter.set()
        if self.server.stops:
            self.rfile.read()  # until the other end is gone
        else:
            self.say(b"250 taken")

    def say(self, words):
        self.wfile.write(words + b"\r\n")
