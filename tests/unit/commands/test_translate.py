"""``translate export`` and ``translate import``: texts go out, come back, and nothing is lost."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from printshop.starting import plan

Command = Callable[..., Any]
FILE = "content/ar/card.yaml"
SOURCE = "content/en/card.yaml"
NEW = "أرقام نافعة"


def change(root: Path, path: str, old: str, new: str) -> None:
    """Change the one place of a file where a text stands."""
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1
    (root / path).write_text(text.replace(old, new), "utf-8")


def state(root: Path) -> dict[str, bytes]:
    """All files of the shop's words, also hidden ones."""
    return {p.name + p.parent.name: p.read_bytes() for p in (root / "content/ar").iterdir()}


@pytest.fixture
def sent(tiny_shop: Path, command: Command) -> Path:
    """One source text changed, and what is stale gone out as PO."""
    change(tiny_shop, SOURCE, "cover: Useful numbers", "cover: Some useful numbers")
    run = command(tiny_shop, "check", "--language", "ar")
    assert run.said.count("[stale]") == 1
    run = command(
        tiny_shop, "translate", "export", "--language", "ar", "--format", "po", "--only", "stale"
    )
    assert run.exit == 0
    assert run.said.rstrip().endswith("-texts-stale-ar.po: 1 text")
    return tiny_shop / str(run.said.partition(":")[0])


def test_what_is_stale_goes_out_and_is_cleared(
    tiny_shop: Path, command: Command, sent: Path
) -> None:
    """With its note, its room and a picture; the answer is the one line that changes."""
    text = sent.read_text("utf-8")
    assert "The source was before: “Useful numbers”." in text
    assert "At most " in text
    assert "Picture: " in text
    assert list(sent.parent.glob("*-pictures/1.png"))
    answered = text.replace('msgstr "أرقام مفيدة"', f'msgstr "{NEW}"').replace("#, fuzzy\n", "", 1)
    sent.write_text(answered, "utf-8")
    before = (tiny_shop / FILE).read_text("utf-8")
    run = command(tiny_shop, "translate", "import", str(sent))
    assert run.exit == 0, run.said
    assert "of 1 text 1 changed, 0 confirmed as they are, 0 refused" in run.said
    after = (tiny_shop / FILE).read_text("utf-8")
    assert after == before.replace("cover: أرقام مفيدة", f"cover: {NEW}")
    assert "[stale]" not in command(tiny_shop, "check", "--language", "ar").said
    again = command(tiny_shop, "translate", "import", str(sent))
    assert "of 1 text 0 changed, 0 confirmed as they are, 0 refused, 1 without" in again.said


def test_it_is_as_it_was_when_the_disk_is_full(
    tiny_shop: Path, command: Command, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record cannot be written: the words are not either."""
    answer(sent)
    before, replace = state(tiny_shop), plan._replace

    def full(path: Path, data: bytes) -> None:
        if path.name == "compared.yaml":
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        replace(path, data)

    monkeypatch.setattr(plan, "_replace", full)
    run = command(tiny_shop, "translate", "import", str(sent))
    assert run.exit != 0
    assert "Traceback" not in run.said + run.errors
    assert state(tiny_shop) == before


@pytest.mark.parametrize("what", ["changed", "stopped"])
def test_somebody_else_is_not_overwritten(
    tiny_shop: Path, command: Command, sent: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """A file that changes while another is read is left alone; Ctrl-C leaves nothing half done."""
    answer(sent)
    unchanged, replace = plan._unchanged, plan._replace

    def meanwhile(root: Path, wanted: plan.Plan) -> None:
        change(tiny_shop, FILE, "status: draft", "# mine\nstatus: draft")
        unchanged(root, wanted)

    def stopped(path: Path, data: bytes) -> None:
        replace(path, data)
        raise KeyboardInterrupt

    before = state(tiny_shop)
    if what == "changed":
        monkeypatch.setattr(plan, "_unchanged", meanwhile)
        run = command(tiny_shop, "translate", "import", str(sent))
        assert "[changed-meanwhile]" in run.said
        assert "nothing was taken in" in run.said
        change(tiny_shop, FILE, "# mine\n", "")
    else:
        monkeypatch.setattr(plan, "_replace", stopped)
        try:
            run = command(tiny_shop, "translate", "import", str(sent))
        except KeyboardInterrupt:
            pass
        else:
            assert run.exit == 130
    assert state(tiny_shop) == before


def answer(sent: Path, text: str = NEW) -> None:
    """Write an answer into the file that went out."""
    said = sent.read_text("utf-8").replace("#, fuzzy\n", "", 1)
    assert said.count('msgstr "أرقام مفيدة"') == 1
    sent.write_text(said.replace('msgstr "أرقام مفيدة"', f'msgstr "{text}"'), "utf-8")


@pytest.mark.parametrize(
    "text", ["Some useful numbers of a very good campaign", "<b>أرقام</b>", NEW * 60]
)
def test_what_cannot_be_printed_stays_out(
    tiny_shop: Path, command: Command, sent: Path, text: str
) -> None:
    """Words of another language, markup, too much: with the reason."""
    answer(sent, text)
    before = state(tiny_shop)
    run = command(tiny_shop, "translate", "import", str(sent))
    assert "[not-taken]" in run.said, run.said
    assert "1 refused" in run.said
    assert run.exit == 2
    assert state(tiny_shop) == before


def test_an_unknown_language_is_told(tiny_shop: Path, command: Command) -> None:
    """Into the source's own language nothing is translated; nothing is made."""
    run = command(tiny_shop, "translate", "export", "--language", "en", "--format", "po")
    assert run.exit == 2
    assert "there is no translation into 'en'" in run.said
