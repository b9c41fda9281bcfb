"""Wishes: what a line asks for, measured against the shop and the rules of its partner's kind."""

from dataclasses import replace
from pathlib import Path

import pytest

from printshop.checks.opening import open_shop
from printshop.findings import Finding
from printshop.orders.model import OrderItem, OrderLine
from printshop.orders.read import items_of, read_order
from printshop.reading.yaml_file import read
from printshop.shop.job import JobTicket, Shop
from printshop.shop.layout import LayoutBox, Zone
from printshop.shop.partner_types import PartnerTypes
from printshop.shop.stock import Stock
from printshop.shop.words import Sector

CLUB = "partner: P, type: club, pieces: card"
ZONE = Zone(
    page="inside",
    box=LayoutBox(66, 8, 46, 20),
    after="hotline",
    pad=3,
    logo=20,
    name=(8, 12),
    lines=(7, 9),
)
STOCK = Stock(weight=135)
KINDS = """\
kinds:
  club: {title: Club}
  thief:
    title: Thief
    keeps_off: [anyone]
    reason: nobody calls a thief about an umbrella
    source: made up
  town:
    title: Town
    languages: [en]
    translation: true
    reason: the town speaks English
  both:
    title: Town with two languages
    languages: [en, ar]
    equal: true
    reason: both count alike
"""


@pytest.fixture(scope="module")
def shop(opened_shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The tiny shop with kinds of partners, paper, a place for a partner, and two sectors more."""
    folder = tmp_path_factory.mktemp("kinds")
    (folder / "partners.yaml").write_text(KINDS)
    kinds, findings = read(folder, folder / "partners.yaml", PartnerTypes)
    assert kinds, findings
    card, sign = opened_shop.layouts["card"], opened_shop.layouts["sign"]
    layouts = {
        "card": card.model_copy(update={"stock": STOCK, "zones": {"partner": ZONE}}),
        "sign": sign.model_copy(update={"stock": STOCK, "zones": {}}),
        "both": sign.model_copy(update={"stock": STOCK, "general": True}),
        "bare": card.model_copy(update={"stock": None, "zones": {}}),
    }
    for name, layout in layouts.items():
        layout._origin = replace(layout._origin, path=f"layouts/{name}/layout.yaml")
    test = opened_shop.presses["test"].model_copy(update={"paper": "coated", "made": "default"})
    presses = {
        "test": test,
        "large": test.model_copy(update={"made": "asked", "longest": 130.0}),
        "pixels": test.model_copy(update={"made": "asked", "paper": ""}),
    }
    for name, press in presses.items():
        press._origin = replace(press._origin, path=f"presses/{name}.yaml")
    trains = opened_shop.sectors["trains"]
    sectors: dict[str, Sector] = {
        "trains": trains.model_copy(update={"languages": ("ro", "ar", "en")}),
        "boats": trains.model_copy(update={"languages": ("pl", "ar")}),
        "kites": trains.model_copy(update={"languages": ()}),
    }
    words = {k: v for k, v in opened_shop.copies["en"].items() if k != "package"}
    return replace(
        opened_shop,
        partner_types=kinds.kinds,
        layouts=layouts,
        presses=presses,
        sectors=sectors,
        copies={**opened_shop.copies, "en": words},
    )


Asked = tuple[list[OrderItem], list[Finding]]


def ask(shop: Shop, tmp_path: Path, text: str) -> Asked:
    """What becomes of a line, written in one line of YAML."""
    path = tmp_path / "o.yaml"
    path.write_text(f"lines:\n- {{{text}}}\n")
    lines, findings = read_order(tmp_path, path)
    assert findings == []
    return items_of(shop, lines[0])


def told(shop: Shop, tmp_path: Path, text: str) -> list[tuple[str, str]]:
    """The codes and keys of what is said of a line, of which nothing comes."""
    found, findings = ask(shop, tmp_path, text)
    assert found == []
    return [(f.code, f.where.key) for f in findings]


def test_pieces_by_sectors_by_languages(shop: Shop, tmp_path: Path) -> None:
    """Each piece in each of its sectors in each language, with its size and its copies."""
    text = (
        "pieces: [sign.a7, card], sectors: [trains, boats], languages: [en, ar],"
        "quantity: {en: 5, ar: 7}"
    )
    found, findings = ask(shop, tmp_path, text)
    assert findings == []
    assert found == [
        OrderItem(JobTicket("sign", "trains", "en"), "a7", 5),
        OrderItem(JobTicket("sign", "trains", "ar"), "a7", 7),
        OrderItem(JobTicket("sign", "boats", "en"), "a7", 5),
        OrderItem(JobTicket("sign", "boats", "ar"), "a7", 7),
        OrderItem(JobTicket("card", "", "en"), "", 5),
        OrderItem(JobTicket("card", "", "ar"), "", 7),
    ]


@pytest.mark.parametrize(
    ("sectors", "made"),
    [("", [""]), ("sectors: general,", [""]), ("sectors: [general, trains],", ["", "trains"])],
)
def test_general(shop: Shop, tmp_path: Path, sectors: str, made: list[str]) -> None:
    """A piece that is made both ways is made in general unless sectors are named."""
    found, findings = ask(shop, tmp_path, f"pieces: both, {sectors} languages: en, quantity: 1")
    assert findings == []
    assert [item.ticket.sector for item in found] == made


def test_general_beside_a_piece_for_sectors_only(shop: Shop, tmp_path: Path) -> None:
    """'general' is for the pieces that have it; the others take the sectors beside it."""
    text = "pieces: [both, sign], sectors: [general, trains], languages: en, quantity: 1"
    found, findings = ask(shop, tmp_path, text)
    assert findings == []
    assert [item.ticket.stem for item in found] == ["both", "both-trains", "sign-trains"]


ONE = "languages: en, quantity: 1"


def published_by(name: str, place: str) -> str:
    """The keys of a line that name a responsible publisher whose postcode is 1000."""
    return f'publisher: {name}, publisher-address: "Example Street 1, 1000 {place}"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"pieces: crad, {ONE}", ("unknown-name", "pieces[1]")),
        (f"pieces: sign.a8, sectors: trains, {ONE}", ("unknown-name", "pieces[1]")),
        (f"pieces: [], {ONE}", ("nothing-to-make", "pieces")),
        (f"pieces: bare, {ONE}", ("piece-not-for-orders", "pieces[1]")),
        (f"pieces: sign, {ONE}", ("missing-key", "pieces[1]")),
        (f"pieces: sign, sectors: general, {ONE}", ("missing-key", "pieces[1]")),
        (f"pieces: [sign, card], sectors: train, {ONE}", ("unknown-name", "sectors[1]")),
        ("pieces: card, languages: [en, eo], quantity: 1", ("unknown-name", "languages[2]")),
        (
            "pieces: sign, sectors: trian, languages: suggest, quantity: {en: 1}",
            ("unknown-name", "sectors[1]"),
        ),
        ("pieces: card, languages: [], quantity: 1", ("nothing-to-make", "languages")),
        (f"pieces: card, press: tset, {ONE}", ("unknown-name", "press")),
        (f"pieces: card, press: pixels, {ONE}", ("press-not-for-orders", "press")),
        (f"pieces: card, press: large, {ONE}", ("size-not-made", "pieces[1]")),
        ("pieces: card, languages: en, quantity: 0", ("wrong-quantity", "quantity")),
        ("pieces: card, languages: en, quantity: -5", ("wrong-quantity", "quantity")),
        ("pieces: card, languages: en, quantity: 1000001", ("wrong-quantity", "quantity")),
        (
            "pieces: card, languages: en, quantity: {en: 1, ar: 1}",
            ("quantity-by-language", "quantity.ar"),
        ),
        (
            "pieces: card, languages: [en, ar], quantity: {en: 1}",
            ("quantity-by-language", "quantity"),
        ),
        ("pieces: card, languages: en, quantity: {en: 0}", ("wrong-quantity", "quantity.en")),
        (f"pieces: card, printer-language: en, {ONE}", ("unknown-name", "printer-language")),
        (f"pieces: card, type: club, {ONE}", ("without-partner", "type")),
        (f"pieces: card, logo: a.svg, {ONE}", ("without-partner", "logo")),
        (f"pieces: card, contact: x, {ONE}", ("without-partner", "contact")),
        (f"{CLUB}, publisher: A B, {ONE}", ("missing-key", "publisher")),
        (f"{CLUB}, publisher-address: A 1, {ONE}", ("missing-key", "publisher-address")),
        (
            f"{CLUB}, {published_by('Test Publisher', 'Antwerpen')}, {ONE}",
            ("wrong-publisher", "publisher-address"),
        ),
        (f"{CLUB}, {published_by('Test vzw', 'Brussel')}, {ONE}", ("wrong-publisher", "publisher")),
        (f"partner: P, pieces: card, {ONE}", ("missing-key", "partner")),
        (f"partner: P, type: clbu, pieces: card, {ONE}", ("unknown-name", "type")),
        (
            f"partner: P, type: club, pieces: sign, sectors: trains, {ONE}",
            ("no-place-for-partner", "pieces[1]"),
        ),
        (
            f"partner: P, type: thief, pieces: card, {ONE}",
            ("kept-off", "pieces[1]"),
        ),
        (
            "partner: P, type: town, pieces: card, languages: ar, quantity: 1",
            ("language-wanted", "languages"),
        ),
        (
            "partner: P, type: both, pieces: card, languages: ar, quantity: 1",
            ("language-wanted", "languages"),
        ),
        (
            "partner: P, type: both, pieces: card, languages: [ar, en], quantity: {ar: 2, en: 3}",
            ("unequal-quantities", "quantity"),
        ),
    ],
)
def test_refused(shop: Shop, tmp_path: Path, text: str, expected: tuple[str, str]) -> None:
    """Each fault is told once, at its key, and nothing is made of the line."""
    assert told(shop, tmp_path, text) == [expected]


def test_all_faults_at_once(shop: Shop, tmp_path: Path) -> None:
    """Nothing hides behind another fault."""
    text = "partner: P, type: x, pieces: [y, bare], sectors: z, languages: q, press: w, quantity: 0"
    assert [code for code, _ in told(shop, tmp_path, text)] == [
        *("unknown-name", "unknown-name", "piece-not-for-orders", "no-place-for-partner"),
        *("unknown-name", "unknown-name", "unknown-name", "wrong-quantity"),
    ]


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        (f"pieces: crad, {ONE}", "did you mean 'card'?"),
        (f"pieces: sgin.a7, {ONE}", "did you mean 'sign.a7'?"),
        (f"pieces: card, press: large, {ONE}", "name another press"),
        (f"pieces: both.a7, press: large, {ONE}", "order both, or name another press"),
    ],
)
def test_remedies(shop: Shop, tmp_path: Path, text: str, fix: str) -> None:
    """A near name is proposed, and the size that can be had."""
    assert [f.fix for f in ask(shop, tmp_path, text)[1]] == [fix]


def test_the_reason_and_its_source_are_told(shop: Shop, tmp_path: Path) -> None:
    """Whom a rule refuses learns why, and where the rule is from."""
    (finding,) = ask(shop, tmp_path, f"partner: P, type: thief, pieces: card, {ONE}")[1]
    assert "'Thief'" in finding.message
    assert finding.fix.endswith("nobody calls a thief about an umbrella (made up)")


@pytest.mark.parametrize(
    "text",
    [
        f"partner: P, type: club, pieces: card, {ONE}",
        f"partner: P, type: town, pieces: card, {ONE}",
        "partner: P, type: town, pieces: card, languages: [ar, en], quantity: {ar: 9, en: 1}",
        "partner: P, type: both, pieces: card, languages: [ar, en], quantity: 3",
        "partner: P, type: both, pieces: card, languages: [ar, en], quantity: {ar: 3, en: 3}",
        f"{CLUB}, press: test, {published_by('Test Publisher', 'Brussel')}, {ONE}",
    ],
)
def test_allowed(shop: Shop, tmp_path: Path, text: str) -> None:
    """What breaks no rule is made, and nothing is said of it."""
    found, findings = ask(shop, tmp_path, text)
    assert findings == []
    assert found


def test_a_kind_is_data(shop: Shop, tmp_path: Path) -> None:
    """A kind that is dropped in has its rules at once."""
    (tmp_path / "partners.yaml").write_text(
        "kinds:\n  rival: {title: Rival, keeps_off: [bystander], languages: [ar], reason: x}\n"
    )
    kinds, _ = read(tmp_path, tmp_path / "partners.yaml", PartnerTypes)
    assert kinds
    added = replace(shop, partner_types={**shop.partner_types, **kinds.kinds})
    text = f"partner: P, type: rival, pieces: card, {ONE}"
    assert told(added, tmp_path, text) == [("language-wanted", "languages")]


def test_a_kind_keeps_off_readers_that_there_are(tmp_path: Path) -> None:
    """A slip in 'keeps_off' would let an employer through: it is told."""
    (tmp_path / "p.yaml").write_text("kinds:\n  boss: {title: Boss, keeps_off: [workers]}\n")
    kinds, findings = read(tmp_path, tmp_path / "p.yaml", PartnerTypes)
    assert kinds is None
    assert [f.code for f in findings] == ["wrong-value"]


def test_suggested_languages(shop: Shop, tmp_path: Path) -> None:
    """The sectors' languages that are there, in their order; which they are is told."""
    text = "pieces: sign, sectors: [boats, trains], languages: [en, suggest], quantity: 1"
    found, findings = ask(shop, tmp_path, text)
    assert [item.ticket.language for item in found[:2]] == ["en", "ar"]
    assert len(found) == 4
    assert [(f.code, f.severity) for f in findings] == [("languages-suggested", "note")]
    assert findings[0].message == (
        "suggested for boats, trains: ar, en; not translated yet: pl, ro"
    )


@pytest.mark.parametrize("sectors", ["", "sectors: kites,", "sectors: general,"])
def test_nothing_to_suggest(shop: Shop, tmp_path: Path, sectors: str) -> None:
    """Without a sector whose languages are known there is nothing to suggest."""
    text = f"pieces: both, {sectors} languages: suggest, quantity: 1"
    assert told(shop, tmp_path, text) == [("nothing-to-suggest", "languages[1]")]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (f"pieces: [card, card], {ONE}", "pieces[2]"),
        ("pieces: card, languages: [en, en], quantity: 1", "languages[2]"),
        (f"pieces: both, sectors: [general, general], {ONE}", "sectors[2]"),
    ],
)
def test_twice(shop: Shop, tmp_path: Path, text: str, key: str) -> None:
    """What stands twice in a line is made once, and a person is asked to look."""
    found, findings = ask(shop, tmp_path, text)
    assert len(found) == 1
    assert [(f.code, f.severity, f.where.key) for f in findings] == [
        ("ordered-twice", "review", key)
    ]


def test_sectors_that_no_piece_has(shop: Shop, tmp_path: Path) -> None:
    """Sectors of a line whose pieces have none are told, and the piece is made."""
    found, findings = ask(shop, tmp_path, f"pieces: card, sectors: trains, {ONE}")
    assert [item.ticket.sector for item in found] == [""]
    assert [(f.code, f.severity) for f in findings] == [("sectors-unused", "review")]


def test_no_default_press(shop: Shop, tmp_path: Path) -> None:
    """Where no condition is the default, a line has to name one."""
    presses = {n: p.model_copy(update={"made": "asked"}) for n, p in shop.presses.items()}
    bare = replace(shop, presses=presses)
    assert told(bare, tmp_path, f"pieces: card, {ONE}") == [("unknown-name", "press")]


def test_the_language_of_the_papers(shop: Shop, tmp_path: Path) -> None:
    """Papers can be written in the languages that have their words."""
    sheets = {**shop.copies["ar"], "package": shop.copies["ar"]["common"]}
    speaks = replace(shop, copies={**shop.copies, "ar": sheets})
    found, findings = ask(speaks, tmp_path, f"pieces: card, printer-language: ar, {ONE}")
    assert findings == []
    assert found
    (finding,) = ask(speaks, tmp_path, f"pieces: card, printer-language: en, {ONE}")[1]
    assert finding.fix == "use one of: ar"


def real() -> Shop:
    """The real shop."""
    shop, findings = open_shop(Path(__file__).resolve().parents[3])
    assert shop, findings
    return shop


@pytest.mark.parametrize("name", ["employer", "employers-federation"])
def test_no_employer_on_what_a_worker_reads(name: str) -> None:
    """Employers and their federations stand on nothing but what speaks to those who see it."""
    kind = real().partner_types[name]
    assert set(kind.keeps_off) == {"worker", "anyone"}
    assert kind.reason


def test_public_bodies() -> None:
    """Flemish ones order Dutch as well and mark translations; Brussels ones both, alike."""
    kinds = real().partner_types
    flemish, brussels = kinds["municipality-flanders"], kinds["municipality-brussels"]
    assert (flemish.languages, flemish.translation, flemish.equal) == (("nl",), True, False)
    assert (set(brussels.languages), brussels.equal) == ({"fr", "nl"}, True)


def test_every_rule_has_its_reason_and_source() -> None:
    """What a kind may not do is told with the reason and where the rule is from."""
    for name, kind in real().partner_types.items():
        if kind.keeps_off or kind.languages:
            assert kind.reason, name
            assert kind.source, name


def test_sectors_name_languages() -> None:
    """Each sector proposes languages, as tags, each once, and one of them is there already."""
    from babel import Locale

    shop = real()
    for name, sector in shop.sectors.items():
        assert len(set(sector.languages)) == len(sector.languages) > 0, name
        assert set(sector.languages) & shop.languages.keys(), name
        for tag in sector.languages:
            assert str(Locale.parse(tag, sep="-")).replace("_", "-") == tag


def test_examples() -> None:
    """Both examples are read without a word, and can be made."""
    shop = real()
    for name in ("example.yaml", "example.csv"):
        lines, findings = read_order(shop.root, shop.root / "orders" / name)
        assert findings == []
        assert len(lines) >= 2
        for line in lines:
            assert isinstance(line, OrderLine)
            found, said = items_of(shop, line)
            assert found, said
            assert {f.code for f in said} <= {"languages-suggested"}
