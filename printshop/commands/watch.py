"""The verb ``watch``: pieces in the browser, made anew whenever a file that is saved changes them.

Nothing is written: the pictures go from memory to the browser.
"""

import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from printshop.commands.summary import print_findings
from printshop.commands.watching.changes import State, changed, settled
from printshop.commands.watching.look import Look, examined, look, unknown
from printshop.commands.watching.server import HOST, PORT, Board, serve
from printshop.findings import Exit, Severity, count, many, stops
from printshop.shop.files import read_shop
from printshop.typesetting.compose import web_page

PAGE = "_shared/watch.html.j2"
EVERY = 0.1  # s between two looks at the files
PAUSE = 0.5  # s without a change, after which the file is examined
FONTS = "A font has changed. Fonts are loaded once: end the command with Ctrl-C, and type it again."


def watch(root: Path, targets: Sequence[str]) -> Exit:
    """Show pieces (``nl/leaflet``) until Ctrl-C is typed; a name that does not exist is refused."""
    shop, findings = read_shop(root)
    if shop and not stops(findings):  # else the piece may be there once the file is mended
        not_there = [f for target in targets if (f := unknown(shop, target))]
        if not_there:
            print_findings(not_there)
            return Exit.INPUTS
    board = Board(targets)
    server = serve(board, web_page(root, PAGE, targets=targets))
    if server.port != PORT:
        print(f"port {PORT} is taken, perhaps by another watch; this one has {server.port}")
    print(f"open http://{HOST}:{server.port}/ in a browser; to end, type Ctrl-C here", flush=True)
    try:
        follow(root, targets, board, threading.Event())
    except KeyboardInterrupt:
        print("\nended; nothing was written")
    finally:
        board.close()
        server.shutdown()
        server.server_close()
    return Exit.DONE


def follow(root: Path, targets: Sequence[str], board: Board, stop: threading.Event) -> None:
    """Make the pieces and show them on the board, now and after each change, until ``stop``.

    When the files have been at rest for a while, the press files are examined.
    """
    before: State = {}
    to_examine: dict[str, Look] = {}
    at_rest_since = time.monotonic()
    while not stop.is_set():
        started = time.monotonic()
        now = settled(root, before)
        if now != before:
            paths = changed(before, now) if before else []
            before = now
            board.working()
            if any(path.startswith("fonts/") for path in paths):
                board.note(FONTS)
            for target in targets:
                piece = look(root, target, datetime.now(UTC).date())
                seconds = time.monotonic() - started
                board.show(target, piece, seconds)
                to_examine[target] = piece
                _tell(target, piece, seconds)
                started = time.monotonic()
            at_rest_since = time.monotonic()
        elif to_examine and time.monotonic() - at_rest_since >= PAUSE:
            target, piece = next(iter(to_examine.items()))
            del to_examine[target]
            board.examined(target, examined(piece, target))
        stop.wait(EVERY)


def _tell(target: str, piece: Look, seconds: float) -> None:
    """A line in the terminal about what was shown."""
    by_severity = count(set(piece.findings))
    told = [many(by_severity[s], s) for s in (Severity.ERROR, Severity.REVIEW) if by_severity[s]]
    what = "shown" if piece.pages else "stopped"
    print(f"{target}: {what} after {seconds:.2f} s{''.join(f', {t}' for t in told)}", flush=True)
