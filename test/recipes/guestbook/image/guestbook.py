#!/usr/bin/python3
"""A guestbook: writes what visitors say into a PostgreSQL database."""

import email.message
import hmac
import html
import http.cookies
import http.server
import os
import pathlib
import smtplib
import sys
import urllib.parse
import urllib.request

import psycopg2

TABLE = """create table if not exists entries (
    id serial primary key, name text not null, words text not null, written timestamptz not null default now())"""


def secret(name):
    return (pathlib.Path("/run/secrets") / name).read_text().strip()


def database():
    return psycopg2.connect(
        host=os.environ["DATABASE_HOST"],
        user="guestbook",
        dbname="guestbook",
        password=secret("db_password"),
        connect_timeout=5,
    )


def query(statement, values=(), rows=False):
    connection = database()
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if rows else []
    finally:
        connection.close()


def signed(name):
    return f"{name}.{hmac.digest(secret('session_key').encode(), name.encode(), 'sha256').hex()}"


def remembered(cookies):
    """The name that this visitor gave the last time."""
    kept = http.cookies.SimpleCookie(cookies).get("name")
    name = urllib.parse.unquote(kept.value).rpartition(".")[0] if kept else ""
    return name if kept and hmac.compare_digest(signed(name), urllib.parse.unquote(kept.value)) else ""


def send(name, words):
    if not os.environ.get("MAIL_TO"):
        return
    message = email.message.EmailMessage()
    message["Subject"], message["To"] = f"{name} wrote in the guestbook", os.environ["MAIL_TO"]
    message.set_content(words)
    try:
        with smtplib.SMTP_SSL(os.environ["MAIL_HOST"], timeout=10) as server:
            server.login(os.environ["MAIL_TO"], secret("mail_password"))
            server.send_message(message)
    except OSError as error:
        print(f"The e-mail could not be sent: {error}", flush=True)


def page(name):
    newest = int(os.environ.get("ENTRIES_SHOWN") or "50")
    entries = query("select name, words from entries order by id desc limit %s", (newest,), rows=True)
    said = "".join(f"<li><b>{html.escape(author)}</b>: {html.escape(words)}</li>" for author, words in entries)
    welcome = html.escape(os.environ.get("WELCOME", "Welcome"))
    return f"""<!doctype html>
<meta charset="utf-8"><title>{welcome}</title>
<style>body {{ font: 18px/1.5 sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }}</style>
<h1>{welcome}</h1>
<form method="post"><input name="name" value="{html.escape(name)}" required placeholder="Your name">
<input name="words" required placeholder="Your words"><button>Write</button></form>
<ul>{said or "<li>Nobody has written yet.</li>"}</ul>
<footer>Guestbook {html.escape(os.environ.get("GUESTBOOK_RELEASE", ""))}</footer>"""


class Book(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path not in ("/", "/healthy"):
            return self.answer(404, "There is nothing here")
        self.with_database(lambda: self.answer(200, page(remembered(self.headers.get("cookie")))))

    def do_POST(self):
        length = min(int(self.headers.get("content-length", "0")), 10_000)
        form = dict(urllib.parse.parse_qsl(self.rfile.read(length).decode()))
        self.with_database(lambda: self.write(form.get("name", ""), form.get("words", "")))

    def write(self, name, words):
        query("insert into entries (name, words) values (%s, %s)", (name, words))
        send(name, words)
        self.send_response(303)
        self.send_header("set-cookie", f"name={urllib.parse.quote(signed(name))}; HttpOnly; SameSite=Lax")
        self.send_header("location", "/")
        self.end_headers()

    def with_database(self, act):
        try:
            act()
        except psycopg2.Error as error:
            print(f"The database did not answer: {error}", flush=True)
            self.answer(503, "The guestbook cannot reach its database")

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, form, *values):
        if self.path != "/healthy":
            print(form % values, flush=True)


if sys.argv[1:] == ["check"]:
    urllib.request.urlopen("http://127.0.0.1:8000/healthy", timeout=4)
else:
    # A database that is still starting ends this program; it is started again until the database is there.
    query(TABLE)
    print("The guestbook is listening on port 8000", flush=True)
    http.server.ThreadingHTTPServer(("", 8000), Book).serve_forever()
