"""Findings as folders: each folder in ``findings/`` spoils the tiny shop in one way.

``findings/<code>/`` (or ``findings/<code>/<variant>/``) holds files that are laid over the shop, or
a ``case.yaml`` that says what to change, and ``expected.txt``: the exact text of the findings with
that code, then one line with the exit code and the files that are kept out of ``output/``. Adding a
folder adds a test.
"""

import json
import re
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pydantic import Field

from printshop.delivery.deliver import pdf_path
from printshop.reading.yaml_file import Sheet, read
from printshop.shop.file_names import FileName
from tests import accept
from tests.in_process import heavy_in_a_child

FOLDER = Path(__file__).parent / "findings"
CASES = sorted(p.parent for p in FOLDER.rglob("expected.txt"))
OWN = ("case.yaml", "expected.txt")
HEAVY = {"logo-too-large", "entity"}  # files that would use up the machine, were there no limits
HOW = "looked at and wanted? python -m pytest tests/test_findings.py --accept"


class Change(Sheet):
    """One place in a file of the shop: ``old`` must stand there once."""

    file: str
    old: str
    new: str


class Large(Sheet):
    """A file to be filled up: too large to be kept here."""

    file: str
    megabytes: int


class Case(Sheet):
    """``case.yaml``: what to do to the tiny shop before the command is run."""

    arguments: list[str] = Field(default_factory=list)
    delete: list[str] = Field(default_factory=list)
    change: list[Change] = Field(default_factory=list)
    write: dict[str, str] = Field(default_factory=dict)
    repeat: int = 1  # how many times the last line of what is written stands there
    large: Large | None = None


def case_of(folder: Path) -> Case:
    """The case of a folder; one without ``case.yaml`` only lays files over the shop."""
    if not (folder / "case.yaml").exists():
        return Case()
    case, findings = read(FOLDER, folder / "case.yaml", Case)
    assert case is not None, "\n".join(map(str, findings))
    return case


def spoil(root: Path, folder: Path) -> Case:
    """Do to the shop what the folder says."""
    case = case_of(folder)
    for name in case.delete:
        path = root / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    for change in case.change:
        path = root / change.file
        text = path.read_text("utf-8")
        assert text.count(change.old) == 1, f"{change.file} has '{change.old}' not once"
        path.write_text(text.replace(change.old, change.new), "utf-8")
    for name, text in case.write.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        last = text.splitlines(keepends=True)[-1:] * (case.repeat - 1)
        (root / name).write_text(text + "".join(last), "utf-8")
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.name not in OWN):
        place = root / path.relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, place)
    if case.large:
        with (root / case.large.file).open("ab") as file:
            file.truncate(case.large.megabytes * 1_000_000)
    return case


def printed(root: Path) -> set[str]:
    """The press files in ``output/``, as ``language/stem``."""
    reports = (json.loads(p.read_bytes()) for p in (root / "output/report").rglob("*.json"))
    names = {(says["language"], says["stem"]) for says in reports}
    return {
        f"{tag}/{stem}"
        for tag, stem in names
        if pdf_path(root / "output", name(tag, stem)).exists()
    }


def name(language: str, stem: str) -> FileName:
    """The name of a press file of the tiny shop."""
    return FileName("lost-umbrella-week", "test", language, stem, language)


def told(said: str, code: str) -> list[str]:
    """The findings with a code, as they were said."""
    finding = re.compile(rf"^(?:.+: )?(?:error|review|note)\[{code}\]: .*\n(?:  .*\n)*", re.M)
    return [found[0] for found in finding.finditer(said)]


@pytest.mark.usefixtures("children_here")
@pytest.mark.parametrize(
    "folder",
    heavy_in_a_child(CASES, {p for p in CASES if p.relative_to(FOLDER).parts[0] in HEAVY}),
    ids=lambda folder: folder.relative_to(FOLDER).as_posix(),
)
def test_finding(
    folder: Path,
    tiny_shop: Path,
    printed_shop: Path,
    command: Callable[..., Any],
    request: pytest.FixtureRequest,
) -> None:
    """The spoilt shop is told so in these words; what is not concerned stays or is printed anew."""
    shutil.copytree(printed_shop / "output", tiny_shop / "output")
    case = spoil(tiny_shop, folder)
    code = folder.relative_to(FOLDER).parts[0]

    run = command(tiny_shop, *case.arguments)

    kept_out = sorted(printed(printed_shop) - printed(tiny_shop))
    verdict = f"exit {run.exit}, kept out: {' '.join(kept_out) or 'nothing'}\n"
    said = re.sub(r"today is \d{4}-\d\d-\d\d", "today is …", run.said)  # another day each time
    text, kept = "".join(told(said, code)) + verdict, folder / "expected.txt"
    assert run.errors == ""
    assert str(tiny_shop) not in run.said, "a path of this machine was said"
    assert_whole(tiny_shop)
    expected = kept.read_text("utf-8")
    assert text == expected or accept.offer(request, kept, text), HOW


def assert_whole(root: Path) -> None:
    """Nothing is half-written: each press file is the one its report tells of, no part is left."""
    assert not list(root.rglob("*.part"))
    for report in (root / "output/report").rglob("*.json"):
        says = json.loads(report.read_bytes())
        pdf = root / "output" / says["press"] / says["language"] / f"{report.stem}.pdf"
        assert pdf.exists() == says["fit_to_print"]
        if pdf.exists():
            assert sha256(pdf.read_bytes()).hexdigest() == says["sha256"]


def test_clean(printed_shop: Path, command: Callable[..., Any], tiny_shop: Path) -> None:
    """The tiny shop itself passes: exit 0, every file printed, and nothing said but the drafts."""
    run = command(tiny_shop)
    assert run.exit == 0
    assert re.findall(r"\w+\[[\w-]+\]", run.said) == ["review[draft]"]
    assert printed(tiny_shop) == {
        f"{language}/{stem}"
        for language in ("en", "ar")
        for stem in ("card", "sign-trains", "sign-trains.a7")
    }
    assert_whole(tiny_shop)
    assert printed(printed_shop) == printed(tiny_shop)


def test_others_are_printed(tiny_shop: Path, command: Callable[..., Any]) -> None:
    """With nothing printed before: what a spoilt file does not concern is printed."""
    (tiny_shop / "content/ar/sign.yaml").unlink()
    assert command(tiny_shop).exit == 2
    assert printed(tiny_shop) == {"ar/card", "en/card", "en/sign-trains", "en/sign-trains.a7"}
    assert_whole(tiny_shop)
