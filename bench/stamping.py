"""How long partners' versions take: stamped into a base, against laid out each by itself.

    python bench/stamping.py [--partners 1000]

One piece in two languages. Computing time, not the clock: other work on the machine counts less.
"""

import argparse
import hashlib
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from printshop.checks.opening import open_shop
from printshop.delivery.deliver import write
from printshop.findings import Where
from printshop.orders.model import Partner
from printshop.partners.stamp import Base, stamp
from printshop.partners.zone import Slip, set_zone, with_zone
from printshop.preflight import examine
from printshop.preflight.reading.stamped import known
from printshop.preflight.rules import Case
from printshop.prepress import impose, press_file
from printshop.proofing import rasterise
from printshop.shop import catalog
from printshop.shop.job import Job, JobTicket, Picture, PressFile, Rendering
from printshop.shop.press import Press
from printshop.typesetting import compose, typeset

Spent = dict[str, list[float]]
LAID_OUT, ZONE, STAMPED = "laid out, to the finished file", "zone set", "stamp, save and hash"
LANGUAGES = ("nl", "ar")
T = TypeVar("T")
SIDE_BY_SIDE = 10  # versions that are also laid out


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--partners", type=int, default=1000)
    parser.add_argument("--piece", default="leaflet")
    options = parser.parse_args()
    shop, _ = open_shop(ROOT)
    assert shop is not None
    spent: Spent = {}
    memory = [peak()]
    for language in LANGUAGES:
        job = catalog.resolve(shop, JobTicket(options.piece, "", language))
        press = next(p for p in shop.presses.values() if p.made == "default")
        versions(job, press, options.partners, spent, memory)
    print(f"{options.partners} partners × {options.piece} × {' and '.join(LANGUAGES)}; ms of CPU")
    for what, times in spent.items():
        mean, high = statistics.mean(times), statistics.quantiles([*times, times[-1]], n=20)[-1]
        print(f"  {what:32} mean {mean:7.1f}   95 % under {high:7.1f}   ({len(times)} times)")
    mean_of = {what: statistics.mean(times) for what, times in spent.items()}
    laid, stamped = mean_of[LAID_OUT], mean_of[STAMPED]
    print(f"  stamped against laid out: 1 : {laid / stamped:.0f}")
    print(f"  with its zone set for it: 1 : {laid / (stamped + mean_of[ZONE]):.0f}")
    print(f"  peak memory on the way, MB: {', '.join(f'{m:.0f}' for m in memory)}")


def versions(job: Job, press: Press, many: int, spent: Spent, memory: list[float]) -> None:
    """A base laid out several times, then stamped for one partner after another."""
    (name,) = job.layout.zones
    for n in range(SIDE_BY_SIDE + 1):
        typeset._galleys.cache_clear()  # nothing is remembered of an earlier fit
        file, rendering = timed(spent if n else {}, LAID_OUT, partial(laid_out, job, press))
    pictures = rasterise.rasterise(file.pdf)
    case = timed(spent, "preflight of a base", partial(preflight, file, rendering, pictures))
    base = Base(file, rendering.composition)
    examined_base = known(case, base.original)
    with tempfile.TemporaryDirectory() as folder:
        for n in range(many):
            partner = Partner(f"Voorbeeldstad {n}", "", f"www.stad-{n}.example", "", None)
            slip, _ = timed(spent, ZONE, partial(set_zone, job, name, partner, Where("x")))
            assert slip is not None
            number, path = f"2026-{n:08x}", Path(folder) / "file.pdf"
            pdf = timed(spent, STAMPED, partial(saved, base, slip, number, path))
            whole = with_zone(rendering.composition, slip)
            check = partial(
                examine.preflight_stamped, examined_base, pdf, whole, slip.has_pixels, "x"
            )
            _, findings = timed(spent, "preflight of a stamped file", check)
            assert not findings
            if n in (0, many // 10, many // 2, many - 1):
                memory.append(peak())


def preflight(file: PressFile, rendering: Rendering, pictures: tuple[Picture, ...]) -> Case:
    """A base as it is examined: read, and every rule applied."""
    case = examine.opened(file, rendering, pictures)
    examine.findings_of(case, "x")
    return case


def laid_out(job: Job, press: Press) -> tuple[PressFile, Rendering]:
    """A piece set from its words to the finished file."""
    composition, _ = compose.compose(job)
    assert composition is not None
    rendering, _ = typeset.typeset(composition)
    boxes = impose.boxes(job.layout, "", press)
    artwork = press_file.ink_artwork(rendering, press)
    return press_file.place_artwork(artwork, "", boxes), rendering


def saved(base: Base, slip: Slip, number: str, path: Path) -> bytes:
    """A stamped file, hashed and on the disk."""
    pdf = stamp(base, slip, number)
    hashlib.sha256(pdf).hexdigest()
    write(path, pdf)
    return pdf


def timed(spent: Spent, what: str, work: Callable[[], T]) -> T:
    """Do some work, and write down the computing time."""
    start = time.process_time()
    made = work()
    spent.setdefault(what, []).append((time.process_time() - start) * 1000)
    return made


def peak() -> float:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
