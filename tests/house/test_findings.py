"""Every finding's code is documented and tested, and no other is."""

import ast
import re
from collections import Counter
from pathlib import Path

from printshop.preflight.checks import RULES

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ROOT / "tests/findings"

# What makes a finding, and which of its arguments is the code.
MAKERS = {"error": 0, "review": 0, "note": 0, "rule": 0, "tag_rule": 0, "Finding": 0, "_refuse": 1}
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

# No input leads to these, since the program itself writes what they examine: they are shown with
# PDFs made by hand.
ON_PDFS = {
    *("active-content", "alternate-image", "annotation", "attachment", "boxes-not-nested"),
    *("broken-font", "missing-resource", "no-text-layer"),
    *("encrypted", "font-not-embedded", "form-field", "hidden-text", "layers", "not-pdfx"),
    *("overprint-missing", "page-sizes-differ", "postscript", "rich-black", "spot-colour"),
    *("code-leads-to", "not-in-inks", "not-measured", "page-turned"),
    *("thin-line", "transfer-function", "unreadable-content", "unused-colour-space"),
    *("white-overprints", "wrong-bleed", "wrong-sheet", "wrong-trim"),
    *("glyph-without-text", "language-missing", "link-not-tagged", "not-pdfua", "not-tagged"),
    *("picture-without-words", "says-draft", "tag-unknown", "tags-lead-astray", "text-layer"),
    *("edge-at-trim", "finishing-ink", "marks-in-bleed", "no-contour"),
    *("no-edition-mark", "wrong-edition-mark"),
}
# Of files from outside: tests/press/test_foreign.py and tests/press/test_preflight.py make them; of
# files of translations tests/unit/commands/test_translate.py and tests/unit/exchange/ do.
FROM_OUTSIDE = {
    *("missing-tool", "more-findings", "not-a-pdf", "not-examined"),
    *("changed-meanwhile", "not-read", "not-taken"),
    *("not-pictured", "not-scanned", "too-many-pages", "verapdf-silent", "wrong-report-name"),
}
# Faults of the program, which no input may cause: test_cli.py, test_archive.py and test_ledger.py
# in tests/unit/ make them.
BY_HAND = {
    *("broken-register", "bug", "name-collision", "not-a-mark", "other-bytes", "unknown-mark"),
    "words-changed",
}


def codes_in(source: str) -> set[str]:
    """The codes of the findings that a module makes: as each call that makes one names it."""
    found = set()
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        name = call.func.attr if isinstance(call.func, ast.Attribute) else name
        first = call.args[MAKERS[name] :][:1] if name in MAKERS else []
        found |= {str(a.value) for a in first if isinstance(a, ast.Constant)}
    return found


def all_codes() -> set[str]:
    """Every code in the source."""
    modules = (ROOT / "printshop").rglob("*.py")
    return {code for path in modules for code in codes_in(path.read_text("utf-8"))}


def documented() -> list[str]:
    """The codes of docs/findings.md, in its order."""
    text = (ROOT / "docs/findings.md").read_text("utf-8")
    return re.findall(r"^\| `([^`]+)` \| .+ \| .+ \|$", text, re.M)


def test_codes_are_found() -> None:
    """The search itself: calls of every kind, over lines, as methods and decorators."""
    source = 'x = error(\n "one", m)\nself._refuse(event, "two", m)\n@rule("three", s)\ndef f(): 0'
    assert codes_in(source) == {"one", "two", "three"}
    assert {"overset", "alias", "draft", "older-file-removed"} <= all_codes()
    assert {r.code for r in RULES} <= all_codes()


def test_codes_are_kebab_case() -> None:
    """A code is lower-case words with hyphens."""
    assert [code for code in all_codes() if not CODE.fullmatch(code)] == []


def test_every_code_is_documented_once() -> None:
    """docs/findings.md has one line for each code of the source, and no other code."""
    assert Counter(documented()) == Counter(all_codes())


def test_documented_in_order() -> None:
    """Within its gate a code is found where the alphabet puts it."""
    text = (ROOT / "docs/findings.md").read_text("utf-8")
    for section in text.split("\n## ")[1:]:
        codes = re.findall(r"^\| `([^`]+)`", section, re.M)
        assert codes == sorted(codes)


def test_every_code_has_a_folder() -> None:
    """Each code is shown by a folder of inputs; the few that no input can cause are named here."""
    folders = {p.relative_to(FOLDERS).parts[0] for p in FOLDERS.rglob("expected.txt")}
    assert folders == all_codes() - ON_PDFS - FROM_OUTSIDE - BY_HAND


def test_every_expected_text_has_its_code() -> None:
    """A folder's expected text holds a finding with its code, and how the run ends."""
    for path in sorted(FOLDERS.rglob("expected.txt")):
        text = path.read_text("utf-8")
        assert f"[{path.relative_to(FOLDERS).parts[0]}]: " in text, path
        assert re.search(r"^exit \d+, kept out: .+\n\Z", text, re.M), path
