"""The verbs ``translate export`` and ``translate import``: texts go out to translators and back."""

from collections.abc import Callable
from pathlib import Path

from printshop import pipeline
from printshop.checks.check import check
from printshop.checks.opening import open_shop
from printshop.commands.summary import print_findings
from printshop.delivery.deliver import write
from printshop.delivery.kept_budgets import budgets
from printshop.exchange import docx, incoming, judge, outgoing, po, write_back, xliff
from printshop.exchange.model import ENDINGS, Batch, Returned
from printshop.findings import (
    GENERATE,
    Exit,
    Finding,
    Severity,
    Where,
    did_you_mean,
    error,
    exit_of,
    in_order,
    many,
    stops,
)
from printshop.proofing.panel_pictures import PanelPictures, panels_of
from printshop.reading.yaml_edit import NotEditable
from printshop.shop import catalog, file_names
from printshop.shop.job import JobTicket, Shop
from printshop.shop.segments import segments
from printshop.starting.plan import Meanwhile, Plan, write_all
from printshop.typesetting.compose import compose
from printshop.typesetting.segment_marks import MarkingApi, owners
from printshop.typesetting.typeset import typeset

WRITERS: dict[str, Callable[[Batch], bytes]] = {
    "xliff": xliff.write,
    "po": po.write,
    "docx": docx.write,
}
FOLDER = "translation"  # in output/
DPI = 72  # of the pictures of panels: the type can be read
# Reviews about a text that keep an answer out: it is in another language than it should be.
WRONG_LANGUAGE = {"not-translated"}


# ── out ──────────────────────────────────────────────────────────────────────────────────────


def export(root: Path, languages: list[str], pieces: list[str], form: str, only: str) -> Exit:
    """Write a file for each language into ``output/translation/``, and print where.

    ``form`` is a format of ``ENDINGS``; ``only`` is ``stale``, ``missing`` or '' for all texts.
    """
    shop, findings = open_shop(root)
    if shop is None:
        print_findings(in_order(findings))
        return Exit.INPUTS
    filters = {"language": [], "piece": pieces, "sector": [], "press": []}
    tickets, _, problems = catalog.choose(catalog.tickets(shop), shop, filters)
    source = shop.campaign.source_language
    for tag in languages:
        if tag == source or tag not in shop.languages:
            others = [name for name in shop.languages if name != source]
            message = f"there is no translation into '{tag}'"
            where = Where("translate export")
            problems.append(error("unknown-name", message, where, did_you_mean(tag, others)))
    if problems:
        print_findings(problems)
        return Exit.INPUTS
    for tag in languages:
        of_language = [t for t in tickets if tag in t.languages] if pieces else None
        _export(shop, tag, of_language, form, only, findings)
    return Exit.DONE


def _export(
    shop: Shop,
    tag: str,
    tickets: list[JobTicket] | None,
    form: str,
    only: str,
    findings: list[Finding],
) -> None:
    printed = None if tickets is None else _printed(shop, tag, tickets)
    chosen = outgoing.wanted(shop, tag, only, printed)
    if not chosen:
        print(f"{tag}: no text {f'is {only}' if only else 'to translate'}; no file was made")
        return
    wanted = {segment.identifier for segment in chosen}
    printing = _printing(shop, tag, wanted)
    output = shop.root / "output"
    places: dict[str, list[outgoing.Placed]] = {}
    for room in budgets(shop, tag, output, printing):
        layout = shop.layouts[room.layout]
        side = layout.frames[room.frame].page
        audience = layout.pages[side].audience
        # What is printed today fits, also where the measure is more careful.
        fits, lines = max((room.smallest, room.lines_smallest), (room.used, room.lines))
        placed = outgoing.Placed(layout.title, side, audience, fits, lines)
        places.setdefault(room.ref.identifier, []).append(placed)
    stem = file_names.texts(shop.campaign, tag, only)
    folder = output / FOLDER / tag
    pictures = _pictures(shop, tag, wanted, printing, findings)
    numbers = {png: n for n, png in enumerate(dict.fromkeys(pictures.values()), 1)}

    def picture_of(identifier: str) -> tuple[str, bytes]:
        png = pictures.get(identifier, b"")
        beside = png and form != "docx"  # a picture of its own for each panel
        return (f"{stem}-pictures/{numbers[png]}.png" if beside else "", png)

    made = outgoing.batch(shop, tag, chosen, places, picture_of)
    for name, png in {u.picture_name: u.picture for u in made.units if u.picture_name}.items():
        write(folder / name, png)
    path = folder / f"{stem}{ENDINGS[form]}"
    write(path, WRITERS[form](made))
    print(f"{path.relative_to(shop.root).as_posix()}: {many(len(made.units), 'text')}")


def _printing(shop: Shop, tag: str, wanted: set[str]) -> list[JobTicket]:
    """The pieces that print any of these segments in a language."""
    items = {_file_and_role(identifier) for identifier in wanted}
    return [
        ticket
        for ticket in catalog.tickets(shop)
        if tag in ticket.languages
        and (composition := compose(catalog.resolve(shop, ticket))[0])
        and not items.isdisjoint(composition.items)
    ]


def _printed(shop: Shop, tag: str, tickets: list[JobTicket]) -> set[str]:
    """The identifiers of the segments that some pieces print in a language."""
    items: set[tuple[str, str]] = set()
    for ticket in tickets:
        composition, _ = compose(catalog.resolve(shop, ticket))
        items |= set(composition.items) if composition else set()
    return {s.identifier for s in segments(shop, tag) if (s.stem, s.role) in items}


def _pictures(
    shop: Shop, tag: str, wanted: set[str], printing: list[JobTicket], findings: list[Finding]
) -> dict[str, bytes]:
    """A picture of a panel that prints each of these segments, as far as there is one."""
    press = next(press for press in shop.presses.values() if press.made == "default")
    found: dict[str, bytes] = {}
    for ticket in printing:
        left = {_file_and_role(name) for name in wanted - found.keys()}
        composition, _ = compose(catalog.resolve(shop, ticket)) if left else (None, ())
        if composition is None or left.isdisjoint(composition.items):
            continue
        inputs = [f for f in catalog.concerning(ticket, findings) if not f.scope.press]
        rendering, _, _ = pipeline.set_piece(shop, ticket, inputs)
        if rendering is None:
            continue
        shown = PanelPictures(rendering, press)
        by_number = {(p.page, p.number): p for p in panels_of(rendering.composition.job)}
        made: dict[tuple[int, int], bytes] = {}
        for place in shown.places:
            panel = place.page, place.panel
            if place.ref.language == tag and place.identifier in wanted - found.keys():
                if panel not in made:
                    made[panel] = shown.png(by_number[panel], DPI)
                found[place.identifier] = made[panel]
    return found


def _file_and_role(identifier: str) -> tuple[str, str]:
    stem, _, name = identifier.partition("/")
    return stem, name.partition("[")[0]


# ── and back ─────────────────────────────────────────────────────────────────────────────────


def take_in(root: Path, path: Path) -> Exit:
    """Write the answers of a file that can be taken into the files of its language.

    Each answer that is not taken is told, with the reason. All files are written, or none.
    """
    shop, findings = open_shop(root)
    if shop is None:
        print_findings(in_order(findings))
        return Exit.INPUTS
    returned, problems = incoming.returned_file(path)
    if returned is None:
        return _refused(problems)
    tag = returned.language
    if tag not in shop.languages or tag == shop.campaign.source_language:
        others = [name for name in shop.languages if name != shop.campaign.source_language]
        message = f"the file is of the language '{tag}', into which nothing is translated here"
        fix = did_you_mean(tag, others)
        return _refused([error("not-taken", message, Where(str(path)), fix)])
    return _take_in(shop, returned, str(path))


def _take_in(shop: Shop, returned: Returned, name: str) -> Exit:
    tag = returned.language
    result = judge.judged(
        segments(shop, tag), returned.answers, name, lambda texts: _problems(shop, tag, texts)
    )
    plan, problem = _plan(shop, tag, result, name)
    if problem:
        return _refused([*result.findings, problem])
    if plan.changes or plan.files:
        try:
            write_all(shop.root, plan)
        except Meanwhile as other:
            message = f"{other.path} was changed while this was read: nothing was taken"
            fix = "import the file once more"
            return _refused([error("changed-meanwhile", message, Where(other.path), fix)])
    print_findings(in_order(result.findings))
    print(
        f"{name}, {tag}: of {many(len(returned.answers), 'text')} {len(result.texts)} changed, "
        f"{len(result.confirmed) - len(result.texts)} confirmed as they are, "
        f"{result.refused} refused, {len(result.unanswered)} without a new answer"
    )
    return exit_of(list(result.findings))


def _plan(shop: Shop, tag: str, result: judge.Judged, name: str) -> tuple[Plan, Finding | None]:
    """The files to write, with their bytes as they were read."""
    changes: dict[str, tuple[bytes, bytes]] = {}
    files: dict[str, str] = {}
    try:
        for path, (before, after) in write_back.changed_files(shop, tag, result.texts).items():
            changes[path.relative_to(shop.root).as_posix()] = before, after
    except (NotEditable, OSError) as problem:
        fix = "write the texts into the file by hand"
        return Plan(), error("not-taken", str(problem), Where(name), fix)
    if result.confirmed:
        path, text = write_back.record_with(shop, tag, result.confirmed)
        relative = path.relative_to(shop.root).as_posix()
        if not path.exists():
            files[relative] = text
        elif (there := path.read_bytes()) != text.encode():
            changes[relative] = there, text.encode()
    return Plan(files=files, changes=changes), None


def _problems(shop: Shop, tag: str, texts: dict[str, str]) -> dict[str, Finding]:
    """The finding about each of some new texts that cannot be printed, by its identifier.

    The shop is checked as it would be with them, and the pieces that print them are set. Where
    a text beside them does not fit any more, those in its frame are told.
    """
    begun = write_back.sheets_of(shop, tag)
    if unplaced := {name for name in texts if _file_and_role(name)[0] not in begun}:
        fix = f"type {GENERATE} translate begin {tag}, then import the file again"
        message = "the language has no file for it yet"
        return {n: error("not-taken", message, Where(n), fix) for n in unplaced}
    places = {}
    for identifier in texts:
        stem, _, name = identifier.partition("/")
        places[f"content/{tag}/{stem}.yaml", name] = identifier
    after = write_back.shop_with(shop, tag, texts)
    before = {_told(f) for f in check(shop, {tag})}
    found = _by_text([f for f in check(after, {tag}) if _told(f) not in before], places)
    if found:
        return found
    changed = {_file_and_role(identifier) for identifier in texts}
    for ticket in catalog.tickets(after):
        if tag in ticket.languages:
            findings = _setting(after, ticket, changed)
            found |= _by_text(findings, places)
            others = [f for f in findings if f.severity is Severity.ERROR]
            if others and not found:
                earlier = {_told(f) for f in _setting(shop, ticket, changed)}
                for finding in others:
                    if _told(finding) not in earlier:
                        found |= dict.fromkeys(_beside(after, ticket, finding, texts), finding)
    return found


def _beside(shop: Shop, ticket: JobTicket, finding: Finding, texts: dict[str, str]) -> set[str]:
    """Which of some texts stand in a frame with the text of a finding, else all on its piece."""
    api = MarkingApi(catalog.resolve(shop, ticket))
    composition, _ = compose(api.job, api)
    frames = [
        {api.refs[n].identifier for n in owners(markup) if n is not None}
        for markup in (composition.frames.values() if composition else ())
    ]
    key = finding.where.key
    here = [f for f in frames if any(key in (n.partition("/")[2], _file_and_role(n)[1]) for n in f)]
    printed = {name for frame in (here or frames) for name in frame if name in texts}
    return printed or {name for frame in frames for name in frame if name in texts} or set(texts)


def _setting(shop: Shop, ticket: JobTicket, changed: set[tuple[str, str]]) -> list[Finding]:
    """What is said of a piece when it is set, where it prints an item that changed."""
    composition, findings = compose(catalog.resolve(shop, ticket))
    if composition is None or stops(findings):
        return findings
    if changed.isdisjoint(composition.items):
        return []
    return typeset(composition)[1]


def _told(finding: Finding) -> tuple[str, str, str, str]:
    return finding.code, finding.where.path, finding.where.key, finding.message


def _by_text(findings: list[Finding], places: dict[tuple[str, str], str]) -> dict[str, Finding]:
    """The findings that keep a text out, by its identifier; the first one of each."""
    found: dict[str, Finding] = {}
    for finding in findings:
        if finding.severity is Severity.ERROR or finding.code in WRONG_LANGUAGE:
            path, key = finding.where.path, finding.where.key
            for (of_path, name), identifier in places.items():
                if path == of_path and key in (name, name.partition("[")[0]):
                    found.setdefault(identifier, finding)
    return found


def _refused(findings: list[Finding]) -> Exit:
    print_findings(in_order(findings))
    print("nothing was taken in")
    return exit_of(findings)
