#!/usr/bin/python3
"""Rickety: does what RICKETY_WAY says, so that every way to fail can be practised."""

import http.server
import os
import sys
import time
import urllib.request


class Shelf(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("content-type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"Rickety {os.environ.get('RICKETY_RELEASE', '')} stands\n".encode())

    def log_message(self, form, *values):
        pass


way = os.environ.get("RICKETY_WAY", "good")
if sys.argv[1:2] == ["check"]:
    if way == "unhealthy":
        sys.exit("the shelf is crooked")
    urllib.request.urlopen("http://127.0.0.1:8000/", timeout=2)
elif way == "crash":
    print("Reading the settings …", flush=True)
    time.sleep(0.5)
    sys.exit("FATAL: the settings name a shelf that does not exist")
elif way == "memory":
    print("Loading all the books at once …", flush=True)
    books = []
    while True:
        books.append(bytearray(os.urandom(1024 * 1024)))
        time.sleep(0.01)
else:
    print("Rickety is listening on port 8000", flush=True)
    http.server.ThreadingHTTPServer(("", 8000), Shelf).serve_forever()
