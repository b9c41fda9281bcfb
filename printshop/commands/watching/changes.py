"""Which files of a shop have changed, by their sizes and times; a file that is read is not opened.

Editors write a file in different ways: over itself, in several steps; or beside it, to be moved
over it. So who has seen a change waits until nothing changes any more.
"""

import os
import time
from pathlib import Path

from printshop.shop.stray_files import is_harmless

FOLDERS = ("content", "layouts", "presses", "fonts")
STILL = 0.04  # s: a file that is being written changes more often than that
LONGEST = 2.0  # s: then what is there is taken, although it still changes

State = dict[str, tuple[int, int, int]]


def state(root: Path) -> State:
    """The number, size and time of each file that a piece may be made from, by its path.

    The path is relative to ``root``. Files that editors keep beside those they write are left out.
    """
    found: State = {}
    for top in FOLDERS:
        for folder, _, names in os.walk(root / top):
            inner = Path(folder).relative_to(root).as_posix()
            for name in names:
                if is_harmless(name):
                    continue
                try:
                    stat = Path(folder, name).stat()
                except OSError:  # it has gone meanwhile, or is a link to nowhere
                    continue
                found[f"{inner}/{name}"] = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
    return found


def settled(root: Path, before: State) -> State:
    """The state once nothing changes any more; at once where it is that of ``before``."""
    now = state(root)
    until = time.monotonic() + LONGEST
    while now != before and time.monotonic() < until:
        time.sleep(STILL)
        earlier, now = now, state(root)
        if earlier == now:
            break
    return now


def changed(before: State, now: State) -> list[str]:
    """The paths of the files that are new, gone or different, sorted."""
    return sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
