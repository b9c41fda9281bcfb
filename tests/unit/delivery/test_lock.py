"""One at a time: the second one waits for the first."""

import threading
from pathlib import Path

from printshop.delivery.lock import alone


def test_the_next_one_waits(tmp_path: Path) -> None:
    """While somebody writes, nobody else begins; nothing is left behind."""
    order: list[str] = []
    begun = threading.Event()

    def second() -> None:
        begun.set()
        with alone(tmp_path):
            order.append("second")

    with alone(tmp_path):
        thread = threading.Thread(target=second)
        thread.start()
        assert begun.wait(10)
        thread.join(0.05)
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]
    assert list(tmp_path.iterdir()) == []
