"""deploy/nginx.conf as it is, but for where things lie on this machine."""

import os
import shutil
import ssl
import subprocess
import time
from http.client import HTTPSConnection
from pathlib import Path

import pytest
from django.conf import settings

from tests.servers import free_port

DEPLOY = Path(settings.BASE_DIR) / "deploy"
MAIN = """
daemon off;
worker_processes 1;
user {user};
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 256; }}
http {{
  include /etc/nginx/mime.types;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/upstream.conf;
  include {folder}/site.conf;
}}
"""


def program() -> str:
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if not found or not shutil.which("openssl"):
        pytest.skip("nginx or openssl is missing (Debian: apt install nginx-light openssl)")
    return found


class Nginx:
    """In front of an application that listens at `upstream`, for the files in `var`."""

    def __init__(self, folder: Path, *, var: Path, upstream: str):
        self.port, self.folder, self._program = free_port(), folder, program()
        self._certify()
        text = (DEPLOY / "nginx.conf").read_text()
        for theirs, ours in {
            "/var/cache/nginx/newsroom": f"{folder}/cache",
            "/etc/newsroom/tls": str(folder),
            "/var/log/nginx/newsroom.log": f"{folder}/access.log",
            "/srv/newsroom/var": str(var),
            "listen 80;": f"listen 127.0.0.1:{free_port()};",
            "listen 443 ssl http2;": f"listen 127.0.0.1:{self.port} ssl http2;",
            "listen [::]:80;": "",
            "listen [::]:443 ssl http2;": "",
            "server_name news.example;": "server_name 127.0.0.1;",
        }.items():
            assert theirs in text
            text = text.replace(theirs, ours)
        (folder / "site.conf").write_text(text)
        where = (DEPLOY / "upstream.conf").read_text()
        assert "unix:/run/newsroom/web.sock" in where
        (folder / "upstream.conf").write_text(
            where.replace("unix:/run/newsroom/web.sock", upstream)
        )
        user = "root" if os.getuid() == 0 else "nobody"  # of no effect for others
        (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user))
        self._command = [self._program, "-p", str(folder), "-c", str(folder / "nginx.conf")]

    def check(self) -> str:
        """What `nginx -t` says of a configuration that it takes."""
        done = subprocess.run([*self._command, "-t"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stderr

    def start(self) -> "Nginx":
        self._process = subprocess.Popen(self._command, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                self.get("/robots.txt")
                return self
            except OSError:
                time.sleep(0.05)
        raise AssertionError((self.folder / "error.log").read_text())

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()

    def get(self, path: str, **headers: str):
        """(status, headers, body) over TLS."""
        context = ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))
        http = HTTPSConnection("127.0.0.1", self.port, timeout=60, context=context)
        try:
            http.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
            answer = http.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            http.close()

    def _certify(self) -> None:
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
             "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
             "-addext", "subjectAltName=IP:127.0.0.1",
             "-keyout", "privkey.pem", "-out", "fullchain.pem"],
            cwd=self.folder, check=True, capture_output=True,
        )  # fmt: skip
