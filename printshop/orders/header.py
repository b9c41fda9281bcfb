"""The header of a table: the row that names its columns, and what each of them stands for."""

from dataclasses import dataclass
from difflib import get_close_matches

from printshop.findings import Finding, Where, error, note, page_ranges
from printshop.orders.extras import Row, letters
from printshop.orders.vocabulary import COLUMNS, NOT_READ, REQUIRED, Vocabulary, plain
from printshop.sandbox.messages import quoted

NEAR = 0.8  # how alike two names are that one may be mistyped, from 0 to 1
DEEPEST = 30  # rows that may stand above the header: a title, an address, a day


@dataclass(frozen=True)
class Header:
    """The header: its row, the keys of the columns by index from 0, and what is wrong with others.

    ``unclear`` has by index the columns whose cells are not read though they may be meant: a line
    that has something there is not made.
    """

    row: Row
    columns: dict[int, str]
    unclear: frozenset[int]

    def is_copied_in(self, row: Row) -> bool:
        """Whether a row beneath repeats the header, as on each page of a list."""
        same = [i for i in self.columns if row.holds(i)]
        titles = [plain(self.row.cell(i).text) for i in same]
        return len(same) > 1 and titles == [plain(row.cell(i).text) for i in same]


def header_index(rows: list[Row], words: Vocabulary) -> int | None:
    """The index of the row that names most columns, the first of these; None where none does."""
    known = [_known(row, words) for row in rows[:DEEPEST]]
    best = max(known, default=0)
    return known.index(best) if best else None


def _known(row: Row, words: Vocabulary) -> int:
    keys = {key for cell in row.cells for key in words.column(cell.text)}
    filled = sum(bool(cell.text.strip()) for cell in row.cells)
    return min(len(keys - {NOT_READ}), filled)


def header_of(
    rows: list[Row], words: Vocabulary, display_path: str
) -> tuple[Header | None, list[Row], list[Finding]]:
    """The header of a table, the rows beneath it, and findings; None where it names no column."""
    at = header_index(rows, words)
    if at is None:
        line = rows[0].line if rows else 1
        message = "no row names a column of an order"
        keys = f"{', '.join(REQUIRED)} and others of docs/ordering.md"
        fix = f"name the columns in the first row: {keys}"
        return None, [], [error("not-an-order", message, Where(display_path, line), fix)]
    row, above, body = rows[at], rows[:at], rows[at + 1 :]
    findings: list[Finding] = []
    if above:
        said = " · ".join(c.text.strip() for r in above for c in r.cells if c.text.strip())
        numbers = page_ranges([r.number for r in above])
        message = f"what stands above the header in row {row.number} is not read: {_short(said)}"
        where = Where(display_path, above[0].line, f"row{'s' * bool(above[1:])} {numbers}")
        fix = "write what the print shop has to know into a column 'remarks'"
        findings.append(note("above-the-header", message, where, fix))
    columns: dict[int, str] = {}
    unclear: set[int] = set()
    understood: list[str] = []
    for i, cell in enumerate(row.cells):
        if not cell.text.strip():
            continue
        used = [r for r in body if r.holds(i)]
        where = Where(display_path, row.line, f"row {row.number}, column {letters(i + 1)}")
        key, finding = _column(cell.text, words, where, columns, used=bool(used))
        if key:
            columns[i] = key
            if plain(cell.text) != plain(key):
                understood.append(f"{_short(cell.text)} as '{key}'")
        elif key is None:
            unclear.add(i)
        findings += [finding] if finding else []
    if understood:
        message = f"columns are read by other names: {', '.join(understood)}"
        where = Where(display_path, row.line, f"row {row.number}")
        fix = "look whether that is what is meant"
        findings.append(note("name-understood", message, where, fix))
    for key in REQUIRED:
        unsure = any(key in words.column(row.cell(i).text) for i in unclear)
        if key not in columns.values() and not unsure:
            message = f"the column '{key}' is missing"
            where = Where(display_path, row.line, f"row {row.number}")
            findings.append(error("missing-key", message, where, f"add a column '{key}'"))
    return Header(row, columns, frozenset(unclear)), body, findings


def _column(
    text: str, words: Vocabulary, where: Where, columns: dict[int, str], *, used: bool
) -> tuple[str | None, Finding | None]:
    """The key of a column by its title, '' where it is not read, None where that is not clear."""
    title, keys = _short(text), words.column(text)
    if not keys:
        message = f"{title} is no column of an order"
        if not used:
            return "", note("column-not-read", f"{message}, and is empty", where)
        fix = _by_language(text, words) or _similar_column(plain(text), words)
        return None, error("unknown-key", message, where, fix)
    if len(keys) > 1:
        readings = [k if k != NOT_READ else "a column that is not read" for k in sorted(keys)]
        message = f"the column {title} could be {' or '.join(readings)}"
        fix = f"call it {' or '.join(sorted(keys - {NOT_READ}))}"
        if not used:
            return "", None
        return None, error("two-readings", message, where, fix)
    (key,) = keys
    if key == NOT_READ:
        message = f"the column {title} is for your own use: it is not read"
        return "", note("column-not-read", message, where) if used else None
    if key in columns.values():
        first = letters(1 + next(i for i, name in columns.items() if name == key))
        message = f"the column '{key}' stands there twice, in {first} as well"
        return None, error("duplicate-key", message, where, "keep one of the two")
    return key, None


def _similar_column(title: str, words: Vocabulary) -> str:
    """What to do where no column is called so: a name that is similar, if there is one.

    All the keys would be some fifty; among so many names in four languages a faint likeness is
    chance.
    """
    near = get_close_matches(title, sorted({*COLUMNS, *words.columns}), 1, NEAR)
    if near:
        return f"did you mean '{near[0]}'?"
    return "call it as docs/ordering.md does, or delete the column"


def _by_language(text: str, words: Vocabulary) -> str:
    """What to do where a column holds the copies in one language, such as ``Aantal NL``; or ''."""
    tokens = text.split()
    for i, token in enumerate(tokens):
        rest = words.column(" ".join(tokens[:i] + tokens[i + 1 :]))
        if rest == {"quantity"} and (tags := words.language(token.strip("()"))):
            return f"write the numbers by language into one column 'quantity': {min(tags)} 500, …"
    return ""


def _short(text: str) -> str:
    return quoted(" ".join(text.split()), 60)
