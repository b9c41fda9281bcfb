"""Files of copy with one spoilt place: told in one to three findings, in a writer's words.

A hundred slips that people make, each in the tiny shop; then characters taken out of and put into
the real content at random places.
"""

import random
import re
import shutil
from pathlib import Path

import pytest

from printshop.checks.opening import open_shop
from printshop.findings import Finding, in_order
from printshop.shop.job import Shop

CHECKOUT = Path(__file__).resolve().parents[2]

# Words of a parser, of YAML and of Python, which none of those who write texts has to know.
FOREIGN = re.compile(
    r"\b(YAML|mapping|scalar|sequence|node|alias|anchor|parser?|document|stream|context|expected"
    r"|None|True|False|dict|str|int|list\[|tuple|Errno|Traceback|validation|pydantic)\b"
)
DELETE = re.compile(r"\b(delete|remove|drop|erase|take [^.]*\bout)\b", re.IGNORECASE)

EN, AR = "content/en/card.yaml", "content/ar/card.yaml"
SIGN, COMMON = "content/en/sign.yaml", "content/en/common.yaml"
ACT = "  act: Pick it up."
COVER = "  cover: Useful numbers\n"
STEP = "    - Ask in the lobby, {lobby}.\n"
LAST = "    - Or write to {office.mail}."
SLOGAN = "    Dry, but\n    *alone*.\n"

# Each slip: the file, what stood there, what stands there now.
SLIPS = [
    # signs that begin a remark
    (SIGN, ACT, "  act: Pick it up #now please."),
    (SIGN, ACT, "  act: Pick it up # now please."),
    (SIGN, ACT, "  act: #PickItUp"),
    (SIGN, ACT, "  act: Pick\n    it #up."),
    (SIGN, ACT, "  act: Pick #it\n    up."),
    (SIGN, ACT, "  act #it: Pick it up."),
    (EN, STEP, "    - Ask in the lobby #{lobby}.\n"),
    (EN, STEP, "    - #Ask in the lobby, {lobby}.\n"),
    (SIGN, ACT, "  #act: Pick it up."),
    (SIGN, "items:", "items #:"),
    # quotes
    (SIGN, ACT, '  act: "Pick it up.'),
    (SIGN, ACT, "  act: 'Pick it up."),
    (SIGN, ACT, "  act: 'That's yours.'"),
    (SIGN, ACT, '  act: "Say "mine" and go."'),
    (SIGN, ACT, '  act: "Pick" it up.'),
    (SIGN, ACT, "  act: 't Is time."),
    (SIGN, ACT, "  act: “Pick it up.”"),
    (SIGN, ACT, "  act: „Pick it up.“"),
    (SIGN, ACT, "  act: « Pick it up. »"),
    (SIGN, ACT, "  act: “Look: pick it up.”"),
    (SIGN, ACT, '  "act: Pick it up.'),
    (SIGN, ACT, '  act": Pick it up.'),
    (SIGN, ACT, '  act: "Pick \\it up."'),
    (COMMON, '"Publisher: {publisher}"', '"Publisher: {publisher}'),
    (COMMON, '"Publisher: {publisher}"', "Publisher: {publisher}"),
    (EN, COVER, '  cover: "Useful numbers\n'),
    # colons
    (SIGN, ACT, "  act: Look: pick it up."),
    (SIGN, ACT, "  act: Pick it up:"),
    (SIGN, ACT, "  act:Pick it up."),
    (SIGN, ACT, "  act :Pick it up."),
    (SIGN, ACT, "  act Pick it up."),
    (SIGN, ACT, "  act; Pick it up."),
    (SIGN, ACT, "  act= Pick it up."),
    (SIGN, ACT, "  act：Pick it up."),
    (SIGN, ACT, "  act:: Pick it up."),
    (SIGN, ACT, "  : Pick it up."),
    (EN, COVER, "  cover Useful numbers\n"),
    (EN, "  steps:\n", "  steps\n"),
    (EN, "items:\n", "items\n"),
    (EN, "status: draft", "status draft"),
    # signs that may not begin a text
    *[(SIGN, ACT, f"  act: {sign}Pick{sign} it up.") for sign in "*@`%"],
    *[(SIGN, ACT, f"  act: {sign} Pick it up.") for sign in "&!?-|>,"],
    (SIGN, ACT, "  act: *Pick"),
    (SIGN, ACT, "  act: !Pick it up."),
    (SIGN, ACT, "  act: [Pick] it up."),
    (SIGN, ACT, "  act: [Pick it up."),
    (SIGN, ACT, "  act: {Pick it up."),
    (SIGN, ACT, "  act: {lobby} is where it is."),
    (SIGN, ACT, "  act: {lobby}"),
    (SIGN, ACT, "  act: {{lobby}}"),
    (SIGN, ACT, "  [act: Pick it up."),
    (SIGN, ACT, "  - act: Pick it up."),
    # spaces and lines
    (SIGN, ACT, "\tact: Pick it up."),
    (SIGN, ACT, "  \tact: Pick it up."),
    (SIGN, ACT, "\u00a0\u00a0act: Pick it up."),
    (SIGN, ACT, "  \u00a0act: Pick it up."),
    (SIGN, ACT, " act: Pick it up."),
    (SIGN, ACT, "   act: Pick it up."),
    (SIGN, ACT, "act: Pick it up."),
    (EN, COVER, "cover: Useful numbers\n"),
    (EN, STEP, "   - Ask in the lobby, {lobby}.\n"),
    (EN, LAST, "   - Or write to {office.mail}."),
    (EN, LAST, "      - Or write to {office.mail}."),
    (EN, LAST, "    -Or write to {office.mail}."),
    (EN, STEP, "    -Ask in the lobby, {lobby}.\n"),
    (EN, LAST, "    Or write to {office.mail}."),
    (COMMON, SLOGAN, "    Dry, but\n   *alone*.\n"),
    (COMMON, SLOGAN, "    Dry, but\n*alone*.\n"),
    (COMMON, SLOGAN, "    Dry, but\n      *alone*.\n"),
    (COMMON, SLOGAN, "      Dry, but\n    *alone*.\n"),
    (COMMON, "  slogan: |-\n", "  slogan: |- Dry\n"),
    (SIGN, ACT, "  act: >-\n    Pick it\n      up.\n    Now."),
    (SIGN, ACT, "  act: Pick\nit up."),
    # names
    (EN, "  cover:", "  covr:"),
    (EN, "  cover:", "  Cover:"),
    (EN, "  cover:", "  cover page:"),
    (EN, "  cover:", "  cover\u00a0:"),
    (AR, "  cover:", "  covr:"),
    (AR, "  cover:", "  COVER:"),
    (AR, "  cover:", "  front:"),
    (EN, "items:", "itmes:"),
    (EN, "items:", "Items:"),
    (EN, "items:", "words:"),
    (EN, "status:", "staus:"),
    (EN, "draft", "final"),
    (SIGN, ACT, f"{ACT}\n{ACT}"),
    # words, lists and facts that are missing or too many
    (SIGN, ACT, ""),
    (SIGN, ACT, "  act:"),
    (SIGN, ACT, "  act: ~"),
    (SIGN, ACT, '  act: ""'),
    (AR, "    - أو اكتب إلى {office.mail}.", ""),
    (AR, "{lobby}", "{loby}"),
    (AR, "{lobby}", "{hotline}"),
    (AR, "{lobby}", "{lobby"),
    (AR, "{lobby}", ""),
    (EN, "{lobby}", "{loby}"),
    # characters
    (SIGN, ACT, "  act: Pick\u2028it up."),
    (SIGN, ACT, "  act: Pick\x85it up."),
    (SIGN, ACT, "  act: Pick\rit up."),
    (SIGN, ACT, "  act: Pick\x0bit up."),
    (SIGN, ACT, "  act: Pick\x00it up."),
    (SIGN, ACT, f"---\n{ACT}"),
    (SIGN, ACT, f"...\n{ACT}"),
]
ENCODINGS = ["utf-16", "utf-16-le", "utf-32", "cp1252", "cp1256", "mac-roman"]


def assert_told(findings: list[Finding], path: str, *, with_line: bool = True) -> None:
    """One to three findings about the file, in plain words, and none that takes words away."""
    assert 1 <= len(findings) <= 3, findings
    assert findings[0].where.path == path
    assert findings[0].where.line > 0 or not with_line
    for finding in findings:
        # A line is shown as it stands: its words are the writer's own.
        said = f"{finding.message.partition(': ')[0]} | {finding.fix.partition(': ')[0]}"
        assert not FOREIGN.search(said), finding
        assert not DELETE.search(said), finding


def worth_telling(findings: list[Finding]) -> list[Finding]:
    """The findings in order, but for those that translations are out of date.

    That follows from each change of a source's words, and is right.
    """
    return [f for f in in_order(findings) if f.code != "stale"]


def test_there_are_a_hundred() -> None:
    """Each another."""
    assert len(set(SLIPS)) == len(SLIPS) >= 100


@pytest.mark.parametrize(("file", "old", "new"), SLIPS)
def test_a_slip(tiny_shop: Path, file: str, old: str, new: str) -> None:
    """One place of one file is spoilt."""
    path = tiny_shop / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8", newline="")
    assert_told(worth_telling(open_shop(tiny_shop)[1]), file)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_encoding(tiny_shop: Path, encoding: str) -> None:
    """A file is saved in another encoding."""
    path = tiny_shop / SIGN
    path.write_bytes(path.read_text("utf-8").replace("Pick", "Né").encode(encoding, "replace"))
    assert_told(
        worth_telling(open_shop(tiny_shop)[1]), SIGN, with_line=encoding.startswith(("cp", "mac"))
    )


# ── at random ────────────────────────────────────────────────────────────────────────────────

INSERTED = [*" \"':#-{}[]*&!|>%@`,?\\\t\nx“\u00a0", " #", ": ", "  ", "- "]
SAMPLES = 60


@pytest.fixture(scope="module")
def real_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real content with what is needed to open it."""
    root = tmp_path_factory.mktemp("real")
    for name in ("content", "layouts", "presses"):
        shutil.copytree(CHECKOUT / name, root / name)
    (root / "fonts").symlink_to(CHECKOUT / "fonts", target_is_directory=True)
    return root


def _letters(shop: Shop | None, tag: str, stem: str) -> int:
    """How many letters the texts of a sheet have; 0 where it is not read."""
    sheet = shop.copies.get(tag, {}).get(stem) if shop else None
    items = sheet.items.values() if sheet else ()
    texts = [text for item in items for text in ([item] if isinstance(item, str) else item)]
    return sum(len(re.sub(r"\s", "", text)) for text in texts)


def test_characters_at_random(real_shop: Path) -> None:
    """A character less or more: never an exception, at most three findings, no word lost unseen."""
    chance = random.Random(10)
    shop, before = open_shop(real_shop)
    # What the program records is not written by hand; a lost record is told at its text.
    sheets = [p for p in (real_shop / "content").glob("*/*.yaml") if p.stem != "compared"]
    for _ in range(SAMPLES):
        path = chance.choice(sorted(sheets))
        text = path.read_text("utf-8")
        at = chance.randrange(len(text))
        taken = chance.random() < 0.4
        new = text[:at] + ("" if taken else chance.choice(INSERTED)) + text[at + taken :]
        path.write_text(new, "utf-8", newline="")
        spoilt, findings = open_shop(real_shop)
        path.write_text(text, "utf-8")
        if told := [f for f in worth_telling(findings) if f not in before]:
            assert_told(told, path.relative_to(real_shop).as_posix(), with_line=False)
        else:
            of_sheet = (path.parent.name, path.stem)
            assert _letters(spoilt, *of_sheet) >= _letters(shop, *of_sheet) - 1, text[at - 20 :][
                :40
            ]
