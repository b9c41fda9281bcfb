"""What a sheet of a workbook holds besides the values of its cells, and what is said of it.

Cells that nobody sees, one cell over several rows, struck-out values and comments can each change
what an order means. Where they do, it is asked about; where they cannot, a finding names them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from printshop.findings import Finding, Where, error, note, page_ranges, review
from printshop.orders.cells import TEXT, Cell
from printshop.sandbox.messages import visible

MOST_SHOWN = 8  # comments in one finding


@dataclass(frozen=True)
class Row:
    """A row: its number in the spreadsheet, the line of the file where it begins, both from 1."""

    number: int
    line: int
    cells: tuple[Cell, ...]

    def cell(self, index: int) -> Cell:
        """The cell of a column from 0; an empty one beyond the last."""
        return self.cells[index] if index < len(self.cells) else Cell(TEXT, "")

    def holds(self, index: int) -> bool:
        """Whether a cell has a value."""
        return bool(self.cell(index).text.strip()) or self.cell(index).kind != TEXT


@dataclass(frozen=True)
class Extras:
    """What a sheet holds besides values; rows and columns count from 1, both ends are meant.

    ``merged``: first row, first column, last row, last column. ``struck``: row and column of cells
    whose value is struck out. ``filtered``: a filter hides rows. ``pictures``: pictures or shapes
    lie on the sheet. ``comments``: the name of a cell and its words.
    """

    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: tuple[tuple[int, int], ...] = ()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    struck: tuple[tuple[int, int], ...] = ()
    comments: tuple[tuple[str, str], ...] = ()
    filtered: bool = False
    pictures: bool = False

    def hides_row(self, number: int) -> bool:
        """Whether a row is hidden."""
        return any(first <= number <= last for first, last in self.hidden_rows)

    def hides_column(self, number: int) -> bool:
        """Whether a column is hidden."""
        return any(first <= number <= last for first, last in self.hidden_columns)


NO_EXTRAS = Extras()


def letters(number: int) -> str:
    """The letters of a column from 1: A to Z, AA, AB."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def area(block: tuple[int, int, int, int]) -> str:
    """A block of cells as a spreadsheet names it: ``A2:A3``."""
    first_row, first, last_row, last = block
    return f"{letters(first)}{first_row}:{letters(last)}{last_row}"


def filled_down(
    rows: list[Row], extras: Extras, header: int, columns: dict[int, str], display_path: str
) -> tuple[list[Row], dict[int, set[str]], list[Finding]]:
    """The rows with the value of a merged cell in each row that it stands for, and findings.

    ``columns`` has keys by index from 0. A quantity over several rows could be the copies of each
    or of all; a cell over several columns has no one meaning: the faulty keys by number of row.
    """
    by_number = {row.number: list(row.cells) for row in rows}
    lines = {row.number: row.line for row in rows}
    faulty: dict[int, set[str]] = {}
    findings: list[Finding] = []
    for block in extras.merged:
        first_row, first, last_row, last = block
        concerned = [n for n in by_number if max(first_row, header + 1) <= n <= last_row]
        keys = [columns[i] for i in range(first - 1, last) if i in columns]
        held = by_number.get(first_row, [])[first - 1 : first]
        if not concerned or not keys or first_row <= header or not held or not held[0].text:
            continue
        place = Where(display_path, lines[concerned[0]], f"{area(block)} ({', '.join(keys)})")
        if first == last and keys != ["quantity"]:
            if len(concerned) > 1:
                for number in concerned:
                    cells = by_number[number]
                    cells += [Cell(TEXT, "")] * (first - len(cells))
                    cells[first - 1] = held[0]
                message = (
                    f"{area(block)} is one merged cell: its value holds for "
                    f"rows {page_ranges(concerned)}"
                )
                findings.append(note("merged-cells", message, place, "look whether that is meant"))
            continue
        if first == last and len(concerned) == 1:
            continue
        for number in concerned:
            faulty.setdefault(number, set()).update(keys)
        message = f"{area(block)} is one merged cell over several columns"
        fix = "unmerge the cells, and write each value in its own column"
        if first == last:
            message = f"{area(block)} is one merged cell: are its copies for each row, or for all?"
            fix = "unmerge the cells, and write a number in each row"
        findings.append(error("merged-cells", message, place, fix))
    filled = [Row(row.number, row.line, tuple(by_number[row.number])) for row in rows]
    return filled, faulty, findings


def unseen(
    rows: Iterable[Row], extras: Extras, columns: dict[int, str], display_path: str
) -> tuple[dict[int, set[str]], list[Finding]]:
    """Errors about values that nobody sees or that are struck out; the faulty keys by row number.

    ``rows`` are those beneath the header; ``columns`` has keys by index from 0.
    """
    rows = list(rows)
    faulty: dict[int, set[str]] = {}
    findings: list[Finding] = []
    hidden = [row for row in rows if extras.hides_row(row.number)]
    if hidden:
        numbers = [row.number for row in hidden]
        for number in numbers:
            faulty[number] = set(columns.values())
        many = len(numbers) > 1
        how = "filtered away" if extras.filtered else "hidden"
        message = (
            f"row{'s' if many else ''} {page_ranges(numbers)} {'are' if many else 'is'} {how}: "
            f"{'are they' if many else 'is it'} to be ordered?"
        )
        what = "clear the filter" if extras.filtered else "show the rows"
        fix = f"{what}, or delete what is not wanted"
        place = Where(display_path, hidden[0].line, f"row {numbers[0]}")
        findings.append(error("hidden-cells", message, place, fix))
    for index, name in columns.items():
        used = [row for row in rows if row.holds(index) and row not in hidden]
        if not extras.hides_column(index + 1) or not used:
            continue
        for row in used:
            faulty.setdefault(row.number, set()).add(name)
        message = f"column {letters(index + 1)} ({name}) is hidden, and holds something"
        place = Where(display_path, used[0].line, f"column {letters(index + 1)} ({name})")
        fix = "show the column, or empty it"
        findings.append(error("hidden-cells", message, place, fix))
    for row in rows:
        keys = {c: columns[c - 1] for n, c in extras.struck if n == row.number and c - 1 in columns}
        if not keys or row in hidden:
            continue
        faulty.setdefault(row.number, set()).update(keys.values())
        cells = ", ".join(f"{letters(c)}{row.number} ({key})" for c, key in sorted(keys.items()))
        message = f"what stands in {cells} is struck out: does it hold?"
        place = Where(display_path, row.line, f"row {row.number}")
        fix = "delete what does not hold, or remove the strikethrough"
        findings.append(error("struck-out", message, place, fix))
    return faulty, findings


def beside(extras: Extras, display_path: str) -> Iterator[Finding]:
    """Reviews of comments, pictures and shapes, which are not read."""
    where = Where(display_path)
    if extras.comments:
        said = [f"{cell} '{visible(text[:80])}'" for cell, text in extras.comments[:MOST_SHOWN]]
        more = len(extras.comments) - MOST_SHOWN
        message = f"comments are not read: {', '.join(said)}{f' and {more} more' * (more > 0)}"
        fix = "write what the print shop has to know into the column 'remarks'"
        yield review("beside-the-cells", message, where, fix)
    if extras.pictures:
        message = "pictures or shapes lie on the sheet, and are not read"
        fix = "put a logo beside the order as a file, and write its name into the column 'logo'"
        yield review("beside-the-cells", message, where, fix)
