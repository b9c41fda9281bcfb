"""The command: words in, work spread over the cores, a table out."""

import argparse
import os
import sys
import time
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from printshop import __version__, catalog, compose, standing
from printshop.check import expired, unused
from printshop.deliver import sweep
from printshop.findings import Exit, Finding, Severity, Where, count, error, in_order, stops
from printshop.gallery import gallery
from printshop.model import JobTicket, Outcome, Shop

ROOT = Path(__file__).resolve().parent.parent
VERBS = {
    "build": "make press files into output/ (the default)",
    "check": "check words, facts, layouts and presses without making a file",
    "list": "show what can be made, and in which state the words are",
}
# Which gate a finding belongs to: what stops before the renderer is an input, after it a PDF.
COPYFIT_CODES = {"overset"}


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Run the command; the exit code is ``findings.Exit``."""
    options = _parser().parse_args(arguments)
    try:
        return int(_run(options, root))
    except KeyboardInterrupt:
        print("\ninterrupted; nothing in output/ was removed", file=sys.stderr)
        return int(Exit.INTERRUPTED)
    except BrokenPipeError:
        return int(Exit.DONE)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="generate.py",
        description="Make the print of the campaign stopmensenhandel.be.",
        epilog="exit codes: 0 done · 1 a fault of the program · 2 the inputs are wrong · 3 a text "
        "does not fit · 4 a PDF is not fit to print · 5 a tool is missing · 130 interrupted",
    )
    parser.add_argument("--version", action="version", version=f"printshop {__version__}")
    verbs = "; ".join(f"{verb}: {what}" for verb, what in VERBS.items())
    parser.add_argument(
        "verb", nargs="?", default="build", choices=VERBS, metavar="VERB", help=verbs
    )
    for name, example in (
        ("language", "nl,fr"),
        ("piece", "leaflet,card"),
        ("sector", "horeca,general"),
        ("press", "offset"),
    ):
        parser.add_argument(
            f"--{name}",
            type=lambda text: [part.strip() for part in text.split(",") if part.strip()],
            default=[],
            metavar="NAMES",
            help=f"only these, comma-separated, e.g. {example}",
        )
    return parser


def _run(options: argparse.Namespace, root: Path) -> Exit:
    started = time.monotonic()
    shop, findings = catalog.open_shop(root)
    if shop is None:
        _say(findings)
        return Exit.INPUTS
    filters = {name: getattr(options, name) for name in ("language", "piece", "sector", "press")}
    tickets, presses, told = catalog.choose(catalog.tickets(shop), shop, filters)
    if told:
        _say(told)
        return Exit.INPUTS
    findings += expired(shop, datetime.now(UTC).date())
    if options.verb == "list":
        return _list(shop, tickets)
    if options.verb == "check":
        return _check(shop, tickets, findings)
    output = root / "output"
    outcomes = _build(shop, tickets, presses, findings, output)
    if not any(filters.values()):
        findings += sweep(output, outcomes)
    if any(o.state != "unchanged" for o in outcomes) or not (output / "index.html").exists():
        gallery(shop, output, outcomes)
    _say([*findings, *(f for o in outcomes for f in o.findings)])
    _table(outcomes, time.monotonic() - started)
    return _verdict(findings, outcomes)


def _verdict(findings: list[Finding], outcomes: list[Outcome]) -> Exit:
    """The lowest gate that stopped a job."""
    refused = [f for o in outcomes if o.state == "refused" for f in o.findings]
    errors = [f for f in refused if f.severity is Severity.ERROR]
    if any(f.code == "bug" for f in errors):
        return Exit.BUG
    if stops(findings):
        return Exit.INPUTS
    gates = {
        Exit.COPYFIT
        if f.code in COPYFIT_CODES
        else Exit.PREFLIGHT
        if f.where.path.startswith("output/")
        else Exit.INPUTS
        for f in errors
    }
    return min(gates, default=Exit.DONE)


# ── build ────────────────────────────────────────────────────────────────────────────────────


def _build(
    shop: Shop, tickets: list[JobTicket], presses: list[str], findings: list[Finding], output: Path
) -> list[Outcome]:
    outcomes: list[Outcome] = []
    work: list[tuple[JobTicket, list[Finding]]] = []
    for ticket in tickets:
        inputs = catalog.concerning(ticket, findings)
        old = standing.standing(shop, ticket, presses, inputs, output)
        if old is None:
            work.append((ticket, inputs))
        else:
            outcomes += old
    tell = _progress(len(work))
    for made in _spread(shop, work, presses, output):
        outcomes += made
        tell(made)
    return sorted(outcomes, key=lambda o: (o.press, o.language, o.stem))


def _spread(
    shop: Shop, work: list[tuple[JobTicket, list[Finding]]], presses: list[str], output: Path
) -> "list[list[Outcome]] | _Results":
    """The jobs' outcomes as they come: over all cores, or here when there is little to do."""
    workers = min(os.cpu_count() or 1, len(work))
    if workers <= 1:
        return [_job(shop, ticket, presses, inputs, output) for ticket, inputs in work]
    return _Results(shop, work, presses, output, workers)


class _Results:
    """Outcomes from the workers, one ticket after another as they are done."""

    def __init__(
        self,
        shop: Shop,
        work: list[tuple[JobTicket, list[Finding]]],
        presses: list[str],
        output: Path,
        workers: int,
    ) -> None:
        self.arguments = (shop, work, presses, output, workers)

    def __iter__(self):  # type: ignore[no-untyped-def]
        shop, work, presses, output, workers = self.arguments
        pool = ProcessPoolExecutor(workers, get_context("spawn"), _start, (shop.root,))
        try:
            futures: list[Future[list[Outcome]]] = [
                pool.submit(_worker, ticket, presses, inputs, output) for ticket, inputs in work
            ]
            for future in as_completed(futures):
                yield future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


_SHOP: list[Shop] = []


def _start(root: Path) -> None:
    """A worker opens the shop once, and leaves Ctrl-C to the command."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    shop, _ = catalog.open_shop(root)
    if shop:
        _SHOP.append(shop)


def _worker(
    ticket: JobTicket, presses: list[str], inputs: list[Finding], output: Path
) -> list[Outcome]:
    return _job(_SHOP[0], ticket, presses, inputs, output)


def _job(
    shop: Shop, ticket: JobTicket, presses: list[str], inputs: list[Finding], output: Path
) -> list[Outcome]:
    from printshop import pipeline  # with the renderer: a run that has nothing to do needs none

    try:
        return pipeline.run_job(shop, ticket, presses, inputs, output)
    except OSError as problem:
        told = error(
            "not-written",
            f"a file could not be written: {problem.strerror or problem}",
            Where(str(problem.filename or "output/")),
            "make room on the disk, or look at who may write there",
        )
        return [Outcome(p, ticket.language, ticket.stem, "refused", (told,)) for p in presses]
    except Exception as problem:  # noqa: BLE001  # one job must not stop the others: it is told
        traceback.print_exc()
        told = error(
            "bug",
            f"the program stopped at {ticket.stem} in {ticket.language}: {problem!r}",
            Where("printshop/"),
            "report this with the lines above; the other files were made",
        )
        return [Outcome(p, ticket.language, ticket.stem, "refused", (told,)) for p in presses]


def _progress(total: int) -> Callable[[list[Outcome]], None]:
    """A bar with the time left on a terminal, a plain line for each job elsewhere."""
    if not total:
        return lambda made: None
    done = 0
    if not sys.stderr.isatty():

        def plain(made: list[Outcome]) -> None:
            nonlocal done
            done += 1
            first = made[0]
            states = ", ".join(sorted({o.state for o in made}))
            print(
                f"[{done}/{total}] {first.language} {first.stem}: {len(made)} {states}", flush=True
            )

        return plain
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    )
    task = bar.add_task("printing", total=total)
    bar.start()

    def draw(made: list[Outcome]) -> None:
        nonlocal done
        done += 1
        bar.update(task, completed=done, description=f"{made[0].language} {made[0].stem}")
        if done == total:
            bar.stop()

    return draw


# ── what is said ─────────────────────────────────────────────────────────────────────────────


def _say(findings: list[Finding]) -> None:
    """Every finding once; drafts in one line, since today everything is one."""
    listed = in_order(findings)
    drafts = [f for f in listed if f.code == "draft"]
    for finding in listed:
        if finding.code != "draft":
            print(finding)
    if drafts:
        print(f"review[draft]: {len(drafts)} pieces are drafts: nobody has signed them off yet")


def _table(outcomes: list[Outcome], seconds: float) -> None:
    rows: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in outcomes:
        rows.setdefault((outcome.press, outcome.language), []).append(outcome)
    head = (
        "press",
        "language",
        "built",
        "unchanged",
        "refused",
        "errors",
        "reviews",
        "notes",
        "in",
    )
    lines: list[tuple[str, ...]] = [head]
    for (press, language), made in rows.items():
        states = [sum(o.state == s for o in made) for s in ("built", "unchanged", "refused")]
        weights = count({f for o in made for f in o.findings})
        lines.append(
            (
                press,
                language,
                *map(str, states),
                *(str(weights[s]) for s in (Severity.ERROR, Severity.REVIEW, Severity.NOTE)),
                f"output/{press}/{language}/",
            )
        )
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    print()
    for line in lines:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        )
    total = [sum(o.state == s for o in outcomes) for s in ("built", "unchanged", "refused")]
    print(
        f"\n{total[0]} built, {total[1]} unchanged, {total[2]} refused in {seconds:.1f} s; "
        "look at output/index.html"
    )


def _check(shop: Shop, tickets: list[JobTicket], findings: list[Finding]) -> Exit:
    used: set[tuple[str, str]] = set()
    for ticket in tickets:
        composition, told = compose.compose(catalog.resolve(shop, ticket))
        findings += told
        if composition:
            used |= {(ticket.language, role) for role in composition.roles}
    if len(tickets) == len(catalog.tickets(shop)):
        findings += unused(shop, used)
    _say(findings)
    weights = count(set(findings))
    print(
        f"checked {len(tickets)} pieces: {weights[Severity.ERROR]} errors, "
        f"{weights[Severity.REVIEW]} reviews, {weights[Severity.NOTE]} notes"
    )
    return Exit.INPUTS if stops(findings) else Exit.DONE


def _list(shop: Shop, tickets: list[JobTicket]) -> Exit:
    stems = sorted({t.stem for t in tickets})
    languages = sorted({t.language for t in tickets})
    width = max((len(s) for s in stems), default=0)
    print("piece".ljust(width), "  ".join(languages))
    for stem in stems:
        layout = shop.layouts[next(t.layout for t in tickets if t.stem == stem)]
        have = {t.language for t in tickets if t.stem == stem}
        marks = "  ".join(
            ("draft" if tag in have else "-")[: max(2, len(tag))].ljust(len(tag))
            for tag in languages
        )
        sizes = ["{:g} × {:g} mm".format(*layout.trim), *layout.sizes]
        print(stem.ljust(width), marks, " ", ", ".join(sizes))
    print(f"\n{len(tickets)} pieces; dr: draft. presses: {', '.join(shop.presses)}")
    return Exit.DONE
