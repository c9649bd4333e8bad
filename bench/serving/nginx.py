"""nginx twice: in front of the site as deploy/nginx.conf has it, and with the pages as files; both
with sendfile and tcp_nopush, as Debian's nginx.conf switches them on for every site."""

import shutil
from pathlib import Path

from .servers import Server, free_port

CONF = """
worker_processes 2;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000;
  types {{ text/html html; }}
  default_type text/html;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  proxy_cache_path {folder}/cache keys_zone=pages:10m max_size=200m inactive=10m use_temp_path=off;
  upstream site {{ server 127.0.0.1:{upstream}; keepalive 16; }}
  server {{
    listen 127.0.0.1:{front} reuseport;
    location / {{
      proxy_pass http://site;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header Accept-Encoding $http_accept_encoding;
      proxy_cache pages;
      open_file_cache max=200 inactive=1m;
      sendfile off;
      output_buffers 2 64k;
      proxy_cache_key "$host $request_uri $http_accept_encoding";
      proxy_ignore_headers Cache-Control Expires Vary;
      proxy_cache_lock on;
      proxy_cache_use_stale updating error timeout;
      proxy_cache_revalidate on;
    }}
  }}
  server {{
    listen 127.0.0.1:{files} reuseport;
    root {folder}/files;
    gzip_static on;
    open_file_cache max=100;
  }}
}}
"""


def program() -> str:
    found = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if not found:
        raise SystemExit("nginx is missing (Debian: apt install nginx-light).")
    return found


class Nginx(Server):
    """`port` is the one in front of the site, `files` the one that serves files."""

    def __init__(self, folder: Path, upstream: int):
        for name in ("cache", "files"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        front, self.files, self.folder = free_port(), free_port(), folder
        conf = folder / "nginx.conf"
        conf.write_text(
            CONF.format(folder=folder, upstream=upstream, front=front, files=self.files)
        )
        super().__init__([program(), "-p", str(folder), "-c", str(conf)], front, {})

    def keep(self, folder: str, plain: bytes, compressed: bytes) -> None:
        """Put a page where the server of files finds it, beside its gzip."""
        place = self.folder / "files" / folder
        place.mkdir(parents=True, exist_ok=True)
        (place / "index.html").write_bytes(plain)
        (place / "index.html.gz").write_bytes(compressed)
