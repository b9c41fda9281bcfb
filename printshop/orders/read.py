"""Orders: their lines read from YAML, CSV or XLSX, and checked against the shop."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from printshop.findings import Finding, Where, did_you_mean, error, stops
from printshop.orders import carried, eligibility, partner_texts, resolve
from printshop.orders.cells import DAYS, LONGEST_CELL, TEXT, Cell, Unclear, value_of
from printshop.orders.cleaning import cleaned
from printshop.orders.csv_file import rows_of_csv
from printshop.orders.extras import Extras, Row
from printshop.orders.lines import line_of
from printshop.orders.model import OrderItem, OrderLine
from printshop.orders.naming import named
from printshop.orders.read_terms import wrong_terms
from printshop.orders.repeated import once
from printshop.orders.table import MOST_LINES, PARTNER, UNNAMED, lines_of
from printshop.orders.vocabulary import COLUMNS, NOT_READ, Vocabulary
from printshop.orders.xlsx import rows_of_workbook
from printshop.reading.origin import Key, Origin, name_of
from printshop.reading.plain_text import MAX_BYTES
from printshop.reading.yaml_file import load
from printshop.sandbox.intake import FileKind, read_head
from printshop.sandbox.messages import visible
from printshop.shop.job import Shop

ALL, LINES = "all", "lines"
MAX_BYTES_BY_SUFFIX = {".yaml": MAX_BYTES, ".yml": MAX_BYTES, ".csv": MAX_BYTES, ".xlsx": 20 << 20}
ORDER_FILE = FileKind(
    "an order file",
    "the order file in it",
    tuple(MAX_BYTES_BY_SUFFIX),
    max(MAX_BYTES_BY_SUFFIX.values()),
)
NONE = "nothing-to-make"  # said where a line names no piece
LONGEST = 1_000  # characters of a message
ZIP = b"PK\x03\x04"  # how a workbook begins
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how an .xls begins, and one with a password
PASSWORD = "EncryptedPackage".encode("utf-16-le")


# ── reading ──────────────────────────────────────────────────────────────────────────────────


def read_order(
    root: Path, path: Path, words: Vocabulary | None = None
) -> tuple[list[OrderLine], list[Finding]]:
    """The lines of an order file, and the findings about all of them.

    A line with errors is among them, with its ``faulty`` keys. ``words`` is what things may be
    called besides their names. In findings a file within ``root`` is called by its path from there,
    any other by its name.
    """
    words = words or Vocabulary()
    display_path = _display_path(root, path)
    suffix = path.suffix.lower()
    if problem := _file_problem(path, display_path, suffix):
        return [], [problem]
    if suffix == ".xlsx":
        sheet, findings = rows_of_workbook(path, display_path)
        lines, told = _of_table(sheet.rows, sheet.extras, findings, display_path, words)
    elif suffix == ".csv":
        rows, findings = rows_of_csv(path.read_bytes(), display_path, words)
        lines, told = _of_table(rows, Extras(), findings, display_path, words)
    else:
        lines, told = _of_yaml(path, display_path, words)
    complete: list[OrderLine] = []
    for line in lines:
        cleaned_line, line_findings = cleaned(line, words)
        named_line, name_findings = named(cleaned_line, words)
        told += [*line_findings, *name_findings]
        complete.append(named_line)
    return complete, made_visible(once(told))


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
    rows: list[Row],
    extras: Extras,
    findings: list[Finding],
    display_path: str,
    words: Vocabulary,
) -> tuple[list[OrderLine], list[Finding]]:
    if not rows and stops(findings):
        return [], findings
    lines, line_findings = lines_of(rows, display_path, words, extras)
    return lines, findings + line_findings


def _of_yaml(
    path: Path, display_path: str, words: Vocabulary
) -> tuple[list[OrderLine], list[Finding]]:
    data, key_lines, findings = load(path, display_path, OrderLine.PROSE, partly=True)
    unclear = _unclear_keys(findings, key_lines)
    if data is None:
        return [], findings
    origin = Origin(display_path, key_lines)
    if not isinstance(data, dict):
        message = "the file holds a list or a single value where 'lines:' is wanted"
        return [], [
            *findings,
            error("not-a-mapping", message, origin.at(), "begin it with 'lines:'"),
        ]
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
        faulty = unclear.get(i, set()) | (unclear.get(ALL, set()) - values.keys())
        all_values = _as_in_a_table({**for_all, **values}, words)
        line, line_findings = _line(all_values, lines_of_keys, display_path, faulty, words)
        findings += [_known_otherwise(finding, words) for finding in line_findings]
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
    values: dict[str, Any],
    key_lines: dict[Key, int],
    display_path: str,
    faulty: set[str],
    words: Vocabulary,
) -> tuple[OrderLine | None, list[Finding]]:
    # A key without a value was left open: that is as if it were not there.
    filled = {k: value for k, value in values.items() if value is not None and k not in faulty}
    return line_of(filled, Origin(display_path, key_lines), faulty, words)


def _as_in_a_table(values: dict[str, Any], words: Vocabulary) -> dict[str, Any]:
    """The values with quantities and days that are written as in a table: ``500 stuks``."""
    read = dict(values)
    for key in ("quantity", "bundle", *DAYS):
        if isinstance(values.get(key), str):
            with suppress(Unclear):  # then it is told in the words of the file's own form
                read[key] = value_of(Cell(TEXT, values[key][:LONGEST_CELL]), key, words)
    return read


def _unclear_keys(findings: list[Finding], key_lines: dict[Key, int]) -> dict[int | str, set[str]]:
    """The keys in whose texts there are errors: by the index of their line from 0, or ``all``."""
    keys = sorted(key_lines.items(), key=lambda item: (item[1], len(item[0])))
    unclear: dict[int | str, set[str]] = {}
    for finding in findings:
        above: Key = next((k for k, line in reversed(keys) if line <= finding.where.line), ())
        holder = above[:2] if above[:1] == (LINES,) else above[:1]
        if holder and (holder == (ALL,) or len(holder) == 2):
            name = str(above[len(holder)]) if len(above) > len(holder) else UNNAMED
            unclear.setdefault(holder[-1], set()).add(name)
        else:
            unclear.setdefault(ALL, set()).add(UNNAMED)
    return unclear


def _known_otherwise(finding: Finding, words: Vocabulary) -> Finding:
    """A finding about an unknown key, with the key that is called so in another language."""
    keys = words.column(finding.where.key) - {NOT_READ} if finding.code == "unknown-key" else set()
    return (
        replace(finding, fix=f"write {' or '.join(f'{key}:' for key in sorted(keys))}")
        if keys
        else finding
    )


# ── checking against the shop ────────────────────────────────────────────────────────────────


def items_of(shop: Shop, line: OrderLine) -> tuple[list[OrderItem], list[Finding]]:
    """The press files that a line orders; none where an error is in the line or the findings."""
    items, findings = named_items(shop, line)
    return ([] if line.faulty or stops(findings) else items), findings


def named_items(shop: Shop, line: OrderLine) -> tuple[list[OrderItem], list[Finding]]:
    """The press files that a line names, as far as they are known, and what is wrong with it.

    Nothing is said of its ``faulty`` keys, of which an error has been told.
    """
    faulty = line.faulty
    partner_type, type_findings = eligibility.type_of_partner(shop, line)
    pieces, piece_findings = resolve.pieces(shop, line)
    sectors, sector_findings = resolve.sectors(shop, line, pieces)
    languages, language_findings = resolve.languages(shop, line, sectors)
    press, press_findings = resolve.press(shop, line)
    findings = list(type_findings)
    findings += [f for f in piece_findings if not (f.code == NONE and "pieces" in faulty)]
    findings += sector_findings
    # Which languages are suggested depends on the sectors.
    if not (faulty & {"languages", "sectors"} and not languages):
        findings += language_findings
    findings += [*press_findings, *resolve.printer_language(shop, line)]
    if not faulty & {"quantity", "languages"}:
        findings += resolve.wrong_copies(shop, line, languages)
    findings += wrong_terms(shop, line, press, languages)
    if line.partner or PARTNER in faulty:
        findings += partner_texts.doubtful_facts(line)
        findings += partner_texts.missing_glyphs(shop, line, languages)
    if partner_type:
        rules = eligibility.broken_rules(partner_type, line, pieces, languages)
        findings += [f for f in rules if f.code != "language-wanted" or "languages" not in faulty]
    items: list[OrderItem] = []
    for piece in pieces:
        piece_sectors, missing_sectors = resolve.sectors_of(piece, sectors, shop)
        is_told = stops(sector_findings) or "sectors" in faulty
        findings += [] if is_told else missing_sectors
        tickets, of_many = carried.tickets(shop, line, piece, piece_sectors, languages)
        findings += [] if faulty & {"languages"} else of_many
        if not press or not tickets:
            continue
        findings += resolve.size_made(shop, piece, tickets[0], press)
        items += [OrderItem(t, piece.size, resolve.copies(line, t.language)) for t in tickets]
    return items, made_visible(findings)
