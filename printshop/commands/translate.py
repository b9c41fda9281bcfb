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
from printshop.shop import catalog
from printshop.shop.file_names import of_texts
from printshop.shop.job import JobTicket, Shop
from printshop.shop.segments import segments
from printshop.starting.plan import Meanwhile, Plan, write_all
from printshop.typesetting.compose import compose
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
    output = shop.root / "output"
    rooms = budgets(shop, tag, output)
    places: dict[str, list[outgoing.Placed]] = {}
    for room in rooms:
        layout = shop.layouts[room.layout]
        side = layout.frames[room.frame].page
        audience = layout.pages[side].audience
        placed = outgoing.Placed(
            layout.title, side, audience, max(room.smallest, room.used), room.lines_smallest
        )
        places.setdefault(room.ref.identifier, []).append(placed)
    stem = of_texts(shop.campaign, tag, only)
    folder = output / FOLDER / tag
    wanted = [segment.identifier for segment in chosen]
    pictures = _pictures(shop, tag, set(wanted), findings)
    names = {n: f"{stem}-pictures/{number}.png" for number, n in enumerate(wanted, 1)}

    shown: set[bytes] = set()

    def picture_of(identifier: str) -> tuple[str, bytes]:
        png = pictures.get(identifier, b"")
        if form != "docx":
            return (names[identifier] if png else "", png)
        is_new = png not in shown  # in a document, once for each panel
        shown.add(png)
        return ("", png if is_new else b"")

    made = outgoing.batch(shop, tag, chosen, places, picture_of)
    for unit in made.units:
        if unit.picture_name:
            write(folder / unit.picture_name, unit.picture)
    path = folder / f"{stem}{ENDINGS[form]}"
    write(path, WRITERS[form](made))
    print(f"{path.relative_to(shop.root).as_posix()}: {many(len(made.units), 'text')}")


def _printed(shop: Shop, tag: str, tickets: list[JobTicket]) -> set[str]:
    """The identifiers of the segments that some pieces print in a language."""
    items: set[tuple[str, str]] = set()
    for ticket in tickets:
        composition, _ = compose(catalog.resolve(shop, ticket))
        items |= set(composition.items) if composition else set()
    return {s.identifier for s in segments(shop, tag) if (s.stem, s.role) in items}


def _pictures(shop: Shop, tag: str, wanted: set[str], findings: list[Finding]) -> dict[str, bytes]:
    """A picture of a panel that prints each of these segments, as far as there is one."""
    press = next(press for press in shop.presses.values() if press.made == "default")
    found: dict[str, bytes] = {}
    for ticket in catalog.tickets(shop):
        if tag not in ticket.languages or not wanted - found.keys():
            continue
        composition, _ = compose(catalog.resolve(shop, ticket))
        items = composition.items if composition else ()
        if not any((*_file_and_role(name),) in items for name in wanted - found.keys()):
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
        f"{name}: {many(len(result.texts), 'text')} of {tag} changed, "
        f"{len(result.confirmed) - len(result.texts)} confirmed as they are, "
        f"{len(result.findings)} not taken, {len(result.unanswered)} without a new answer"
    )
    return exit_of(list(result.findings))


def _plan(shop: Shop, tag: str, result: judge.Judged, name: str) -> tuple[Plan, Finding | None]:
    """The files to write, with their bytes as they were read."""
    changes: dict[str, tuple[bytes, bytes]] = {}
    files: dict[str, str] = {}
    try:
        for path, (before, after) in write_back.changed_files(shop, tag, result.texts).items():
            changes[path.relative_to(shop.root).as_posix()] = before.encode(), after.encode()
    except NotEditable as problem:
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

    The shop is checked as it would be with them, and the pieces that print them are set.
    """
    places = {}
    for identifier in texts:
        stem, _, name = identifier.partition("/")
        places[f"content/{tag}/{stem}.yaml", name] = identifier
    after = write_back.shop_with(shop, tag, texts)
    before = {_told(f) for f in check(shop, {tag})}
    found = _by_text([f for f in check(after, {tag}) if _told(f) not in before], places)
    if found:
        return found
    for ticket in catalog.tickets(after):
        if tag in ticket.languages:
            found |= _of_piece(shop, after, ticket, places)
    return found


def _of_piece(
    shop: Shop, after: Shop, ticket: JobTicket, places: dict[tuple[str, str], str]
) -> dict[str, Finding]:
    """The finding about each new text that a piece prints, where it cannot be set with them.

    Where another text of the piece has no room any more, it is about all new ones beside it.
    """
    changed = {name: _file_and_role(name) for name in places.values()}
    printed, findings = _set(after, ticket, set(changed.values()))
    faults = [f for f in findings if stops([f])]
    found = _by_text(findings, places)
    if found or not faults:
        return found
    if any(stops([f]) for f in _set(shop, ticket, set(changed.values()))[1]):
        return {}  # it could not be set before, either
    return {name: faults[0] for name, item in changed.items() if item in printed}


def _set(
    shop: Shop, ticket: JobTicket, changed: set[tuple[str, str]]
) -> tuple[frozenset[tuple[str, str]], list[Finding]]:
    """The items that a piece prints; where it prints changed ones, what is said of its setting."""
    try:
        composition, findings = compose(catalog.resolve(shop, ticket))
    except KeyError:  # words that it wants are not there yet
        return frozenset(), []
    items = frozenset(composition.items) if composition else frozenset()
    if composition is None or stops(findings) or changed.isdisjoint(items):
        return items, findings if changed & items else []
    return items, typeset(composition)[1]


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
