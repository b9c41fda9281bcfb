"""CPU seconds per file beside other programs: ``python bench/peers.py [--runs 3]``.

WeasyPrint's own command and Chromium, one warm browser, print the same pages, composed and fitted
by us: bare prints. Ours is the whole catalogue in a temporary copy of the checkout, finished and
examined: from nothing, once more with nothing changed, after one word; then ``check``. The runs
alternate; medians and ratios are printed, and whether each target is met.
"""

import argparse
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.chromium import Browser, installed
from printshop.checks.opening import open_shop
from printshop.shop import catalog
from printshop.shop.job import Composition, JobTicket, Shop
from printshop.typesetting import compose, render, typeset

COPIED = ("content", "layouts", "presses", "printshop")
WEASYPRINT, CHROMIUM = "WeasyPrint's command, a file", "Chromium, a file"
CATALOGUE, UNCHANGED = "whole catalogue, a file", "nothing changed, the run"
WORD, CHECK = "one word changed, the run", "check of one language, the run"


@dataclass(frozen=True)
class Target:
    """A measure, in CPU seconds or as a ratio to another, and the most that is wanted of it."""

    measure: str
    most: float
    beside: str = ""


TARGETS = (
    Target(CATALOGUE, 0.15, WEASYPRINT),
    Target(CATALOGUE, 1.0, CHROMIUM),
    Target(UNCHANGED, 1.0),
    Target(WORD, 1.5),
    Target(CHECK, 0.5),
)


@dataclass
class Measures:
    """CPU seconds of each run, by measure, and of how many files they are."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)

    def add(self, measure: str, seconds: float, files: int) -> None:
        """Book a run."""
        self.seconds.setdefault(measure, []).append(seconds)
        self.files[measure] = files

    def value(self, target: Target) -> float | None:
        """The median of a measure, or of its ratio to another run by run; None: not measured."""
        runs = self.seconds[target.measure]
        if not target.beside:
            return statistics.median(runs)
        others = self.seconds.get(target.beside)
        if others is None:
            return None
        return statistics.median(one / other for one, other in zip(runs, others, strict=True))


def main() -> None:
    """Measure, and print the table and the targets."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--languages", default="nl,ar", help="of the pieces that peers print")
    parser.add_argument("--pieces", type=int, default=26, help="how many pieces peers print")
    parser.add_argument("--check", default="nl", help="the language that check is run for")
    parser.add_argument("--word", default="nl/leaflet", help="whose copy has a word changed")
    options = parser.parse_args()
    shop = opened()
    tickets = [t for t in catalog.tickets(shop) if t.language in options.languages.split(",")]
    tickets = tickets[: options.pieces]
    language, _, piece = options.word.partition("/")
    if not (options.runs > 0 and tickets and piece in shop.copies.get(language, {})):
        parser.error("there is nothing to measure with these options")
    measures = Measures()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        render.use_fonts(ROOT)  # also for the processes that are started from here
        pages = [write_page(folder, shop, ticket) for ticket in tickets]
        checkout, sheet = copy_checkout(folder), f"content/{language}/{piece}.yaml"
        with warm_browser(folder, pages[0]) as browser:
            for number in range(options.runs):
                print(f"run {number + 1} of {options.runs}", file=sys.stderr, flush=True)
                measure_peers(measures, folder, pages, browser)
                measure_ours(measures, checkout, sheet, options.check)
    report(measures)


def opened() -> Shop:
    """The shop of this checkout."""
    shop, findings = open_shop(ROOT)
    if shop is None:
        raise SystemExit("\n".join(map(str, findings)))
    return shop


def cpu_of(*command: str, within: Path | None = None) -> float:
    """CPU seconds, user and system, of a command and the processes that it waits for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = subprocess.run(
        [sys.executable, *command], cwd=within, capture_output=True, text=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ended.returncode:
        raise SystemExit(f"{' '.join(command)}\n{ended.stdout[-2000:]}{ended.stderr[-2000:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


# ── the peers ────────────────────────────────────────────────────────────────────────────────


def write_page(folder: Path, shop: Shop, ticket: JobTicket) -> Path:
    """One piece as an HTML file, at the sizes that fit, with links to its layout's stylesheets."""
    composition, findings = compose.compose(catalog.resolve(shop, ticket))
    if composition is None:
        raise SystemExit("\n".join(map(str, findings)))
    fitted: list[tuple[str, str]] = []

    def keep(composition: Composition, css: str) -> tuple[bytes, tuple[()], tuple[()]]:
        fitted.append((composition.html, css))
        return b"", (), ()

    with patch.object(render, "render", keep):
        _, findings = typeset.typeset(composition)
    if not fitted:
        raise SystemExit("\n".join(map(str, findings)))
    ((html, css),) = fitted
    layouts = ROOT / "layouts"
    sheets = (layouts / "_shared/shared.css", layouts / ticket.layout / "style.css")
    links = "".join(f'<link rel="stylesheet" href="{sheet.as_uri()}">' for sheet in sheets)
    address = f'<base href="{(layouts / ticket.layout).as_uri()}/">'
    html = html.replace("<head>", f"<head>{address}", 1)
    html = html.replace("</head>", f"{links}<style>{css}</style></head>", 1)
    path = folder / f"{ticket.language}-{ticket.stem}.html"
    path.write_text(html, "utf-8")
    return path


@contextmanager
def warm_browser(folder: Path, page: Path) -> Iterator[Browser | None]:
    """A browser that has printed a page before; None, with a line, where there is no Chromium."""
    program = installed()
    if program is None:
        print("Chromium is not on this machine: skipped")
        yield None
        return
    browser = Browser(program, folder / "browser")
    try:
        browser.print_page(page)
        yield browser
    finally:
        browser.close()


def measure_peers(
    measures: Measures, folder: Path, pages: list[Path], browser: Browser | None
) -> None:
    """Each page by WeasyPrint's command and, right after it, by Chromium."""
    weasyprint, chromium, pdf = 0.0, 0.0, folder / "peer.pdf"
    for page in pages:
        weasyprint += cpu_of("-m", "weasyprint", "--quiet", str(page), str(pdf))
        if browser is not None:
            before = browser.cpu()
            pdf.write_bytes(browser.print_page(page))
            chromium += browser.cpu() - before
    measures.add(WEASYPRINT, weasyprint / len(pages), len(pages))
    if browser is not None:
        measures.add(CHROMIUM, chromium / len(pages), len(pages))


# ── ours ─────────────────────────────────────────────────────────────────────────────────────


def copy_checkout(folder: Path) -> Path:
    """A copy of what a build reads; the program is compiled, as it is after its first run."""
    checkout = folder / "checkout"
    for name in COPIED:
        shutil.copytree(ROOT / name, checkout / name)
    shutil.copy2(ROOT / "generate.py", checkout)
    (checkout / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
    cpu_of("-m", "compileall", "-q", "printshop", within=checkout)
    return checkout


def measure_ours(measures: Measures, checkout: Path, sheet: str, language: str) -> None:
    """The catalogue from nothing, with nothing changed, with one word changed; and a check."""
    output, path = checkout / "output", checkout / sheet
    shutil.rmtree(output, ignore_errors=True)
    seconds = cpu_of("generate.py", within=checkout)
    count = len(list(output.glob("*/*/*.pdf")))
    measures.add(CATALOGUE, seconds / count, count)
    measures.add(UNCHANGED, cpu_of("generate.py", within=checkout), count)
    copy = path.read_text("utf-8")
    stood = times(output)
    path.write_text(with_a_word_changed(copy), "utf-8")
    try:
        seconds = cpu_of("generate.py", within=checkout)
    finally:
        path.write_text(copy, "utf-8")
    measures.add(WORD, seconds, len(times(output) - stood))
    measures.add(CHECK, cpu_of("generate.py", "check", "--language", language, within=checkout), 0)


def times(output: Path) -> set[tuple[Path, int]]:
    """Each press file with the moment at which it was written."""
    return {(path, path.stat().st_mtime_ns) for path in output.glob("*/*/*.pdf")}


def with_a_word_changed(copy: str) -> str:
    """The text of a copy sheet, without the last letter of the second word of some running text.

    A letter less, so that nothing that fits stops fitting; not in the title, which is not printed.
    """
    word = re.compile(r"^ +(?!#|title:)(?:[\w-]+: |- )?[^\W\d_]+ [^\W\d_]{3,}(?= )", re.M)
    found = word.search(copy, copy.index("\nitems:"))
    if found is None:
        raise SystemExit("no word was found that could be changed: name another sheet with --word")
    return copy[: found.end() - 1] + copy[found.end() :]


# ── what is printed ──────────────────────────────────────────────────────────────────────────


def report(measures: Measures) -> None:
    """A line for each measure, and one for each target."""
    print(f"{'CPU seconds':32}{'median':>8}{'files':>7}  runs")
    for measure, runs in measures.seconds.items():
        each = " ".join(f"{seconds:.3f}" for seconds in runs)
        files = measures.files[measure] or ""
        print(f"{measure:32}{statistics.median(runs):8.3f}{files:>7}  {each}")
    print()
    for target in TARGETS:
        value, unit = measures.value(target), "×" if target.beside else "s"
        name = f"{target.measure} : {target.beside}" if target.beside else target.measure
        if value is None:
            print(f"{name:54} not measured")
            continue
        met = "met" if value <= target.most else "missed"
        print(f"{name:54}{value:6.2f} {unit}, wanted at most {target.most:.2f} {unit}: {met}")


if __name__ == "__main__":
    main()
