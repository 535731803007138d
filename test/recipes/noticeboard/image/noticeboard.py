#!/usr/bin/python3
"""A noticeboard: shows what people pinned to it, and keeps it in /data."""

import configparser
import hmac
import html
import http.server
import json
import os
import pathlib
import sys
import time
import urllib.parse
import urllib.request

NOTICES = pathlib.Path("/data/notices.jsonl")
DAY = 24 * 60 * 60


def settings():
    parser = configparser.ConfigParser(interpolation=None)
    parser.read("/etc/noticeboard.ini")
    return parser["noticeboard"]


def secret(name):
    path = pathlib.Path("/run/secrets") / name
    return path.read_text().strip() if path.exists() else None


def pinned():
    days = float(settings().get("days", "0"))
    if not NOTICES.exists():
        return []
    notices = [json.loads(line) for line in NOTICES.read_text().splitlines()]
    return [one for one in notices if not days or time.time() - one["at"] < days * DAY]


def may_post(given):
    if settings().getboolean("guests"):
        return True
    return any(known and hmac.compare_digest(known, given) for known in (secret("admin_password"), secret("api_token")))


def page():
    title = html.escape(settings().get("title", "Noticeboard"))
    banner = os.environ.get("BANNER_TEXT", "")
    notices = "".join(f"<li>{html.escape(one['text'])}</li>" for one in reversed(pinned()))
    return f"""<!doctype html>
<meta charset="utf-8"><title>{title}</title>
<style>body {{ font: 18px/1.5 sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }}</style>
<h1>{title}</h1>
{f"<p><strong>{html.escape(banner)}</strong></p>" if banner else ""}
<ul>{notices or "<li>Nothing is pinned here yet.</li>"}</ul>
<form method="post"><input name="text" required placeholder="A notice">
<input name="password" type="password" placeholder="Password"><button>Pin it</button></form>
<footer>Noticeboard {html.escape(os.environ.get("NOTICEBOARD_RELEASE", ""))}</footer>"""


def feed():
    items = "".join(f"<item><title>{html.escape(one['text'])}</title></item>" for one in reversed(pinned()))
    return f'<rss version="2.0"><channel>{items}</channel></rss>'


class Board(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/":
            self.answer(200, page())
        elif self.path == "/healthy":
            self.answer(200, "yes")
        elif self.path == "/feed" and os.environ.get("FEED_ENABLED") == "1":
            self.answer(200, feed(), "application/rss+xml")
        else:
            self.answer(404, "There is nothing here")

    def do_POST(self):
        length = min(int(self.headers.get("content-length", "0")), 10_000)
        form = dict(urllib.parse.parse_qsl(self.rfile.read(length).decode()))
        if not may_post(form.get("password", "")):
            return self.answer(403, "The password is not right")
        with NOTICES.open("a") as file:
            file.write(json.dumps({"text": form.get("text", ""), "at": time.time()}) + "\n")
        self.send_response(303)
        self.send_header("location", "/")
        self.end_headers()

    def answer(self, status, body, kind="text/html; charset=utf-8"):
        self.send_response(status)
        self.send_header("content-type", kind)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, form, *values):
        if self.path != "/healthy":
            print(form % values, flush=True)


if sys.argv[1:] == ["check"]:
    urllib.request.urlopen("http://127.0.0.1:8000/healthy", timeout=2)
else:
    print(f"Noticeboard “{settings().get('title', '')}” is listening on port 8000", flush=True)
    http.server.ThreadingHTTPServer(("", 8000), Board).serve_forever()
