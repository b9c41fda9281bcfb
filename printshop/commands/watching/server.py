"""The page of ``watch``: served to this machine only, with its pictures and what has changed.

The browser asks for the page once. What changes comes over one open answer, as server-sent events
(WHATWG HTML, 9.2), each with the whole state as JSON.
"""

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any

from printshop.commands.watching.look import Look
from printshop.findings import Finding, Severity
from printshop.reading.yaml_file import digest

HOST, PORT = "127.0.0.1", 8713
ALIVE = 15.0  # s between two signs of life to a browser
PATIENCE = 20.0  # s for a browser to say what it wants
# Nothing from elsewhere is loaded, and no other page may show this one or load its pictures.
GUARDS = {
    "Content-Security-Policy": "default-src 'none'; connect-src 'self'; img-src 'self' data:; "
    "script-src 'unsafe-inline'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True)
class Shown:
    """What the page shows of a piece; ``pages`` are the last ones that could be made.

    ``seconds`` is how long it took from the change to the pictures; ``examined`` are the findings
    of preflight, None as long as it has not been asked.
    """

    target: str
    pages: tuple[dict[str, Any], ...] = ()
    direction: str = "ltr"
    findings: tuple[Finding, ...] = ()
    examined: tuple[Finding, ...] | None = None
    working: bool = True
    stopped: bool = False
    seconds: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values; findings by their severity, errors first."""
        findings = list(dict.fromkeys([*self.findings, *(self.examined or ())]))
        ranks = (Severity.ERROR, Severity.REVIEW, Severity.NOTE)
        return {
            **{key: value for key, value in vars(self).items() if key != "target"},
            "name": self.target,
            "examined": self.examined is not None,
            "findings": [_finding(f) for rank in ranks for f in findings if f.severity is rank],
        }


def _finding(finding: Finding) -> dict[str, Any]:
    where = finding.where
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "place": f"{where.path}:{where.line}" if where.line else where.path,
        "key": where.key,
        "message": finding.message,
        "fix": finding.fix,
        "page": finding.spot.page if finding.spot else 0,
    }


class Board:
    """What the page shows now. The loop that follows the files posts; each browser waits for it."""

    def __init__(self, targets: Sequence[str]) -> None:
        self._shown = {target: Shown(target) for target in targets}
        self._pictures: dict[str, dict[str, bytes]] = {}  # by target, by address
        self._note = ""
        self._version = 0
        self._news = threading.Condition()
        self.closed = False

    def working(self) -> None:
        """The files have changed, and the pieces are made anew."""
        self._post({t: replace(shown, working=True) for t, shown in self._shown.items()})

    def show(self, target: str, piece: Look, seconds: float) -> None:
        """A piece was made, or a finding stopped it; then its last pictures stay."""
        now = replace(
            self._shown[target],
            findings=piece.findings,
            examined=None,
            working=False,
            stopped=not piece.pages,
            seconds=round(seconds, 2),
        )
        if piece.pages:
            named = {f"/{digest(page.png)[:32]}.png": page for page in piece.pages}
            pages = tuple(
                {"side": p.side, "src": at, "width": p.pixels[0], "height": p.pixels[1]}
                for at, p in named.items()
            )
            now = replace(now, pages=pages, direction=piece.direction)
            # A browser may still be asking for the pictures before these.
            old = {p["src"] for p in self._shown[target].pages}
            kept = {a: png for a, png in self._pictures.get(target, {}).items() if a in old}
            self._pictures[target] = {**kept, **{at: page.png for at, page in named.items()}}
        self._post({target: now})

    def examined(self, target: str, findings: Sequence[Finding]) -> None:
        """Preflight has looked at the piece that is shown."""
        self._post({target: replace(self._shown[target], examined=tuple(findings))})

    def note(self, text: str) -> None:
        """A line above all pieces."""
        self._note = text
        self._post({})

    def close(self) -> None:
        """Let no browser wait any longer."""
        self.closed = True
        self._post({})

    def picture(self, address: str) -> bytes | None:
        """The PNG at an address, if there is one."""
        return next((p[address] for p in [*self._pictures.values()] if address in p), None)

    def news(self, known: int, seconds: float) -> tuple[int, str]:
        """The version and the state as JSON, as soon as it is later than ``known``."""
        with self._news:
            self._news.wait_for(lambda: self.closed or self._version > known, seconds)
            pieces = [shown.to_json() for shown in self._shown.values()]
            return self._version, json.dumps({"note": self._note, "pieces": pieces})

    def _post(self, shown: dict[str, Shown]) -> None:
        with self._news:
            self._shown.update(shown)
            self._version += 1
            self._news.notify_all()


class Server(ThreadingHTTPServer):
    """The server of the page; its threads end with the program."""

    server_bind = TCPServer.server_bind  # that of HTTP asks for the name of this machine
    server_port: int

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.server_address[1])


def serve(board: Board, page: str, port: int = PORT) -> Server:
    """A server that answers from now on, at ``port`` or, where that is taken, at a free one."""
    handler = partial(_Handler, board, page.encode())
    try:
        server = Server((HOST, port), handler)
    except OSError:
        server = Server((HOST, 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
    return server


class _Handler(BaseHTTPRequestHandler):
    timeout = PATIENCE

    def __init__(self, board: Board, page: bytes, *rest: Any) -> None:
        self.board, self.page = board, page
        super().__init__(*rest)

    def do_GET(self) -> None:  # the name is http.server's
        port = self.connection.getsockname()[1]
        if self.headers.get("Host") not in (f"{HOST}:{port}", f"localhost:{port}"):
            # A page from elsewhere could have its own name lead to this machine.
            self._answer(HTTPStatus.FORBIDDEN, "text/plain", b"asked for under another name")
        elif self.path == "/":
            self._answer(HTTPStatus.OK, "text/html; charset=utf-8", self.page)
        elif self.path == "/events":
            self._events()
        elif (png := self.board.picture(self.path)) is not None:
            self._answer(HTTPStatus.OK, "image/png", png)
        else:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", b"nothing is here")

    def _head(self, status: HTTPStatus, kind: str, **more: str) -> None:
        self.send_response(status)
        for name, value in {**GUARDS, "Content-Type": kind, "Cache-Control": "no-store"}.items():
            self.send_header(name, value)
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def _answer(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self._head(status, kind, Content_Length=str(len(body)))
        self.wfile.write(body)

    def _events(self) -> None:
        self._head(HTTPStatus.OK, "text/event-stream")
        known = -1
        try:
            while not self.board.closed:
                version, state = self.board.news(known, ALIVE)
                event = f"data: {state}\n\n" if version > known else ": here\n\n"
                self.wfile.write(event.encode())
                known = version
        except OSError:  # the browser has gone
            return

    def log_message(self, *_: Any) -> None:
        """Say nothing in the terminal of each picture that is asked for."""

    def handle(self) -> None:
        """One request; a browser that goes away in the middle of it is no fault."""
        try:
            super().handle()
        except OSError:
            return
