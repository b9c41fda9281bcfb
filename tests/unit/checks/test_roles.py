"""Roles across languages: a slip in the source is told once, at the source."""

from dataclasses import replace

import pytest

from printshop.checks.check import check
from printshop.checks.roles import role_faults, source_faults
from printshop.findings import Finding
from printshop.reading.origin import Key, Origin
from printshop.reading.yaml_file import to_sheet
from printshop.shop.job import Shop
from printshop.shop.words import Compared, CopySheet, Item

ITEMS: dict[str, Item] = {
    "title": "Kop",
    "back-head": "Herken je dit?",
    "act": "Bel {hotline}.",
    "steps": ["een", "twee"],
    "notice": "Zie je dit?",
}


def sheet(tag: str, items: dict[str, Item]) -> CopySheet:
    """A sheet of copy, each role on a line of its own."""
    lines: dict[Key, int] = {("items", role): n for n, role in enumerate(items, 3)}
    origin = Origin(f"content/{tag}/card.yaml", {(): 1, ("items",): 2, **lines})
    read, findings = to_sheet({"status": "draft", "items": items}, CopySheet, origin)
    assert read, findings
    return read


def of_source(shop: Shop, source: dict[str, Item], others: list[dict[str, Item]]) -> list[Finding]:
    """What is said of a source sheet beside its translations."""
    sheets = {"en": {"card": sheet("en", source)}}
    for n, items in enumerate(others):
        sheets[f"x{n}"] = {"card": sheet(f"x{n}", items)}
    return source_faults(replace(shop, copies=sheets), "card")


def spoilt(**changed: Item | None) -> dict[str, Item]:
    """The items with some changed; those that are None are left out."""
    items = {**ITEMS, **{role.replace("_", "-"): item for role, item in changed.items()}}
    return {role: item for role, item in items.items() if item is not None}


def renamed(role: str, name: str) -> dict[str, Item]:
    """The items with another name for a role, in the same place."""
    return {name if r == role else r: item for r, item in ITEMS.items()}


def test_nothing_to_tell(opened_shop: Shop) -> None:
    """Translations that follow, and a source without any."""
    assert of_source(opened_shop, ITEMS, [ITEMS] * 6) == []
    assert of_source(opened_shop, ITEMS, []) == []


@pytest.mark.parametrize("name", ["back-haed", "Back-head", "BACK-HEAD", "front", "x"])
@pytest.mark.parametrize("translations", [2, 6])
def test_a_misspelt_role(opened_shop: Shop, name: str, translations: int) -> None:
    """One finding, at its line in the source, with the name that the translations have."""
    told = of_source(opened_shop, renamed("back-head", name), [ITEMS] * translations)
    assert [(f.code, f.where.line) for f in told] == [("unknown-role", 4)]
    assert told[0].message == (
        f"'{name}' is in no translation; {translations} translations have 'back-head' in its place"
    )
    assert told[0].fix.startswith("did you mean 'back-head'?")


@pytest.mark.parametrize(
    ("source", "code", "message"),
    [
        (spoilt(notice=None), "unknown-role", "6 translations have 'notice', and the source has"),
        (spoilt(steps=["een"]), "other-shape", "'steps' has a list of 1; all its translations"),
        (spoilt(steps="een"), "other-shape", "'steps' has one text; all its translations have"),
        (spoilt(act=["Bel {hotline}."]), "other-shape", "'act' has a list of 1; all its"),
        (spoilt(act="Bel {hotline."), "lost-token", "all translations have '{hotline}' here"),
    ],
)
def test_what_the_source_lost(
    opened_shop: Shop, source: dict[str, Item], code: str, message: str
) -> None:
    """One finding at the source, and none that words are too much elsewhere."""
    (told,) = of_source(opened_shop, source, [ITEMS] * 6)
    assert told.code == code
    assert told.message.startswith(message)
    assert told.where.path == "content/en/card.yaml"


@pytest.mark.parametrize(
    "source",
    [spoilt(more="Nieuw"), spoilt(steps=["een", "twee", "drie"]), spoilt(notice="Bel {lobby}.")],
)
def test_what_is_new_in_the_source(opened_shop: Shop, source: dict[str, Item]) -> None:
    """Each translation is told to follow: it is no slip of the source."""
    assert of_source(opened_shop, source, [ITEMS] * 6) == []


def test_one_translation_against_its_source(opened_shop: Shop) -> None:
    """That one is right whose role a layout has a slot for."""
    (told,) = of_source(opened_shop, {"covr": "a"}, [{"cover": "b"}])
    assert told.message == "'covr' is in no translation; 1 translation has 'cover' in its place"
    assert of_source(opened_shop, {"cover": "a"}, [{"covr": "b"}]) == []


@pytest.mark.parametrize(
    ("items", "told"),
    [
        (ITEMS, []),
        (renamed("act", "akt"), ["unknown-role: did you mean 'act'?"]),
        (renamed("act", "Act"), ["unknown-role: did you mean 'act'?"]),
        (renamed("act", "zzz"), ["unknown-role: did you mean 'act'?"]),
        (spoilt(act=None), ["missing-translation: translate content/en/card.yaml:5"]),
        (
            spoilt(more="x"),
            ["unknown-role: if these words are needed, write them in content/en/card.yaml, too"],
        ),
        (
            {"title": "Kop"},
            ["missing-translation: translate them: content/en/card.yaml:4 is the first"],
        ),
    ],
)
def test_roles_of_a_translation(items: dict[str, Item], told: list[str]) -> None:
    """One finding for each role that is missing or has another name; many are told at once."""
    findings = role_faults(sheet("en", ITEMS), sheet("ar", items))
    assert [f"{f.code}: {f.fix}" for f in findings] == told


def test_a_slip_of_the_source_is_told_of_no_translation(opened_shop: Shop) -> None:
    """All checks together: the source's finding, and nothing about the others."""
    sheets = {tag: dict(of_tag) for tag, of_tag in opened_shop.copies.items()}
    wrong = {"Cover" if r == "cover" else r: i for r, i in sheets["en"]["card"].items.items()}
    sheets["en"]["card"] = sheet("en", wrong)
    told = check(replace(opened_shop, copies=sheets))
    assert [(f.code, f.where.path) for f in told] == [("unknown-role", "content/en/card.yaml")]


def test_the_end_of_the_source_is_gone(opened_shop: Shop) -> None:
    """Several roles lost at once are one fault."""
    first = next(iter(ITEMS))
    (found,) = of_source(opened_shop, {first: ITEMS[first]}, [ITEMS] * 6)
    assert (found.code, found.where.path) == ("unknown-role", "content/en/card.yaml")
    assert "bring the file back" in found.fix


def test_an_entry_that_was_split(opened_shop: Shop) -> None:
    """Told at the source where a text that was compared is gone; a new entry is not a fault."""
    theirs: list[dict[str, Item]] = [{"steps": ["Een.", "Twee en drie."]}] * 2
    record = {"steps[1]": "One.", "steps[2]": "Two and three."}
    compared = {f"x{n}": Compared(files={"card": record}) for n in range(2)}
    shop = replace(opened_shop, compared=compared)
    (found,) = of_source(shop, {"steps": ["One.", "Two", "and three."]}, theirs)
    assert (found.code, found.where.key) == ("other-shape", "steps")
    assert of_source(shop, {"steps": ["One.", "Two and three.", "Four."]}, theirs) == []
