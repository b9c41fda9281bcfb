"""Orders: their lines read from YAML, CSV or XLSX, and checked against the shop."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from printshop.findings import Finding, Where, did_you_mean, error, stops
from printshop.orders import eligibility, partner_texts, resolve
from printshop.orders.cleaning import cleaned
from printshop.orders.csv_file import rows_of_csv
from printshop.orders.model import OrderItem, OrderLine
from printshop.orders.read_terms import wrong_terms
from printshop.orders.table import COLUMNS, MOST_LINES, Row, lines_of
from printshop.orders.xlsx import rows_of_workbook
from printshop.reading.origin import Key, Origin, name_of
from printshop.reading.plain_text import MAX_BYTES
from printshop.reading.yaml_file import load, to_sheet
from printshop.sandbox.intake import FileKind, read_head
from printshop.sandbox.messages import visible
from printshop.shop.job import JobTicket, Shop

ALL, LINES = "all", "lines"
MAX_BYTES_BY_SUFFIX = {".yaml": MAX_BYTES, ".yml": MAX_BYTES, ".csv": MAX_BYTES, ".xlsx": 20 << 20}
ORDER_FILE = FileKind(
    "an order file",
    "the order file in it",
    tuple(MAX_BYTES_BY_SUFFIX),
    max(MAX_BYTES_BY_SUFFIX.values()),
)
LONGEST = 1_000  # characters of a message
ZIP = b"PK\x03\x04"  # how a workbook begins
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how an .xls begins, and one with a password
PASSWORD = "EncryptedPackage".encode("utf-16-le")


# ── reading ──────────────────────────────────────────────────────────────────────────────────


def read_order(root: Path, path: Path) -> tuple[list[OrderLine], list[Finding]]:
    """The lines of an order file without errors, and the findings about all of its lines.

    In findings a file within ``root`` is called by its path from there, any other by its name.
    """
    display_path = _display_path(root, path)
    suffix = path.suffix.lower()
    if problem := _file_problem(path, display_path, suffix):
        return [], [problem]
    if suffix == ".xlsx":
        rows, row_findings = rows_of_workbook(path, display_path)
        lines, findings = _of_table(rows, row_findings, display_path)
    elif suffix == ".csv":
        rows, row_findings = rows_of_csv(path.read_bytes(), display_path)
        lines, findings = _of_table(rows, row_findings, display_path)
    else:
        lines, findings = _of_yaml(path, display_path)
    cleaned_lines: list[OrderLine] = []
    for line in lines:
        cleaned_line, line_findings = cleaned(line)
        findings += line_findings
        if not stops(line_findings):
            cleaned_lines.append(cleaned_line)
    return cleaned_lines, made_visible(findings)


def made_visible(findings: list[Finding]) -> list[Finding]:
    """The findings with hidden characters in quoted names spelled out, and long texts cut."""
    return [
        replace(
            f,
            message=visible(f.message[:LONGEST]),
            fix=visible(f.fix[:LONGEST]),
            where=replace(f.where, key=visible(f.where.key[:LONGEST])),
        )
        for f in findings
    ]


def _display_path(root: Path, path: Path) -> str:
    try:
        return visible(path.resolve().relative_to(root.resolve()).as_posix())
    except (ValueError, OSError):
        return visible(path.name)


def _file_problem(path: Path, display_path: str, suffix: str) -> Finding | None:
    """An error about a file as such, before anything in it is parsed."""
    where = Where(display_path)
    size, head, problem = read_head(path, display_path, ORDER_FILE)
    if problem:
        return problem
    if suffix not in MAX_BYTES_BY_SUFFIX:
        fix = "write it as .yaml, or save the table as .xlsx or as CSV UTF-8"
        what = f"is no '{visible(suffix)}' file" if suffix else "has a name with an ending"
        return error("not-an-order", f"an order {what}", where, fix)
    if not size:
        return error("empty-file", "the file is empty", where, "write the order, and save it anew")
    if size > (max_bytes := MAX_BYTES_BY_SUFFIX[suffix]):
        message = f"the file has {size / 1e6:.1f} MB; at most {max_bytes / 1e6:.0f} MB is read"
        fix = "take out what is no text, or split it into several orders"
        return error("file-too-large", message, where, fix)
    return _not_a_workbook(path, head, where) if suffix == ".xlsx" else None


def _not_a_workbook(path: Path, head: bytes, where: Where) -> Finding | None:
    if head.startswith(ZIP):
        return None
    if head.startswith(OLE) and PASSWORD in path.read_bytes():
        fix = "save it without a password"
        return error("encrypted", "the workbook opens with a password only", where, fix)
    what = "an old .xls workbook" if head.startswith(OLE) else "no workbook"
    fix = "save the table as .xlsx or as CSV UTF-8"
    return error("not-an-order", f"the file is {what}, whatever it is called", where, fix)


def _of_table(
    rows: list[Row], findings: list[Finding], display_path: str
) -> tuple[list[OrderLine], list[Finding]]:
    if not rows and stops(findings):
        return [], findings
    lines, line_findings = lines_of(rows, display_path)
    return lines, findings + line_findings


def _of_yaml(path: Path, display_path: str) -> tuple[list[OrderLine], list[Finding]]:
    data, key_lines, findings = load(path, display_path, OrderLine.PROSE)
    if data is None:
        return [], findings
    origin = Origin(display_path, key_lines)
    if not isinstance(data, dict):
        message = "the file holds a list or a single value where 'lines:' is wanted"
        return [], [error("not-a-mapping", message, origin.at(), "begin it with 'lines:'")]
    findings += [_unknown(key, origin) for key in data if key not in (ALL, LINES)]
    for_all = data.get(ALL) or {}
    if not isinstance(for_all, dict):
        message = f"'{ALL}' holds no names with values"
        findings.append(error("wrong-value", message, origin.at(ALL), "write 'name: value' lines"))
        for_all = {}
    entries = data.get(LINES)
    if not isinstance(entries, list) or not entries:
        fix = f"write '{LINES}:', and beneath it a '- ' for each partner"
        return [], [*findings, error("no-lines", "the order has no line", origin.at(LINES), fix)]
    if len(entries) > MOST_LINES:
        message = f"the order has {len(entries):,} lines; at most {MOST_LINES:,} are read"
        where = origin.at(LINES, MOST_LINES)
        findings.append(error("too-many-lines", message, where, "split it into several orders"))
    common = {key[1:]: line for key, line in key_lines.items() if key[:1] == (ALL,) and key[1:]}
    by_entry = _by_entry(key_lines)
    lines: list[OrderLine] = []
    for i, values in enumerate(entries[:MOST_LINES]):
        if not isinstance(values, dict):
            message = f"'{name_of((LINES, i))}' holds no names with values"
            fix = "write 'name: value' lines, the first one after '- '"
            findings.append(error("wrong-value", message, origin.at(LINES, i), fix))
            continue
        lines_of_keys = _key_lines(values, common, by_entry[i])
        line, line_findings = _line({**for_all, **values}, lines_of_keys, display_path)
        findings += line_findings
        if line:
            lines.append(line)
    return lines, findings


def _unknown(key: str, origin: Origin) -> Finding:
    known = [ALL, LINES]
    fix = f"move it beneath '{ALL}:'" if key in COLUMNS else did_you_mean(key, known)
    return error("unknown-key", f"'{key}' is not a key here", origin.at(key), fix)


def _by_entry(key_lines: dict[Key, int]) -> dict[int, dict[Key, int]]:
    """The file's line of each key of an order line, by the order line's index from 0."""
    by_entry: dict[int, dict[Key, int]] = {}
    for key, line in key_lines.items():
        if key[:1] == (LINES,) and len(key) > 1 and isinstance(key[1], int):
            by_entry.setdefault(key[1], {})[key[2:]] = line
    return by_entry


def _key_lines(
    values: dict[str, Any], common: dict[Key, int], of_line: dict[Key, int]
) -> dict[Key, int]:
    """The file's line of each key of an order line; of those it does not set, that in ``all``."""
    return {**{key: line for key, line in common.items() if key[0] not in values}, **of_line}


def _line(
    values: dict[str, Any], key_lines: dict[Key, int], display_path: str
) -> tuple[OrderLine | None, list[Finding]]:
    # A key without a value was left open: that is as if it were not there.
    filled = {key: value for key, value in values.items() if value is not None}
    return to_sheet(filled, OrderLine, Origin(display_path, key_lines))


# ── checking against the shop ────────────────────────────────────────────────────────────────


def items_of(shop: Shop, line: OrderLine) -> tuple[list[OrderItem], list[Finding]]:
    """The press files that a line orders; none where an error is among the findings."""
    partner_type, findings = eligibility.type_of_partner(shop, line)
    pieces, piece_findings = resolve.pieces(shop, line)
    sectors, sector_findings = resolve.sectors(shop, line, pieces)
    languages, language_findings = resolve.languages(shop, line, sectors)
    press, press_findings = resolve.press(shop, line)
    findings += [*piece_findings, *sector_findings, *language_findings, *press_findings]
    findings += resolve.printer_language(shop, line)
    findings += resolve.wrong_copies(shop, line, languages)
    findings += wrong_terms(shop, line, press, languages)
    if line.partner:
        findings += partner_texts.doubtful_facts(line)
        findings += partner_texts.missing_glyphs(shop, line, languages)
    if partner_type:
        findings += eligibility.broken_rules(partner_type, line, pieces, languages)
    items: list[OrderItem] = []
    for piece in pieces:
        piece_sectors, missing_sectors = resolve.sectors_of(piece, sectors, shop)
        findings += missing_sectors if not stops(sector_findings) else []
        tickets = [JobTicket(piece.layout.name, s, tag) for s in piece_sectors for tag in languages]
        if press and tickets:
            findings += resolve.size_made(shop, piece, tickets[0], press)
        items += [OrderItem(t, piece.size, resolve.copies(line, t.language)) for t in tickets]
    return ([] if stops(findings) else items), made_visible(findings)
