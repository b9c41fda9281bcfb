"""The verb ``facts``: when facts were checked, what prints each, what a change makes anew."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from textwrap import indent

from printshop.checks.facts import expired
from printshop.checks.opening import open_shop
from printshop.commands import fact_uses
from printshop.commands.fact_uses import CODE
from printshop.commands.summary import print_findings, table_text
from printshop.delivery.deliver import pdf_path
from printshop.findings import (
    GENERATE,
    Exit,
    Finding,
    Where,
    did_you_mean,
    error,
    exit_of,
    in_order,
    many,
)
from printshop.shop.file_names import FileName
from printshop.shop.job import Composition, Shop
from printshop.shop.state import state
from printshop.shop.words import Fact
from printshop.typesetting.locale_format import number

SOON = 30  # days before a check expires in which the table says so
NOBODY = "nobody named"
ANY = "<language>"  # in the path of files of several languages
COLUMNS = ("fact", "value", "printed on", "checked", "by", "holds until", "source")


def show(root: Path, names: Sequence[str], today: date) -> Exit:
    """Print a table of all facts, or each named one in detail; nothing is written."""
    shop, findings = open_shop(root)
    if shop is None:
        print_findings(in_order(findings))
        return Exit.INPUTS
    if unknown := unknown_names(shop, names):
        print_findings(unknown)
        return Exit.INPUTS
    compositions, missing = fact_uses.composed(shop)
    told = findings_by_fact(shop, findings, today)
    output = root / "output"
    if names:
        for at, name in enumerate(names):
            print(f"\n{name}" if at else name)
            _print_fact(shop, name, compositions, output, today)
            if told[name]:
                print()
                print_findings(told[name])
    else:
        _print_table(shop, compositions, today)
        _print_changed(told, compositions, output)
    if missing:
        print(
            f"\nNot counted: {many(missing, 'piece')} with errors. To see which: {GENERATE} check"
        )
    return exit_of(f for name in names or told for f in told[name])


def unknown_names(shop: Shop, names: Iterable[str]) -> list[Finding]:
    """An error for each name that is neither a fact nor in the record of the facts."""
    known = {**shop.campaign.facts, **(shop.recorded or {})}
    return [
        error("unknown-name", f"there is no fact '{n}'", Where("facts"), did_you_mean(n, known))
        for n in names
        if n not in known
    ]


def findings_by_fact(
    shop: Shop, findings: Iterable[Finding], today: date
) -> dict[str, list[Finding]]:
    """By name of a fact, or of one in the record, the findings about it.

    Reviews of facts that have expired are left out.
    """
    late = [f for f in expired(shop, today) if exit_of([f])]
    found: dict[str, list[Finding]] = {}
    for name in {**shop.campaign.facts, **(shop.recorded or {})}:
        where = shop.campaign.at("facts", name)
        keys = {where.key, *(f"{where.key}.{field}" for field in Fact.model_fields)}
        found[name] = [
            f
            for f in in_order([*findings, *late])
            if f.where.path == where.path and (f.where.key in keys or _own_value(f, where))
        ]
    return found


def _own_value(finding: Finding, where: Where) -> bool:
    """Whether a finding is about the value of one language."""
    return finding.where.key.startswith(f"{where.key}.by_language.")


# ── all facts ────────────────────────────────────────────────────────────────────────────────


def _print_table(shop: Shop, compositions: list[Composition], today: date) -> None:
    rows: list[tuple[str, ...]] = []
    for name, fact in shop.campaign.facts.items():
        uses = _pieces_and_languages(fact_uses.printing(compositions, name))
        checked = (fact.checked.isoformat(), fact.checked_by or NOBODY)
        value = _as_printed(shop, fact, shop.campaign.source_language)
        rows.append((name, value, uses, *checked, _until(fact, today), fact.source))
        rows += (("", f"{tag}: {own}") for tag, own in sorted(fact.by_language.items()))
    print(table_text(COLUMNS, rows))
    with_code = fact_uses.printing(compositions, CODE)
    if with_code:
        address, uses = shop.campaign.code_address, _pieces_and_languages(with_code)
        print(f"\nThe QR code leads to {address} (code_address); it is on {uses}.")


def _print_changed(
    told: dict[str, list[Finding]], compositions: list[Composition], output: Path
) -> None:
    """The findings about facts, and how many files each of these facts makes anew."""
    for name, findings in told.items():
        if findings:
            print()
            print_findings(findings)
            files = fact_uses.outdated(fact_uses.printing(compositions, name), output)
            if files:
                those = many(len(files), "file")
                print(f"  {those} in output/ to be made anew; to see them: {GENERATE} facts {name}")


def _pieces_and_languages(compositions: Sequence[Composition]) -> str:
    """``13 pieces in 7 languages``, where each piece is counted once."""
    pieces = {c.job.ticket.stem for c in compositions}
    languages = {c.job.ticket.language for c in compositions}
    if not pieces:
        return "no piece"
    return f"{many(len(pieces), 'piece')} in {many(len(languages), 'language')}"


def _as_printed(shop: Shop, fact: Fact, language: str) -> str:
    value = fact.value_in(language)
    if isinstance(value, int) and language in shop.languages:
        return number(value, shop.languages[language])
    return str(value)


def _until(fact: Fact, today: date) -> str:
    """Until when a check holds; in words where that is past, or soon."""
    day, left = fact.valid_until.isoformat(), (fact.valid_until - today).days
    if left < 0:
        return f"{day}, past"
    if left == 0:
        return f"{day}, today"
    return f"{day}, {many(left, 'day')} left" if left <= SOON else day


# ── one fact ─────────────────────────────────────────────────────────────────────────────────


def _print_fact(
    shop: Shop, name: str, compositions: list[Composition], output: Path, today: date
) -> None:
    """All about a fact that is listed: nothing where it only stands in the record."""
    fact = shop.campaign.facts.get(name)
    if fact is None:
        return
    rows = [
        ("value", _as_printed(shop, fact, shop.campaign.source_language)),
        *((f"in {tag}", own) for tag, own in sorted(fact.by_language.items())),
        ("kind", fact.kind),
        ("source", fact.source),
        ("checked", f"{fact.checked.isoformat()}, by {fact.checked_by or NOBODY}"),
        ("holds until", _until(fact, today)),
    ]
    print(indent(table_text((), rows), "  "))
    uses = fact_uses.printing(compositions, name)
    _print_uses("Printed on", uses)
    if fact.kind == "web" and str(fact.value) in shop.campaign.code_address:
        _print_code(shop.campaign.code_address, fact_uses.printing(compositions, CODE), uses)
    if uses:
        files = fact_uses.files_of(uses, output)
        by_press = Counter(file.press for file in files)
        counts = ", ".join(f"{press} {count}" for press, count in by_press.items())
        signed = sum(1 for composition in uses if state(composition).is_signed)
        voided = f", and voids {many(signed, 'sign-off')}" if signed else ""
        made = many(len(files), "file")
        what = "A change in every language" if fact.by_language else "A change"
        print(f"\n  {what} makes {made} anew ({counts}){voided}.")
    _print_outdated(fact_uses.outdated(uses, output))


def _print_uses(words: str, compositions: Sequence[Composition]) -> None:
    """On which pieces, each with its languages."""
    print(f"\n  {words} {_pieces_and_languages(compositions)}{':' if compositions else '.'}")
    by_piece: dict[str, list[str]] = {}
    for composition in compositions:
        ticket = composition.job.ticket
        by_piece.setdefault(ticket.stem, []).append(ticket.language)
    rows = [(piece, " ".join(sorted(tags))) for piece, tags in sorted(by_piece.items())]
    if rows:
        print(indent(table_text((), rows), "    "))


def _print_code(
    address: str, with_code: Sequence[Composition], uses: Sequence[Composition]
) -> None:
    """That the QR code does not change with a fact that its address has."""
    said = f"The QR code leads to {address}, which is changed by itself (code_address)"
    if with_code == uses:
        print(f"\n  {said}; it is on the same pieces.")
    else:
        _print_uses(f"{said}; it is on", with_code)


def _print_outdated(files: Sequence[FileName]) -> None:
    """Which files are to be made anew, those of a condition and stem in one row."""
    if not files:
        return
    by_path: dict[str, list[str]] = {}
    for file in files:
        version = file.version if file.version != file.language else ANY
        any_language = replace(file, language=ANY, version=version)
        path = pdf_path(Path(), any_language).as_posix()
        by_path.setdefault(path, []).append(file.language)
    rows = [(f"output/{path}", " ".join(sorted(tags))) for path, tags in sorted(by_path.items())]
    print(f"\n  {many(len(files), 'file')} in output/ to be made anew, which make does:")
    print(indent(table_text((), rows), "    "))
