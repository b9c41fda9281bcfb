"""CPU seconds of ``preflight`` on a two-page leaflet: ``python bench/preflight.py [FILE]``.

Without a file, the first leaflet that lies in ``output/`` is taken. Three measures, each the least
of several: the questions alone in this process, the whole command with its child, and the command
with its report.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from printshop.preflight.child import condition, examine_file

TIMES = 7


def least(work: Callable[[], float]) -> float:
    """The least of several measures: what other work on the machine added is left out."""
    return min(work() for _ in range(TIMES))


def inside(path: Path) -> float:
    """CPU seconds of the questions alone."""
    press, told = condition(ROOT, "")
    if press is None:
        raise SystemExit("\n".join(map(str, told)))
    start = time.process_time()
    examine_file(path, path.name, press, "")
    return time.process_time() - start


def command(*arguments: str) -> float:
    """CPU seconds of the command and its child."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    whole = [sys.executable, str(ROOT / "generate.py"), "preflight", *arguments]
    subprocess.run(whole, stdout=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the three measures."""
    found = sorted((ROOT / "output").glob("*/*/*-leaflet-*.pdf"))
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else found[0] if found else None
    if path is None:
        raise SystemExit("build a leaflet first, or name a file")
    print(f"examine, in this process  {least(lambda: inside(path)):.3f} s")
    print(f"the whole command         {least(lambda: command(str(path))):.3f} s")
    with tempfile.TemporaryDirectory() as folder:
        report = str(Path(folder) / "report.html")
        print(
            f"the command with --html   {least(lambda: command(str(path), '--html', report)):.3f} s"
        )


if __name__ == "__main__":
    main()
