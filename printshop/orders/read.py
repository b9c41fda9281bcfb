"""Orders: what people want printed, read from YAML, CSV or XLSX, and measured against the shop."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from printshop.findings import Finding, Where, did_you_mean, error, stops
from printshop.orders import eligibility, resolve
from printshop.orders.cleaning import cleaned
from printshop.orders.csv_file import rows_of_csv
from printshop.orders.model import OrderLine, Wish
from printshop.orders.table import COLUMNS, MOST_LINES, Row, lines_of
from printshop.orders.xlsx import rows_of_workbook
from printshop.sandbox.intake import FileKind, read_head
from printshop.sandbox.messages import visible
from printshop.shop.job import JobTicket, Shop
from printshop.shop.origin import Key, Origin, name_of
from printshop.shop.yaml_file import MAX_BYTES, load, made_of

ALL, LINES = "all", "lines"
LARGEST = {".yaml": MAX_BYTES, ".yml": MAX_BYTES, ".csv": MAX_BYTES, ".xlsx": 20 << 20}  # bytes
DOOR = FileKind("an order file", "the order file in it", tuple(LARGEST), max(LARGEST.values()))
LONGEST = 1_000  # characters of a message
ARCHIVE = b"PK\x03\x04"  # how a workbook begins
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how an old one begins, and one with a password
PASSWORD = "EncryptedPackage".encode("utf-16-le")


# ── reading ──────────────────────────────────────────────────────────────────────────────────


def read_order(root: Path, path: Path) -> tuple[list[OrderLine], list[Finding]]:
    """The lines of an order file that can be read, and all that is to be said of the others.

    A file within ``root`` is called by its path from there, any other by its name.
    """
    shown = _shown(root, path)
    kind = path.suffix.lower()
    if told := _at_the_door(path, shown, kind):
        return [], [told]
    if kind == ".xlsx":
        rows, findings = rows_of_workbook(path, shown)
        lines, told_of = _of_table(rows, findings, shown)
    elif kind == ".csv":
        rows, findings = rows_of_csv(path.read_bytes(), shown)
        lines, told_of = _of_table(rows, findings, shown)
    else:
        lines, told_of = _of_yaml(path, shown)
    kept: list[OrderLine] = []
    for line in lines:
        clean, told_of_line = cleaned(line)
        told_of += told_of_line
        if not stops(told_of_line):
            kept.append(clean)
    return kept, seen(told_of)


def seen(findings: list[Finding]) -> list[Finding]:
    """The findings, with what nobody sees in the quoted names spelled out, and endless ones cut."""
    return [
        replace(
            f,
            message=visible(f.message[:LONGEST]),
            fix=visible(f.fix[:LONGEST]),
            where=replace(f.where, key=visible(f.where.key[:LONGEST])),
        )
        for f in findings
    ]


def _shown(root: Path, path: Path) -> str:
    try:
        return visible(path.resolve().relative_to(root.resolve()).as_posix())
    except (ValueError, OSError):
        return visible(path.name)


def _at_the_door(path: Path, shown: str, kind: str) -> Finding | None:
    """What keeps a file out before anything in it is read."""
    where = Where(shown)
    size, head, told = read_head(path, shown, DOOR)
    if told:
        return told
    if kind not in LARGEST:
        fix = "write it as .yaml, or save the table as .xlsx or as CSV UTF-8"
        what = f"is no '{visible(kind)}' file" if kind else "has a name with an ending"
        return error("not-an-order", f"an order {what}", where, fix)
    if not size:
        return error("empty-file", "the file is empty", where, "write the order, and save it anew")
    if size > LARGEST[kind]:
        message = f"the file has {size / 1e6:.1f} MB; at most {LARGEST[kind] / 1e6:.0f} MB is read"
        fix = "take out what is no text, or split it into several orders"
        return error("file-too-large", message, where, fix)
    return _no_workbook(path, head, where) if kind == ".xlsx" else None


def _no_workbook(path: Path, head: bytes, where: Where) -> Finding | None:
    if head.startswith(ARCHIVE):
        return None
    if head.startswith(COMPOUND) and PASSWORD in path.read_bytes():
        fix = "save it without a password"
        return error("encrypted", "the workbook opens with a password only", where, fix)
    what = "an old .xls workbook" if head.startswith(COMPOUND) else "no workbook"
    fix = "save the table as .xlsx or as CSV UTF-8"
    return error("not-an-order", f"the file is {what}, whatever it is called", where, fix)


def _of_table(
    rows: list[Row], findings: list[Finding], shown: str
) -> tuple[list[OrderLine], list[Finding]]:
    if not rows and stops(findings):
        return [], findings
    lines, told = lines_of(rows, shown)
    return lines, findings + told


def _of_yaml(path: Path, shown: str) -> tuple[list[OrderLine], list[Finding]]:
    data, spots, findings = load(path, shown)
    if data is None:
        return [], findings
    origin = Origin(shown, spots)
    if not isinstance(data, dict):
        message = "the file holds a list or a single value where 'lines:' is wanted"
        return [], [error("not-a-mapping", message, origin.at(), "begin it with 'lines:'")]
    findings += [_unknown(key, origin) for key in data if key not in (ALL, LINES)]
    for_all = data.get(ALL) or {}
    if not isinstance(for_all, dict):
        message = f"'{ALL}' holds no names with values"
        findings.append(error("wrong-value", message, origin.at(ALL), "write 'name: value' lines"))
        for_all = {}
    given = data.get(LINES)
    if not isinstance(given, list) or not given:
        fix = f"write '{LINES}:', and beneath it a '- ' for each partner"
        return [], [*findings, error("no-lines", "the order has no line", origin.at(LINES), fix)]
    if len(given) > MOST_LINES:
        message = f"the order has {len(given):,} lines; at most {MOST_LINES:,} are read"
        where = origin.at(LINES, MOST_LINES)
        findings.append(error("too-many-lines", message, where, "split it into several orders"))
    common = {key[1:]: line for key, line in spots.items() if key[:1] == (ALL,) and key[1:]}
    own = _by_line(spots)
    lines: list[OrderLine] = []
    for i, values in enumerate(given[:MOST_LINES]):
        if not isinstance(values, dict):
            message = f"'{name_of((LINES, i))}' holds no names with values"
            fix = "write 'name: value' lines, the first one after '- '"
            findings.append(error("wrong-value", message, origin.at(LINES, i), fix))
            continue
        line, told = _line({**for_all, **values}, _spots(values, common, own[i]), shown)
        findings += told
        if line:
            lines.append(line)
    return lines, findings


def _unknown(key: str, origin: Origin) -> Finding:
    known = [ALL, LINES]
    fix = f"move it beneath '{ALL}:'" if key in COLUMNS else did_you_mean(key, known)
    return error("unknown-key", f"'{key}' is not a key here", origin.at(key), fix)


def _by_line(spots: dict[Key, int]) -> dict[int, dict[Key, int]]:
    """The lines of the keys of each line of the order, by its place in the list."""
    own: dict[int, dict[Key, int]] = {}
    for key, line in spots.items():
        if key[:1] == (LINES,) and len(key) > 1 and isinstance(key[1], int):
            own.setdefault(key[1], {})[key[2:]] = line
    return own


def _spots(values: dict[str, Any], common: dict[Key, int], own: dict[Key, int]) -> dict[Key, int]:
    """Where the keys of a line stand: its own, and those that hold for all and it does not have."""
    return {**{key: line for key, line in common.items() if key[0] not in values}, **own}


def _line(
    values: dict[str, Any], spots: dict[Key, int], shown: str
) -> tuple[OrderLine | None, list[Finding]]:
    # A key without a value is one that was left open.
    given = {key: value for key, value in values.items() if value is not None}
    return made_of(given, OrderLine, Origin(shown, spots))


# ── measuring against the shop ───────────────────────────────────────────────────────────────


def wishes_of(shop: Shop, line: OrderLine) -> tuple[list[Wish], list[Finding]]:
    """The press files that a line asks for: none where an error is among the findings."""
    kind, findings = eligibility.partner(shop, line)
    pieces, told = resolve.pieces(shop, line)
    findings += told
    sectors, told_of_sectors = resolve.sectors(shop, line, pieces)
    findings += told_of_sectors
    languages, told = resolve.languages(shop, line, sectors)
    findings += told
    press, told = resolve.press(shop, line)
    findings += told
    findings += resolve.printer_language(shop, line)
    findings += resolve.wrong_copies(shop, line, languages)
    if kind:
        findings += eligibility.broken(kind, line, pieces, languages)
    found: list[Wish] = []
    for piece in pieces:
        made_for, told = resolve.sectors_of(piece, sectors, shop)
        findings += told if not stops(told_of_sectors) else []
        tickets = [JobTicket(piece.layout.name, s, tag) for s in made_for for tag in languages]
        if press and tickets:
            findings += resolve.size_made(shop, piece, tickets[0], press)
        found += [Wish(t, piece.size, resolve.copies(line, t.language)) for t in tickets]
    return ([] if stops(findings) else found), seen(findings)
