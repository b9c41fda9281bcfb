"""CSV tables that tests write, read as lines of an order."""

from printshop.findings import Finding
from printshop.orders.csv_file import rows_of_csv
from printshop.orders.model import OrderLine
from printshop.orders.table import lines_of

HEAD = "languages,pieces,quantity"


def read(data: bytes) -> tuple[list[OrderLine], list[Finding]]:
    """The lines of a CSV file without errors."""
    rows, findings = rows_of_csv(data, "o.csv")
    lines, told = lines_of(rows, "o.csv")
    return [line for line in lines if not line.faulty], findings + told


def only(data: bytes | str) -> OrderLine:
    """The one line of a table of which nothing is to be said."""
    lines, findings = read(data.encode() if isinstance(data, str) else data)
    assert findings == []
    assert len(lines) == 1
    return lines[0]


def told(data: bytes | str) -> list[str]:
    """The codes of all that is said of a table."""
    return [f.code for f in read(data.encode() if isinstance(data, str) else data)[1]]
