"""Catalogue: what can be made of the shop, and which findings concern it."""

import shutil
from pathlib import Path

import pytest

from printshop.checks.opening import open_shop
from printshop.findings import Finding, stops
from printshop.shop import catalog
from printshop.shop.job import JobTicket, Shop
from printshop.shop.sign_off import words_digest
from printshop.typesetting.compose import compose

BOTH = ("card", "wide-card")  # two layouts with the same words


def test_tickets(opened_shop: Shop) -> None:
    """Each layout in general or for each sector, as it says itself, in each language."""
    assert sorted(catalog.tickets(opened_shop)) == [
        JobTicket("card", "", "ar"),
        JobTicket("card", "", "en"),
        JobTicket("sign", "trains", "ar"),
        JobTicket("sign", "trains", "en"),
    ]


def choose(shop: Shop, **wanted: list[str]) -> tuple[list[str], list[str], list[Finding]]:
    """What filters leave, as ``language/stem``."""
    filters = {name: wanted.get(name, []) for name in ("language", "piece", "sector", "press")}
    left, presses, findings = catalog.choose(catalog.tickets(shop), shop, filters)
    return sorted(f"{t.language}/{t.stem}" for t in left), presses, findings


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        ({}, ["ar/card", "ar/sign-trains", "en/card", "en/sign-trains"]),
        ({"language": ["ar"]}, ["ar/card", "ar/sign-trains"]),
        ({"piece": ["card"]}, ["ar/card", "en/card"]),
        ({"sector": ["trains"]}, ["ar/sign-trains", "en/sign-trains"]),
        ({"sector": ["general"]}, ["ar/card", "en/card"]),
        ({"language": ["en"], "sector": ["general", "trains"]}, ["en/card", "en/sign-trains"]),
    ],
)
def test_filters(opened_shop: Shop, wanted: dict[str, list[str]], left: list[str]) -> None:
    """Filters narrow down together; names within one add up."""
    assert choose(opened_shop, **wanted) == (left, ["test"], [])


def test_unknown_filter_names(opened_shop: Shop) -> None:
    """Every unknown name is told, with the nearest that is known."""
    *_, findings = choose(opened_shop, piece=["crad", "card"], press=["offset"])
    assert [(f.where.path, f.fix) for f in findings] == [
        ("--piece", "did you mean 'card'?"),
        ("--press", "use one of: test"),
    ]


def test_copy_in_layers(opened_shop: Shop) -> None:
    """A sector's words come before the piece's, and those before what all pieces share."""
    job = catalog.resolve(opened_shop, JobTicket("sign", "trains", "en"))
    assert [s.at().path for s in job.copy.sheets] == [
        "content/en/common.yaml",
        "content/en/sign.yaml",
        "content/en/trains.yaml",
    ]
    assert job.copy.get("act") == "Pick it up."
    assert job.copy.get("nothing") is None
    assert sorted(job.sizes) == ["", "a7"]
    assert (job.stem(""), job.stem("a7")) == ("sign-trains", "sign-trains.a7")


def test_a_language_that_cannot_be_read(tiny_shop: Path) -> None:
    """Its fault is told to who asks for it, and not that there is no such language."""
    (tiny_shop / "content/ar/language.yaml").write_text("script: [Arab", "utf-8")
    shop, findings = open_shop(tiny_shop)
    assert shop is not None
    assert choose(shop, language=["ar"]) == ([], ["test"], [])
    filters = {"language": ["ar"], "piece": [], "sector": [], "press": []}
    assert catalog.of_no_piece(shop, filters, findings) == findings
    assert [f.where.path for f in findings] == ["content/ar/language.yaml"]
    assert catalog.of_no_piece(shop, filters | {"piece": ["card"]}, findings) == findings
    *_, told = choose(shop, language=["xx"])
    assert [f.code for f in told] == ["unknown-name"]


@pytest.mark.parametrize(
    ("key", "name", "path"),
    [
        ("piece", "card", "layouts/card/layout.yaml"),
        ("press", "test", "presses/test.yaml"),
    ],
)
def test_a_file_that_cannot_be_read(tiny_shop: Path, key: str, name: str, path: str) -> None:
    """The fault of a layout or a condition is told to who names it, and is the only finding."""
    (tiny_shop / path).write_text("title: [Card", "utf-8")
    shop, findings = open_shop(tiny_shop)
    assert shop is not None
    _, presses, told = choose(shop, **{key: [name]})
    assert told == []
    assert presses == (["test"] if key == "piece" else [])
    filters = {kind: [name] if kind == key else [] for kind in ("language", "piece", "press")}
    about = catalog.of_no_piece(shop, filters | {"sector": ["general"]}, findings)
    assert [f.where.path for f in about] == [path]
    *_, told = choose(shop, **{key: ["../" + name]})
    assert [f.code for f in told] == ["unknown-name"]


@pytest.mark.parametrize("name", ["partner", "package", "sign-off", "crad", "card - Copy"])
def test_files_of_no_piece(tiny_shop: Path, name: str) -> None:
    """A finding about such a file is seen by who asks for its language, and by nobody else."""
    (tiny_shop / f"content/en/{name}.yaml").write_text("status: [draft", "utf-8")
    shop, findings = open_shop(tiny_shop)
    assert shop is not None
    assert len(findings) == 1

    def seen(**wanted: list[str]) -> list[Finding]:
        filters = {key: wanted.get(key, []) for key in ("language", "piece", "sector", "press")}
        return catalog.of_no_piece(shop, filters, findings)

    assert seen(language=["en"]) == seen(language=["ar", "en"], press=["test"]) == findings
    assert seen(language=["ar"]) == seen(language=["en"], piece=["card"]) == seen() == []


@pytest.mark.parametrize(
    ("path", "concerned"),
    [
        ("content/ar/sign.yaml", {"ar/sign-trains"}),
        ("content/ar/trains.yaml", {"ar/sign-trains"}),
        ("content/ar/common.yaml", {"ar/card", "ar/sign-trains"}),
        ("content/en/card.yaml", {"en/card"}),
        ("content/en/package.yaml", set()),
    ],
)
def test_concerning(tiny_shop: Path, path: str, concerned: set[str]) -> None:
    """A finding stops the jobs that use the file it is about, and no other."""
    file = tiny_shop / path
    file.write_text(file.read_text("utf-8").replace("items:", "surprise: 1\nitems:"), "utf-8")
    shop, findings = open_shop(tiny_shop)
    assert shop is not None
    broken = [f for f in findings if f.code == "unknown-key"]
    assert [f.where.path for f in broken] == [path]
    everything = [
        JobTicket(layout, sector, language)
        for language in ("en", "ar")
        for layout, sector in (("card", ""), ("sign", "trains"))
    ]
    told = {f"{t.language}/{t.stem}" for t in everything if catalog.concerning(t, broken)}
    assert told == concerned


def test_a_record_that_cannot_be_read(tiny_shop: Path) -> None:
    """Without it nobody knows which facts have changed: the shop is not opened."""
    (tiny_shop / "content/recorded-facts.yaml").write_text("facts: [\n", "utf-8")
    shop, findings = open_shop(tiny_shop)
    assert shop is None
    assert [(f.code, f.where.path) for f in findings] == [
        ("broken-yaml", "content/recorded-facts.yaml")
    ]
    assert findings[0].fix.startswith("bring the file back")


@pytest.fixture
def borrowing(tiny_shop: Path) -> Path:
    """The tiny shop with a second card, which sets the words of the first, under its own title."""
    shutil.copytree(tiny_shop / "layouts/card", tiny_shop / "layouts/wide-card")
    layout = tiny_shop / "layouts/wide-card/layout.yaml"
    layout.write_text(f"words: card\n{layout.read_text('utf-8')}", "utf-8")
    for tag, title in (("en", "Useful numbers – wide card"), ("ar", "أرقام مفيدة – بطاقة عريضة")):
        sheet = tiny_shop / f"content/{tag}/wide-card.yaml"
        sheet.write_text(f"status: draft\nitems:\n  title: {title}\n", "utf-8")
    return tiny_shop


def test_words_of_another_layout(borrowing: Path) -> None:
    """They are set as they are there; what the layout has itself wins."""
    shop, findings = open_shop(borrowing)
    assert shop is not None
    assert not stops(findings)
    job = catalog.resolve(shop, JobTicket("wide-card", "", "en"))
    assert [sheet.stem for sheet in job.copy.sheets] == ["common", "card", "wide-card"]
    assert job.copy.get("cover") == "Useful numbers"
    assert job.copy.get("title") == "Useful numbers – wide card"


@pytest.mark.parametrize(
    ("stem", "concerned"),
    [("card", {"en/card", "en/wide-card"}), ("wide-card", {"en/wide-card"})],
)
def test_a_fault_in_words_that_two_pieces_set(
    borrowing: Path, stem: str, concerned: set[str]
) -> None:
    """It is told once, and stops both."""
    file = borrowing / f"content/en/{stem}.yaml"
    file.write_text(file.read_text("utf-8").replace("items:", "surprise: 1\nitems:"), "utf-8")
    shop, findings = open_shop(borrowing)
    assert shop is not None
    (broken,) = [f for f in findings if f.code == "unknown-key"]
    tickets = catalog.tickets(shop)
    assert {
        f"{t.language}/{t.stem}" for t in tickets if catalog.concerning(t, [broken])
    } == concerned


def test_a_sign_off_covers_borrowed_words(borrowing: Path) -> None:
    """Who signs off the piece has read the words that it borrows, and their source."""

    def digests() -> tuple[str, str]:
        shop, _ = open_shop(borrowing)
        assert shop is not None
        made = [compose(catalog.resolve(shop, JobTicket(s, "", "ar")))[0] for s in BOTH]
        assert all(made)
        one, other = (words_digest(composition) for composition in made if composition)
        return one, other

    before = digests()
    source = borrowing / "content/en/card.yaml"
    source.write_text(source.read_text("utf-8").replace("wait & wait", "wait"), "utf-8")
    after = digests()
    assert all(a != b for a, b in zip(before, after, strict=True))


def test_roles_that_only_a_borrower_sets_are_used(borrowing: Path) -> None:
    """They are not told as set by no layout."""
    shop, _ = open_shop(borrowing)
    assert shop is not None
    composition, _ = compose(catalog.resolve(shop, JobTicket("wide-card", "", "en")))
    assert composition is not None
    assert {("card", "cover"), ("wide-card", "title")} <= composition.items
