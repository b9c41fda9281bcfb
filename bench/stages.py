"""CPU seconds per job by stage, in one warm process: ``python bench/stages.py [--all]``.

A job is one ticket: one rendering, and a press file for each size and press. Without ``--all`` a
representative set is measured: the general piece or one sector of each format, in three scripts.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from printshop.checks.opening import open_shop
from printshop.preflight.examine import findings_of, opened
from printshop.prepress import impose, press_file
from printshop.proofing import rasterise, same_artwork
from printshop.shop import catalog
from printshop.shop.job import Composition, JobTicket, Shop
from printshop.typesetting import compose, render, typeset

STAGES = ("compose", "fit", "render", "prepress", "preflight", "proof")
P = ParamSpec("P")
T = TypeVar("T")


class Watch:
    """CPU seconds of this process, by stage."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys(STAGES, 0.0)

    def time(self, stage: str, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do a piece of work and book its seconds to a stage."""
        start = time.process_time()
        try:
            return work(*args, **kwargs)
        finally:
            self.spent[stage] += time.process_time() - start


def representative(shop: Shop) -> list[JobTicket]:
    """One ticket of each format in one language of each script."""
    scripts = {language.script: tag for tag, language in shop.languages.items()}
    chosen: dict[tuple[str, str], JobTicket] = {}
    for ticket in catalog.tickets(shop):
        if ticket.language in scripts.values():
            chosen.setdefault((ticket.layout, ticket.language), ticket)
    return list(chosen.values())


def measure(shop: Shop, ticket: JobTicket) -> tuple[Watch, int]:
    """One job through every stage: its seconds and how many files it gave."""
    watch = Watch()
    job = catalog.resolve(shop, ticket)
    composition, findings = watch.time("compose", compose.compose, job)
    if composition is None:
        raise SystemExit("\n".join(map(str, findings)))
    # One step of the pipeline fits and renders; the render in it is booked apart.
    real = render.render

    def booked(composition: Composition, css: str) -> tuple[bytes, tuple[str, ...]]:
        return watch.time("render", real, composition, css)

    with patch.object(render, "render", booked):
        rendering, _ = watch.time("fit", typeset.typeset, composition)
    watch.spent["fit"] -= watch.spent["render"]
    files = 0
    for press in (p for p in shop.presses.values() if p.made != "asked"):
        artwork = watch.time("prepress", press_file.ink_artwork, rendering, press)
        shown: list[same_artwork.Shown] = []
        for size in job.sizes_for(press):
            boxes = impose.boxes(job.layout, size, press)
            file = watch.time("prepress", press_file.place_artwork, artwork, size, boxes)
            pictures = watch.time("preflight", same_artwork.pictures_of, file, shown)
            shown.append((file, pictures))
            case = watch.time("preflight", opened, file, rendering, pictures)
            watch.time("preflight", findings_of, case, "bench.pdf")
            watch.time("proof", rasterise.proofs, pictures)
            files += 1
    return watch, files


def main() -> None:
    """Print a line for each job, and the means."""
    shop = _opened()
    tickets = catalog.tickets(shop) if "--all" in sys.argv[1:] else representative(shop)
    for layout in shop.layouts:  # warm: fonts, styles, profile, the slug's face
        measure(shop, next(t for t in tickets if t.layout == layout))
    typeset._galleys.cache_clear()  # it remembers nothing of what was fitted
    head = f"{'job':28}" + "".join(f"{stage:>10}" for stage in STAGES) + f"{'all':>8}{'files':>7}"
    print(head)
    total, files = dict.fromkeys(STAGES, 0.0), 0
    for ticket in tickets:
        watch, made = measure(shop, ticket)
        _line(f"{ticket.language} {ticket.stem}", watch.spent, made)
        files += made
        for stage in STAGES:
            total[stage] += watch.spent[stage]
    _line("mean per job", {s: v / len(tickets) for s, v in total.items()}, files // len(tickets))
    _line("mean per file", {s: v / files for s, v in total.items()}, 1)


def _opened() -> Shop:
    shop, findings = open_shop(ROOT)
    if shop is None:
        raise SystemExit("\n".join(map(str, findings)))
    return shop


def _line(name: str, spent: dict[str, float], files: int) -> None:
    seconds = "".join(f"{spent[stage]:10.3f}" for stage in STAGES)
    print(f"{name:28}{seconds}{sum(spent.values()):8.3f}{files:7}")


if __name__ == "__main__":
    main()
