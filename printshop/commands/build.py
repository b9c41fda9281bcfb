"""The verbs ``build``, ``check`` and ``list``, and the summary at the end of a run."""

import sys
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Self

from printshop.checks import claims
from printshop.checks.about_inputs import unconfirmed_of
from printshop.checks.copy import unused
from printshop.checks.on_day import on_day
from printshop.checks.opening import open_shop
from printshop.checks.read_back import check_read_back
from printshop.commands.overview import show_all, states
from printshop.commands.summary import PieceRow, print_findings, print_outcomes, print_pieces
from printshop.commands.workers import Work, spread
from printshop.delivery import up_to_date
from printshop.delivery.deliver import pdf_path, remove_outdated
from printshop.findings import Exit, Finding, Severity, count, exit_of, in_order, many, stops
from printshop.orders import register
from printshop.shop import catalog
from printshop.shop.file_names import FileName, named
from printshop.shop.job import Job, JobTicket, Outcome, Shop
from printshop.shop.press import Press
from printshop.shop.state import StateName
from printshop.typesetting import compose

# How the list writes the state of a piece.
SHORT: dict[StateName, str] = {
    "draft": "dr",
    "in review": "re",
    "signed": "ok",
    "stale": "st",
    "withdrawn": "wd",
}

SAID: dict[StateName, str] = {"in review": "being read", "stale": "to be read again"}


def work(verb: str, filters: dict[str, list[str]], root: Path) -> Exit:
    """Open the shop, select jobs by the filters, and build, check or list them.

    ``filters`` has names by filter, as ``catalog.choose`` takes them.
    """
    started = time.monotonic()
    # The gallery, which is made with the files, shows what there is to say about every language.
    languages = () if verb == "build" else filters["language"]
    shop, findings = open_shop(root, languages)
    if shop is None:
        print_findings(in_order(findings))
        return Exit.INPUTS
    tickets, presses, filter_errors = catalog.choose(catalog.tickets(shop), shop, filters)
    if filter_errors:
        # What lacks may have been in a file with an error; that of other conditions it was not.
        others = shop.presses.keys() - {*presses}
        errors = (
            f for f in findings if f.severity is Severity.ERROR and f.scope.press not in others
        )
        print_findings(in_order([*filter_errors, *errors]))
        return Exit.INPUTS
    output = root / "output"
    # Existing files of a condition that is made only when asked for are kept up to date, since
    # they print phone numbers too; no file is added to them.
    built_before = [
        name
        for name in ([] if filters["press"] else shop.presses)
        if name not in presses and any((output / name).glob("*/*.pdf"))
    ]
    # Findings about a condition that is not built do not matter: its profile may be missing.
    not_built = shop.presses.keys() - {*presses, *built_before}
    findings = [f for f in findings if f.scope.press not in not_built]
    today = datetime.now(UTC).date()
    findings = [*findings, *on_day(shop, today)]
    of_shop = findings
    if any(filters.values()):
        of_no_piece = catalog.of_no_piece(shop, filters, findings)
        findings = in_order([*_concerning(tickets, findings), *of_no_piece])
    if verb == "list":
        return _list(shop, tickets)
    inputs = findings
    if filters["piece"] or filters["sector"]:  # of single items, those that the pieces print
        findings = [f for f in findings if f.scope.item is None]
    if verb == "check":
        return _check(shop, tickets, inputs, findings)
    outcomes, kept = _build(shop, tickets, (presses, built_before), inputs, output)
    findings = findings + kept + remove_outdated(output, _names(shop), partial(_asked_for, filters))
    print_findings(in_order([*findings, *(f for o in outcomes for f in o.findings)]))
    print_outcomes(outcomes, time.monotonic() - started)
    print_findings(show_all(shop, output, outcomes, of_shop))
    return _exit_code(findings, outcomes)


def _concerning(tickets: list[JobTicket], findings: list[Finding]) -> list[Finding]:
    """The findings whose scope includes one of the tickets, sorted by place."""
    return in_order(f for ticket in tickets for f in catalog.concerning(ticket, findings))


def _exit_code(findings: list[Finding], outcomes: list[Outcome]) -> Exit:
    """The exit code of a run: that of the lowest gate that stopped a job."""
    refused = [f for o in outcomes if o.state == "refused" for f in o.findings]
    return exit_of([*findings, *refused])


# ── build ────────────────────────────────────────────────────────────────────────────────────


def _build(
    shop: Shop,
    tickets: list[JobTicket],
    presses: tuple[list[str], list[str]],
    findings: list[Finding],
    output: Path,
) -> tuple[list[Outcome], list[Finding]]:
    outcomes: list[Outcome] = []
    work: Work = []
    for ticket in tickets:
        job = catalog.resolve(shop, ticket)
        built_before = [name for name in presses[1] if _has_files(job, shop.presses[name], output)]
        names = [n for n in (*presses[0], *built_before) if job.sizes_for(shop.presses[n])]
        if not names:
            continue  # all its sizes are too small for these conditions
        inputs = catalog.concerning(ticket, findings)
        earlier = up_to_date.unchanged(shop, ticket, names, inputs, output)
        if earlier is None:
            work.append((ticket, names, inputs))
        else:
            outcomes += earlier
    try:
        with _Progress(len(work)) as progress:
            for job_outcomes in spread(shop, work, output):
                outcomes += job_outcomes
                progress.advance(job_outcomes)
    finally:  # also of a run that is interrupted: these files are there
        kept = register.keep(shop.root, (outcome.edition for outcome in outcomes))
    return sorted(outcomes, key=lambda o: (o.press, o.language, o.stem)), kept


def _has_files(job: Job, press: Press, output: Path) -> bool:
    """Whether a condition has files of a job from an earlier run."""
    return any(pdf_path(output, named(job, size, press)).exists() for size in job.sizes_for(press))


def _names(shop: Shop) -> set[FileName]:
    """The names of all files that the shop can make."""
    jobs = [catalog.resolve(shop, ticket) for ticket in catalog.tickets(shop)]
    return {
        named(job, size, press)
        for job in jobs
        for press in shop.presses.values()
        for size in job.sizes_for(press)
    }


def _asked_for(filters: dict[str, list[str]], path: Path) -> bool:
    """Whether the filters choose a file that lies in ``output/`` now, also of what has an error."""
    press, language, name = path.parts[-3:]
    folders = (("press", press), ("language", language))
    return all(not filters[key] or folder in filters[key] for key, folder in folders) and all(
        not filters[key] or any(f"-{word}-" in name for word in filters[key])
        for key in ("piece", "sector")
    )


class _Progress:
    """A bar with the time left on a terminal, a plain line for each job elsewhere."""

    def __init__(self, total: int) -> None:
        self.total, self.done = total, 0
        self.bar = None
        if total and sys.stderr.isatty():
            from rich import progress

            self.bar = progress.Progress(
                progress.TextColumn("{task.description}"),
                progress.BarColumn(),
                progress.MofNCompleteColumn(),
                progress.TimeRemainingColumn(),
            )
            self.task = self.bar.add_task("printing", total=total)

    def __enter__(self) -> Self:
        if self.bar:
            self.bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.stop()

    def advance(self, outcomes: list[Outcome]) -> None:
        """Show that one job more is done, with these outcomes."""
        self.done += 1
        name = f"{outcomes[0].language} {outcomes[0].stem.partition('.')[0]}"
        if self.bar:
            self.bar.update(self.task, completed=self.done, description=name)
            return
        states = ", ".join(sorted({o.state for o in outcomes}))
        print(f"[{self.done}/{self.total}] {name}: {len(outcomes)} {states}", flush=True)


# ── check and list ───────────────────────────────────────────────────────────────────────────


def _check(
    shop: Shop, tickets: list[JobTicket], inputs: list[Finding], findings: list[Finding]
) -> Exit:
    """``findings`` are shown, and of ``inputs`` those that concern one of the pieces."""
    findings = list(findings)
    used: set[tuple[str, str]] = set()
    for ticket in tickets:
        if stops(catalog.concerning(ticket, inputs)):
            continue  # what would be found next mostly follows from that
        composition, job_findings = compose.compose(catalog.resolve(shop, ticket))
        findings += job_findings
        if composition:
            findings += catalog.concerning(ticket, inputs, composition.items)
            used |= {(tag, role) for tag in ticket.languages for role in composition.roles}
            findings += unconfirmed_of(shop, ticket, composition.items)
    if len(tickets) == len(catalog.tickets(shop)) and not stops(findings):
        # A misspelt name leaves a role or a claim unused, and has been told.
        findings += [*unused(shop, used), *claims.unused(shop)]
    findings += check_read_back(shop, sorted({tag for tag, _ in used}))
    print_findings(in_order(findings))
    by_severity = count(set(findings))
    counts = ", ".join(
        many(by_severity[s], s) for s in (Severity.ERROR, Severity.REVIEW, Severity.NOTE)
    )
    print(f"checked {many(len(tickets), 'piece')}: {counts}")
    return Exit.INPUTS if stops(findings) else Exit.DONE


def _list(shop: Shop, tickets: list[JobTicket]) -> Exit:
    codes = ", ".join(f"{short}: {SAID.get(name, name)}" for name, short in SHORT.items())
    by_piece: dict[str, dict[str, str]] = {}
    for ticket, state in states(shop, tickets).items():
        by_piece.setdefault(ticket.stem, {})[ticket.language] = SHORT[state.name]
    layouts = {t.stem: shop.layouts[t.layout] for t in tickets}
    sizes = {n: ["{:g} × {:g} mm".format(*y.trim), *y.sizes] for n, y in layouts.items()}
    rows = [PieceRow(stem, by_piece[stem], sizes[stem]) for stem in sorted(by_piece)]
    print_pieces(rows, sorted({t.language for t in tickets}))
    print(f"\n{many(len(tickets), 'piece')}; {codes}. presses: {', '.join(shop.presses)}")
    return Exit.DONE
