"""One warm Chromium that prints pages, and the CPU time of all its processes. Linux only."""

import base64
import fcntl
import itertools
import json
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--remote-debugging-pipe",
)
LOADED = (
    "new Promise(done => document.readyState == 'complete' ? done() : "
    "addEventListener('load', () => done())).then(() => document.fonts.ready).then(() => true)"
)
ENDED = "Chromium ended before its work was done"
TICKS = os.sysconf("SC_CLK_TCK")  # of a second of CPU time, in /proc


def installed() -> str | None:
    """The path of a Chromium, or None where there is none, or no /proc to ask for its CPU time."""
    if not Path("/proc/self/stat").exists():
        return None
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


class Browser:
    """A headless Chromium on the pipe of the DevTools protocol: JSON messages that end in NUL.

    Raises ``SystemExit`` with a line where the browser ends early or refuses a command.
    """

    def __init__(self, program: str, profile: Path) -> None:
        # The browser reads from descriptor 3 and writes to 4; ours are moved out of their way.
        ends = [*os.pipe(), *os.pipe()]
        commands, self._to, self._back, answers = (
            fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends
        )
        for end in ends:
            os.close(end)
        switches = [*SWITCHES, f"--user-data-dir={profile}"]
        switches += ["--no-sandbox"] * (os.geteuid() == 0)  # Chromium wants it of root
        self.process = os.posix_spawn(
            program,
            [program, *switches, "about:blank"],
            os.environ,
            file_actions=[
                *((os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_WRONLY, 0) for n in (1, 2)),
                (os.POSIX_SPAWN_DUP2, commands, 3),
                (os.POSIX_SPAWN_DUP2, answers, 4),
            ],
        )
        os.close(commands)
        os.close(answers)
        self._unread = b""
        self._numbers = itertools.count(1)
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]

    def print_page(self, page: Path) -> bytes:
        """The PDF of an HTML file, at the size that its styles ask for."""
        self._ask("Page.navigate", url=page.as_uri())
        self._ask("Runtime.evaluate", expression=LOADED, awaitPromise=True)
        printed = self._ask("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        return base64.b64decode(printed["data"])

    def cpu(self) -> float:
        """CPU seconds that all processes of the browser have taken up to now."""
        parents: dict[int, int] = {}
        seconds: dict[int, float] = {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                number, rest = int(path.parent.name), path.read_text("utf-8", "replace")
            except OSError:
                continue  # it has just ended
            fields = rest.rpartition(")")[2].split()  # proc(5): from the third on
            parents[number] = int(fields[1])
            seconds[number] = sum(map(int, fields[11:15])) / TICKS  # with children that ended
        tree = {self.process}
        while more := {n for n, parent in parents.items() if parent in tree} - tree:
            tree |= more
        return sum(seconds.get(n, 0.0) for n in tree)

    def close(self) -> None:
        """End the browser, and wait until it has."""
        with suppress(SystemExit):  # it has ended already
            self._send("Browser.close", 0, {})
        os.waitpid(self.process, 0)
        os.close(self._to)
        os.close(self._back)

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The result of a command; what the browser tells in the meantime is passed over."""
        number = next(self._numbers)
        self._send(method, number, parameters)
        while (message := self._receive()).get("id") != number:
            pass
        if "error" in message:
            raise SystemExit(f"Chromium refuses {method}: {message['error']['message']}")
        result: dict[str, Any] = message["result"]
        return result

    def _send(self, method: str, number: int, parameters: dict[str, Any]) -> None:
        message: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        if not method.startswith(("Target.", "Browser.")):
            message["sessionId"] = self._session
        left = json.dumps(message).encode() + b"\0"
        try:
            while left:
                left = left[os.write(self._to, left) :]
        except BrokenPipeError:
            raise SystemExit(ENDED) from None

    def _receive(self) -> dict[str, Any]:
        parts = [self._unread]
        while b"\0" not in parts[-1]:
            part = os.read(self._back, 1 << 20)
            if not part:
                raise SystemExit(ENDED)
            parts.append(part)
        whole, _, self._unread = b"".join(parts).partition(b"\0")
        message: dict[str, Any] = json.loads(whole)
        return message
