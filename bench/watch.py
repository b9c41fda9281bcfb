"""Seconds from a saved word to the picture, over twenty edits: ``python bench/watch.py [PIECE…]``.

A copy of the shop is edited, and followed as ``watch`` does. Beside the seconds on the wall, which
other work on the machine makes longer, stand the CPU seconds of this process.
"""

import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from printshop.commands.watch import follow
from printshop.commands.watching.changes import FOLDERS
from printshop.commands.watching.look import Look
from printshop.commands.watching.server import Board

EDITS = 20
PIECES = ("nl/leaflet", "ar/leaflet", "nl/flyer-horeca", "ar/flyer-horeca", "nl/poster", "nl/card")


class Waited(Board):
    """A board that tells when a piece has been shown."""

    def __init__(self, target: str) -> None:
        super().__init__([target])
        self.came = threading.Event()
        self.last: Look | None = None

    def show(self, target: str, piece: Look, seconds: float) -> None:
        super().show(target, piece, seconds)
        self.last = piece
        self.came.set()


def measure(root: Path, target: str) -> tuple[list[float], list[float]]:
    """Seconds on the wall and on the CPU of each edit."""
    tag, _, stem = target.partition("/")
    path = root / "content" / tag / f"{stem.partition('-')[0]}.yaml"
    good = path.read_text("utf-8")
    roles = [line for line in good.splitlines() if line.startswith("  ") and ": " in line]
    words = [line for line in roles if len(line.partition(": ")[2].split()) > 3][:5] or roles[:5]
    board, stop = Waited(target), threading.Event()
    thread = threading.Thread(target=follow, args=(root, [target], board, stop))
    thread.start()
    board.came.wait()
    wall, cpu = [], []
    for n in range(EDITS):
        time.sleep(1.2)  # as a person does: the file is examined meanwhile
        line = words[n % len(words)]
        first, _, last = line.rpartition(" ")
        board.came.clear()
        start, spent = time.monotonic(), time.process_time()
        path.write_text(good.replace(line, f"{first} {last[:1]}{'e' * (n + 1)}{last[1:]}"), "utf-8")
        board.came.wait()
        wall.append(time.monotonic() - start)
        cpu.append(time.process_time() - spent)
    stop.set()
    thread.join()
    path.write_text(good, "utf-8")
    return wall, cpu


def main() -> None:
    """Print a line for each piece."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in FOLDERS:
            shutil.copytree(ROOT / name, root / name)
        for target in sys.argv[1:] or PIECES:
            wall, cpu = measure(root, target)
            slow = sorted(wall)[round(0.9 * EDITS) - 1]
            print(
                f"{target:18} median {statistics.median(wall):.2f} s, nine in ten {slow:.2f} s, "
                f"CPU {statistics.median(cpu):.2f} s",
                flush=True,
            )


if __name__ == "__main__":
    main()
