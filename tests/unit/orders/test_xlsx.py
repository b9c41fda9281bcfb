"""What a child says of a workbook is taken with suspicion."""

import json
import signal

import pytest

from printshop.orders.xlsx import taken
from printshop.sandbox.process import Ran

ROW = {"number": 1, "line": 1, "cells": [{"kind": "text", "text": '"x"'}]}


def answer(*values: object) -> bytes:
    """What a child prints."""
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


@pytest.mark.parametrize(
    "ran",
    [
        Ran(-signal.SIGXCPU, b""),
        Ran(-signal.SIGKILL, answer({"others": []}, ROW), "time"),
        Ran(1, answer({"others": []}, ROW)),
        Ran(0, b""),
        Ran(0, b"[" * 9_000 + b"\n"),
        Ran(0, answer({"others": [1]})),
        Ran(0, answer({"others": []}, {**ROW, "line": "1"})),
        Ran(0, answer({"others": []}, {**ROW, "cells": [{"kind": "text", "text": "x"}]})),
        Ran(0, answer({"others": []}, {**ROW, "cells": [{"kind": "text", "text": "5"}]})),
        Ran(0, answer({"others": []}, {**ROW, "cells": [{"kind": "text", "text": '"x"'}] * 101})),
        Ran(0, answer({"others": []}, ROW), "time"),
        Ran(0, answer({"others": []}, ROW), "output"),
    ],
)
def test_a_child_is_not_believed(ran: Ran) -> None:
    """A child that did not end well, or says what it may not, has read nothing."""
    rows, findings = taken(ran, "o.xlsx")
    assert (rows, [f.code for f in findings]) == ([], ["not-examined"])
