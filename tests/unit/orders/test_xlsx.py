"""What a child says of a workbook is taken with suspicion."""

import json
import signal

import pytest

from printshop.orders.xlsx import rows_of_result
from printshop.sandbox.process import ProcessResult

EXTRAS = {
    "merged": [],
    "hidden_rows": [],
    "hidden_columns": [],
    "struck": [],
    "comments": [],
    "filtered": False,
    "pictures": False,
}
OPENED: dict[str, object] = {"other_sheets": [], "hidden_sheets": [], "extras": EXTRAS}
ROW = {"number": 1, "line": 1, "cells": [{"kind": "text", "text": '"x"'}]}


def answer(*values: object) -> bytes:
    """What a child prints."""
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


@pytest.mark.parametrize(
    "ran",
    [
        ProcessResult(-signal.SIGXCPU, b""),
        ProcessResult(-signal.SIGKILL, answer(OPENED, ROW), "time"),
        ProcessResult(1, answer(OPENED, ROW)),
        ProcessResult(0, b""),
        ProcessResult(0, b"[" * 9_000 + b"\n"),
        ProcessResult(0, answer({**OPENED, "other_sheets": [1]})),
        ProcessResult(0, answer(OPENED, {**ROW, "line": "1"})),
        ProcessResult(0, answer(OPENED, {**ROW, "cells": [{"kind": "text", "text": "x"}]})),
        ProcessResult(0, answer(OPENED, {**ROW, "cells": [{"kind": "text", "text": "5"}]})),
        ProcessResult(
            0,
            answer(OPENED, {**ROW, "cells": [{"kind": "text", "text": '"x"'}] * 101}),
        ),
        ProcessResult(0, answer(OPENED, ROW), "time"),
        ProcessResult(0, answer(OPENED, ROW), "output"),
    ],
)
def test_a_child_is_not_believed(ran: ProcessResult) -> None:
    """A child that did not end well, or says what it may not, has read nothing."""
    sheet, findings = rows_of_result(ran, "o.xlsx")
    assert (sheet.rows, [f.code for f in findings]) == ([], ["not-examined"])
