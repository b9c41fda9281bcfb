"""Values as a line of an order; of one with errors, what is right in it, marked as faulty."""

from typing import Any

from printshop.findings import Finding
from printshop.orders.model import OrderLine
from printshop.orders.naming import chosen
from printshop.orders.vocabulary import Vocabulary
from printshop.reading.origin import Origin
from printshop.reading.yaml_file import to_sheet

# What stands for a key that has to be there, in a line that is not made.
OPEN: dict[str, Any] = {"languages": [], "pieces": [], "quantity": 0}


def line_of(
    values: dict[str, Any], origin: Origin, faulty: set[str], words: Vocabulary
) -> tuple[OrderLine | None, list[Finding]]:
    """A line of these values, and findings about them; None where not even a part can be read.

    Of the ``faulty`` keys an error has been told. A line with errors holds its other values, so
    that those are checked as well. ``words`` are those that the values may be named by.
    """
    values, told, unclear = chosen(values, origin, words)
    faulty = faulty | unclear
    stand_ins = {key: value for key, value in OPEN.items() if key in faulty}
    line, findings = to_sheet({**values, **stand_ins}, OrderLine, origin)
    findings = [*told, *findings]
    if line:
        return (line.marked(faulty) if faulty else line), findings
    wrong = {
        key for key in values if not to_sheet({**OPEN, key: values[key]}, OrderLine, origin)[0]
    }
    right = {key: value for key, value in values.items() if key not in wrong | faulty}
    line, _ = to_sheet({**OPEN, **right}, OrderLine, origin)
    missing = OPEN.keys() - right.keys()
    return (line.marked({*faulty, *wrong, *missing}) if line else None), findings
