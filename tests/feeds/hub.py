"""A WebSub hub on the loopback, in a process of its own; it lies, refuses and dawdles when it is told to.

Hubs are asked by POST to /. Tests speak to it under /_tell (how to behave), /_publish, /_seen.
"""

import hashlib
import hmac
import json
import secrets
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

USUAL: dict[str, Any] = {
    "status": 202,  # what a request is answered
    "retry_after": "",  # seconds, said with the status
    "reason": "",  # say no by a call, for this reason
    "lease": "",  # seconds, instead of the wished ones
    "topic": "",  # another one than was asked for
    "challenge": None,  # this one instead of a random one; empty: none
    "is_silent": False,  # never call back
    "is_first": False,  # call back before the request is answered, not after
    "signature": "sha256",  # sha1 ... sha512, "wrong", or "" for none
    "wait_s": 0.0,  # before the request is answered
}
HERE = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def call(url: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> tuple[int, str]:
    """Status and text of an answer."""
    try:
        with HERE.open(urllib.request.Request(url, body, headers or {}), timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


class Desk:
    """What the hub knows: its manners, who subscribed, what it was asked and answered."""

    def __init__(self) -> None:
        self.manners, self.stop = dict(USUAL), threading.Event()
        self.subscribers: dict[str, dict[str, str]] = {}
        self.asked: list[dict[str, str]] = []
        self.answers: list[tuple[int, bool]] = []
        self.calls: list[threading.Thread] = []

    def ask(self, form: dict[str, str]) -> int:
        """Somebody wants to subscribe or unsubscribe."""
        self.asked.append(form)
        self.stop.wait(self.manners["wait_s"])
        if self.manners["status"] // 100 == 2 and not self.manners["is_silent"]:
            thread = threading.Thread(target=self.verify, args=(form,))
            self.calls.append(thread)
            thread.start()
            if self.manners["is_first"]:
                thread.join()
        return int(self.manners["status"])

    def verify(self, form: dict[str, str]) -> None:
        """Call back and believe only who repeats the challenge."""
        manners, callback = self.manners, form["hub.callback"]
        challenge = secrets.token_hex(8) if manners["challenge"] is None else manners["challenge"]
        mode = "denied" if manners["reason"] else form["hub.mode"]
        asked = {"hub.mode": mode, "hub.topic": manners["topic"] or form["hub.topic"], "hub.challenge": challenge}
        asked |= {"hub.lease_seconds": manners["lease"] or form.get("hub.lease_seconds", "")}
        asked |= {"hub.reason": manners["reason"]}
        said = {name: value for name, value in asked.items() if value}
        status, text = call(f"{callback}?{urllib.parse.urlencode(said)}")
        is_meant = status == 200 and text == challenge != ""
        self.answers.append((status, is_meant))
        if is_meant and mode == "subscribe":
            self.subscribers[callback] = form
        elif is_meant and mode == "unsubscribe":
            self.subscribers.pop(callback, None)

    def publish(self, body: str, topic: str) -> list[int]:
        """Bring it to every subscriber of the topic."""
        return [self.bring(c, body.encode(), f) for c, f in self.subscribers.items() if f["hub.topic"] == topic]

    def bring(self, callback: str, body: bytes, form: dict[str, str]) -> int:
        """One delivery, signed as the manners say."""
        headers, method = {"Content-Type": "application/rss+xml"}, self.manners["signature"]
        secret = form.get("hub.secret", "").encode()
        if method == "wrong":
            headers["X-Hub-Signature"] = "sha256=" + hmac.new(b"guessed", body, hashlib.sha256).hexdigest()
        elif method and secret:
            headers["X-Hub-Signature"] = f"{method}={hmac.new(secret, body, method).hexdigest()}"
        return call(callback, body, headers)[0]

    def command(self, path: str, told: dict[str, Any]) -> object:
        """What a test wants."""
        if path == "/_tell":
            self.manners = USUAL | told
        if path == "/_publish":
            return self.publish(told["body"], told["topic"])
        for thread in self.calls:
            thread.join(30)
        return {"asked": self.asked, "answers": self.answers, "subscribers": list(self.subscribers)}


class Door(BaseHTTPRequestHandler):
    desk: Desk

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        if self.path.startswith("/_"):
            self.reply(200, self.desk.command(self.path, json.loads(body)))
        else:
            self.reply(self.desk.ask(dict(urllib.parse.parse_qsl(body, strict_parsing=True))), "noted")

    def reply(self, status: int, words: object) -> None:
        self.send_response(status)
        if self.desk.manners["retry_after"]:
            self.send_header("Retry-After", self.desk.manners["retry_after"])
        self.end_headers()
        self.wfile.write(json.dumps(words).encode())

    def log_message(self, *_words: object) -> None:
        """Say nothing of each request."""


class Hub:
    """The hub, as a test sees it."""

    def __init__(self, url: str) -> None:
        self.url = url

    def tell(self, **manners: object) -> None:
        """Behave as usual but for this."""
        self._say("/_tell", manners)

    def publish(self, body: bytes, *, topic: str) -> list[int]:
        """The statuses that its subscribers answered."""
        return list(self._say("/_publish", {"body": body.decode(), "topic": topic}))

    def seen(self) -> dict[str, Any]:
        """What it was asked and answered, once all its calls are over."""
        return dict(self._say("/_seen", {}))

    def _say(self, path: str, told: object) -> Any:
        return json.loads(call(self.url + path, json.dumps(told).encode())[1])


@contextmanager
def hub_at_work() -> Iterator[Hub]:
    """A hub in a process of its own."""
    line = [sys.executable, str(Path(__file__).resolve())]
    process = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield Hub(f"http://127.0.0.1:{process.stdout.readline().strip()}")
    finally:
        process.kill()
        process.communicate()


def main() -> None:
    """Serve until killed."""
    Door.desk = Desk()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    print(server.server_port, flush=True)  # noqa: T201
    server.serve_forever()


if __name__ == "__main__":
    main()
