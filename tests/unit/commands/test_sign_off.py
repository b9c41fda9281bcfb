"""Signing: who may, what it holds, what voids it, and where it shows."""

import errno
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from printshop.preflight.checks.edition_mark import is_mark
from printshop.preflight.reading.read import read_pdf
from printshop.typesetting.compose import compose
from printshop.typesetting.typeset import typeset

SIGNERS = "signers: [{name: Test Reader, roles: [reader], languages: all}]"
Command = Callable[..., Any]
SIGN = ("sign-off", "en/card", "ar/card", "--by", "Test Reader")


@pytest.fixture
def shop(tiny_shop: Path) -> Path:
    """The tiny shop, where one person may sign."""
    change(tiny_shop / "content/campaign.yaml", "signers: []", SIGNERS)
    return tiny_shop


def change(path: Path, old: str, new: str) -> None:
    """Put other words in a file in the place of some that stand there."""
    words = path.read_text("utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), "utf-8")


def told(said: str) -> list[str]:
    """The codes of the findings about cards."""
    found = re.findall(
        r"^(\S*card\S*|\S*sign-off\S*): \w+\[([\w-]+)\]: '(\S+)' in (\w+)", said, re.M
    )
    return [f"{code} {language}/{stem}" for _, code, stem, language in found]


def slugs(root: Path, language: str) -> list[str]:
    """What the slug of each page of a card says."""
    (path,) = (root / f"output/test/{language}").glob("lost-umbrella-week-card-*-test.pdf")
    reading = read_pdf(path)
    runs = [run for page in reading.pages for run in page.runs if run.artifact]
    return [run.text for run in runs if not is_mark(run)]


def test_a_signed_piece_is_no_draft(shop: Path, command: Command) -> None:
    """It says so in its slug, in the list and in the gallery; the others stay drafts."""
    run = command(shop, *SIGN)
    assert run.exit == 0
    assert "signed off by Test Reader" in run.said
    run = command(shop)
    assert run.exit == 0
    assert "review[draft]: 2 drafts" in run.said
    for language in ("en", "ar"):
        assert all(
            re.match(r"signed off \d{4}-\d\d-\d\d  ·", slug) for slug in slugs(shop, language)
        )
    listed = command(shop, "list").said.splitlines()
    assert [line.split()[:3] for line in listed[1:3]] == [
        ["card", "ok", "ok"],
        ["sign-trains", "dr", "dr"],
    ]
    assert command(shop).said.count("unchanged") >= 1
    assert (shop / "content/en/sign-off.yaml").read_text("utf-8").count("Test Reader") == 1


@pytest.mark.parametrize(
    ("path", "old", "new", "void"),
    [
        ("content/ar/card.yaml", "أرقام", "ارقام", ["ar/card"]),
        ("content/campaign.yaml", "+32 470 12 34 56", "+32 470 12 34 58", ["ar/card", "en/card"]),
        ("content/campaign.yaml", "https://www.example.org", "https://www.example.org/help", None),
        ("content/campaign.yaml", "Example Office", "Example Bureau", []),  # not on the card
        ("content/en/sign.yaml", "Pick it up.", "Pick it up!", []),
    ],
)
def test_a_change_voids_it(
    shop: Path, command: Command, path: str, old: str, new: str, void: list[str] | None
) -> None:
    """Words, facts and where the code leads: what the piece prints, and nothing else."""
    assert command(shop, *SIGN).exit == 0
    change(shop / path, old, new)
    said = command(shop, "--piece", "card").said
    found = [line.split()[-1] for line in told(said) if line.startswith("sign-off-void")]
    assert sorted(found) == (["ar/card", "en/card"] if void is None else void)
    for language in ("en", "ar"):
        is_void = f"{language}/card" in found
        assert all(slug.startswith("DRAFT") == is_void for slug in slugs(shop, language))


def test_a_changed_source_voids_its_translations(shop: Path, command: Command) -> None:
    """The one who signed the Arabic had read the English beside it."""
    assert command(shop, *SIGN).exit == 0
    change(shop / "content/en/card.yaml", "Useful", "Handy")
    said = command(shop, "--piece", "card").said
    assert {"sign-off-void en/card", "sign-off-void ar/card"} <= set(told(said))


@pytest.mark.parametrize(
    ("language", "old", "new", "void"),
    [
        ("en", "Left on", "Lost on", ["ar/card", "en/card"]),
        ("ar", "القطار", "الحافلة", ["ar/card"]),
    ],
)
def test_a_changed_name_in_a_row_of_sectors_voids_it(
    shop: Path, command: Command, language: str, old: str, new: str, void: list[str]
) -> None:
    """The words are the sector's, and the piece prints them; the source's are read beside them."""
    hint = '{{ say("hint") }}'
    row = '{% for sector in sectors("notice") %}{{ sector.name }}{% endfor %}'
    change(shop / "layouts/card/page.html.j2", hint, row)
    assert command(shop, *SIGN).exit == 0
    change(shop / f"content/{language}/trains.yaml", old, new)
    said = command(shop, "--piece", "card").said
    found = [line.split()[-1] for line in told(said) if line.startswith("sign-off-void")]
    assert sorted(found) == void


CLAIMS = """claims:
  free:
    promise: The office gives umbrellas back free of charge.
    by: [office]
    source: made up
    checked: 2020-01-01
    confirmed: {by: Test Reader, on: 2020-01-01}
"""


@pytest.fixture
def promising(shop: Path) -> Path:
    """That shop, whose cards make a claim that is confirmed."""
    (shop / "content/claims.yaml").write_text(CLAIMS, "utf-8")
    for language in ("en", "ar"):
        card = shop / f"content/{language}/card.yaml"
        change(card, "status: draft\n", "status: draft\nclaims: {hint: [free]}\n")
    return shop


def test_other_claims_void_it(promising: Path, command: Command) -> None:
    """Which claims the words make was read and signed; how claims.yaml puts them was not."""
    assert command(promising, *SIGN).exit == 0
    change(promising / "content/claims.yaml", "gives umbrellas back", "returns umbrellas")
    assert "sign-off-void" not in command(promising, "--piece", "card").said
    for language in ("en", "ar"):
        change(promising / f"content/{language}/card.yaml", "{hint: [free]}", "{}")
    found = told(command(promising, "--piece", "card").said)
    assert found == ["sign-off-void ar/card", "sign-off-void en/card"]


def test_a_promise_that_nobody_confirms_is_not_packed(promising: Path, command: Command) -> None:
    """The piece is made, and its package is not; the remedy names who has to be asked."""
    change(promising / "content/claims.yaml", "{by: Test Reader, on: 2020-01-01}", "null")
    assert command(promising, *SIGN).exit == 0
    run = command(promising)
    assert run.exit == 0
    assert run.said.count("review[unconfirmed-claim]") == 1
    (promising / "orders").mkdir(exist_ok=True)
    order = promising / "orders/some.yaml"
    order.write_text("lines: [{pieces: card, languages: [en, ar], quantity: 50}]\n", "utf-8")
    run = command(promising, "order", str(order))
    assert run.exit == 2
    assert run.said.count("error[unconfirmed-claim]") == 1
    assert "have it confirmed by Example Office" in run.said
    assert not list((promising / "output/orders").glob("*"))


def test_a_claim_checked_tomorrow_is_neither_signed_nor_packed(
    promising: Path, command: Command
) -> None:
    """A day that cannot be stops both; a proof may be looked at."""
    change(promising / "content/claims.yaml", "checked: 2020", "checked: 2999")
    run = command(promising, *SIGN)
    assert run.exit == 2
    assert "review[day-in-future]" in run.said
    (promising / "orders").mkdir(exist_ok=True)
    order = promising / "orders/some.yaml"
    order.write_text("lines: [{pieces: card, languages: en, quantity: 50}]\n", "utf-8")
    run = command(promising, "order", str(order))
    assert run.exit == 2
    assert "error[day-in-future]" in run.said


def test_a_changed_layout_asks_for_a_look(shop: Path, command: Command) -> None:
    """It stays signed: the words are those that were read."""
    assert command(shop, *SIGN).exit == 0
    change(shop / "layouts/card/style.css", "font-weight: 800", "font-weight: 700")
    said = command(shop, "--piece", "card").said
    assert "review[layout-changed]" in said
    assert all(slug.startswith("signed off") for slug in slugs(shop, "en"))


def test_type_that_stands_elsewhere_asks_for_a_look(shop: Path, command: Command) -> None:
    """Another engine set the piece otherwise: the words stay signed, and nobody may print it."""
    assert command(shop, *SIGN).exit == 0
    path = shop / "content/en/sign-off.yaml"
    look = re.search(r'look: "(\w{16})"', path.read_text("utf-8"))
    assert look
    change(path, look[1], "0" * 16)
    said = command(shop, "--piece", "card").said
    assert "review[layout-changed]: the type of 'card' in en stands elsewhere than when" in said
    assert said.count("[layout-changed]") == 1
    assert all(slug.startswith("signed off") for slug in slugs(shop, "en"))
    (shop / "orders").mkdir(exist_ok=True)
    order = shop / "orders/some.yaml"
    order.write_text("lines: [{pieces: card, languages: en, quantity: 50}]\n", "utf-8")
    run = command(shop, "order", str(order))
    assert run.exit == 2
    assert "error[layout-changed]: the type of 'card' in en" in run.said
    assert not list((shop / "output/orders").glob("*"))


def test_an_older_sign_off_has_no_look(shop: Path, command: Command) -> None:
    """It holds as before: nothing is asked of where its glyphs stand."""
    assert command(shop, *SIGN).exit == 0
    path = shop / "content/en/sign-off.yaml"
    path.write_text(re.sub(r', look: "\w+"', "", path.read_text("utf-8")), "utf-8")
    assert "[layout-changed]" not in command(shop, "--piece", "card").said


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("en/card", "--by", "Somebody Else"), "unknown-signer"),
        (("en/cart", "--by", "Test Reader"), "unknown-name"),
        (("en/card", "en/cart", "--by", "Test Reader"), "unknown-name"),
    ],
)
def test_refused(shop: Path, command: Command, arguments: tuple[str, ...], code: str) -> None:
    """A person who may not, a piece that is not: nothing is written."""
    run = command(shop, "sign-off", *arguments)
    assert run.exit == 2
    assert f"error[{code}]" in run.said
    assert run.said.endswith("nothing was signed off\n")
    assert not list(shop.rglob("sign-off.yaml"))


def test_a_profile_that_is_not_there_is_no_matter_of_words(shop: Path, command: Command) -> None:
    """A condition whose profile has to be installed first keeps nobody from signing."""
    press = (shop / "presses/test.yaml").read_text("utf-8").replace("made: default", "")
    (shop / "presses/other.yaml").write_text(press.replace("ISOcoated_v2_300_bas", "none"), "utf-8")
    run = command(shop, *SIGN)
    assert run.exit == 0, run.said


def test_a_stale_translation_cannot_be_signed(shop: Path, command: Command) -> None:
    """It was made from other words than those that count today."""
    change(shop / "content/en/card.yaml", "Useful", "Handy")
    run = command(shop, "sign-off", "ar/card", "--by", "Test Reader")
    assert run.exit == 2
    assert "[stale]" in run.said
    assert not list(shop.rglob("sign-off.yaml"))


@pytest.mark.parametrize(
    "arguments",
    [("sign-off",), ("sign-off", "en/card"), ("check", "--by", "A"), (*SIGN, "--press", "test")],
)
def test_misplaced(shop: Path, command: Command, arguments: tuple[str, ...]) -> None:
    """What is missing or does not belong is said before anything is read."""
    run = command(shop, *arguments)
    assert (run.exit, run.said) == (2, "")


def test_a_piece_of_many_languages_is_signed_off_by_language(shop: Path, command: Command) -> None:
    """It is a draft until all its languages are signed off; a word of one voids that one."""
    many = "general: true\nlanguages: {least: 2, most: 4}"
    change(shop / "layouts/card/layout.yaml", "general: true", many)
    change(
        shop / "layouts/card/page.html.j2",
        '<h1 class="cover">{{ say("cover") }}</h1>',
        '<h1 class="cover">{{ say_in(language, "cover") }}</h1>',
    )
    assert command(shop, "sign-off", "en/card", "--by", "Test Reader").exit == 0
    run = command(shop, "--piece", "card")
    assert "draft" in run.said
    assert all(slug.startswith("DRAFT") for slug in slugs(shop, "en"))

    assert command(shop, "sign-off", "ar/card", "--by", "Test Reader").exit == 0
    assert command(shop, "--piece", "card").exit == 0
    assert all(slug.startswith("signed off") for slug in slugs(shop, "en"))
    assert command(shop, "list").said.splitlines()[1].split()[:3] == ["card", "-", "ok"]

    change(shop / "content/ar/card.yaml", "أرقام", "ارقام")
    run = command(shop, "--piece", "card")
    assert told(run.said) == ["sign-off-void ar/card"]
    assert all(slug.startswith("DRAFT") for slug in slugs(shop, "en"))


# ── roles, withdrawals, states ───────────────────────────────────────────────────────────────

VERB = "printshop.commands.sign_off"
RULES = "sign_off: {source: [reader], translation: [reader]}"
ROLES = (
    "sign_off: {source: [campaign], translation: [translator, second-reader, campaign],"
    " claims: [lawyer], different_people: [[translator, second-reader]]}"
)
PEOPLE = """signers:
  - {name: Test Reader, roles: [translator, second-reader], languages: ar}
  - {name: Other Reader, roles: [second-reader], languages: [ar, en]}
  - {name: Third Reader, roles: [campaign, lawyer], languages: all}
"""


@pytest.fixture
def by_roles(tiny_shop: Path) -> Path:
    """The tiny shop, where a translation needs three people."""
    change(tiny_shop / "content/campaign.yaml", RULES, ROLES)
    change(tiny_shop / "content/campaign.yaml", "signers: []\n", PEOPLE)
    return tiny_shop


def signing(piece: str, by: str, role: str) -> tuple[str, ...]:
    """What a person types to sign a piece in a role."""
    return ("sign-off", piece, "--by", f"{by} Reader", "--as", role)


def listed(command: Command, root: Path, language: str) -> str:
    """How the list shows a card in a language."""
    header, row, *_ = command(root, "list").said.splitlines()
    return str(row.split()[header.split().index(language)])


def test_all_roles_have_to_sign(by_roles: Path, command: Command) -> None:
    """Until then the piece is in review, and its slug says that it is a draft."""
    assert listed(command, by_roles, "ar") == "dr"
    run = command(by_roles, *signing("ar/card", "Test", "translator"))
    assert run.exit == 0
    assert "ar/card: still to sign: second reader, campaign" in run.said
    assert listed(command, by_roles, "ar") == "re"
    said = command(by_roles, "--piece", "card").said
    assert "review[in-review]: 'card' in ar is signed by translator (Test Reader, 20" in said
    assert all(slug.startswith("DRAFT") for slug in slugs(by_roles, "ar"))
    run = command(by_roles, *signing("ar/card", "Test", "second reader"))
    assert run.exit == 2
    assert "two different people have to read it" in run.said
    assert "as second reader in ar may sign: Other Reader" in run.said
    assert command(by_roles, *signing("ar/card", "Other", "second-reader")).exit == 0
    run = command(by_roles, *signing("ar/card", "Third", "campaign"))
    assert "ar/card: signed" in run.said
    assert listed(command, by_roles, "ar") == "ok"
    assert command(by_roles, "--piece", "card").exit == 0
    assert all(slug.startswith("signed off") for slug in slugs(by_roles, "ar"))


def test_other_words_begin_anew(by_roles: Path, command: Command) -> None:
    """A role that signs the new words does not make up for those that signed the old ones."""
    assert command(by_roles, *signing("ar/card", "Test", "translator")).exit == 0
    assert command(by_roles, *signing("ar/card", "Other", "second-reader")).exit == 0
    change(by_roles / "content/ar/card.yaml", "أرقام", "ارقام")
    assert listed(command, by_roles, "ar") == "st"
    run = command(by_roles, *signing("ar/card", "Third", "campaign"))
    assert "ar/card: still to sign: translator, second reader" in run.said
    assert listed(command, by_roles, "ar") == "re"


def test_a_withdrawal_asks_all_to_sign_again(shop: Path, command: Command) -> None:
    """It takes nothing out of the record; its reason is told, and nothing is packed."""
    assert command(shop, *SIGN).exit == 0
    take = ("sign-off", "--withdraw", "en/card", "--by", "Test Reader", "--reason", "wrong day")
    assert command(shop, *take).exit == 0
    assert listed(command, shop, "en") == "wd"
    assert listed(command, shop, "ar") == "ok"
    said = command(shop, "--piece", "card").said
    assert "review[sign-off-withdrawn]" in said
    assert "“wrong day”" in said
    assert all(slug.startswith("DRAFT") for slug in slugs(shop, "en"))
    run = command(shop, *take)
    assert (run.exit, "error[nothing-to-withdraw]" in run.said) == (2, True)
    assert command(shop, "sign-off", "en/card", "--by", "Test Reader").exit == 0
    assert listed(command, shop, "en") == "ok"
    record = (shop / "content/en/sign-off.yaml").read_text("utf-8")
    assert [
        line.partition(":")[0] for line in record.splitlines() if line.startswith("    - ")
    ] == [
        "    - {role",
        "    - {withdrawn",
        "    - {role",
    ]


def test_who_has_left_withdraws(shop: Path, command: Command) -> None:
    """After the last day as a signer nobody signs any more; what was signed can be withdrawn."""
    assert command(shop, *SIGN).exit == 0
    campaign = shop / "content/campaign.yaml"
    change(campaign, "languages: all}", "languages: all, until: 2020-12-31}")
    assert "error[may-not-sign]" in command(shop, *SIGN).said
    withdrawing = ("sign-off", "--withdraw", "ar/card", "--by", "Test Reader", "--reason", "wrong")
    assert command(shop, *withdrawing).exit == 0


def test_who_leaves_and_who_is_taken_out(shop: Path, command: Command) -> None:
    """What was signed up to the last day counts; a name that is gone does not."""
    assert command(shop, *SIGN).exit == 0
    campaign = shop / "content/campaign.yaml"
    change(campaign, "languages: all}", "languages: all, until: 2998-12-31}")
    assert listed(command, shop, "en") == "ok"
    change(campaign, "until: 2998-12-31", "until: 2020-12-31")
    assert listed(command, shop, "en") == "dr"
    change(campaign, "name: Test Reader", "name: Other Reader")
    said = command(shop, "check", "--piece", "card").said
    assert said.count("review[unknown-signer]") == 2


def test_words_that_change_meanwhile_are_not_signed(
    shop: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody signs other words than were read."""
    real = typeset

    def slow(composition: Any) -> Any:
        card = shop / "content/en/card.yaml"
        card.write_text(card.read_text("utf-8").replace("Useful", "Handy"), "utf-8")
        return real(composition)

    monkeypatch.setattr(f"{VERB}.typeset", slow)
    run = command(shop, "sign-off", "en/card", "--by", "Test Reader")
    assert run.exit == 2
    assert "error[words-changed]: the words of 'en/card' changed while" in run.said
    assert not list(shop.rglob("sign-off.yaml"))


def test_a_signature_given_meanwhile_stays(
    by_roles: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record is read anew before it is written."""
    real, other = typeset, signing("ar/card", "Other", "second-reader")

    def slow(composition: Any) -> Any:
        monkeypatch.setattr(f"{VERB}.typeset", real)
        assert command(by_roles, *other).exit == 0
        return real(composition)

    monkeypatch.setattr(f"{VERB}.typeset", slow)
    assert command(by_roles, *signing("ar/card", "Test", "translator")).exit == 0
    record = (by_roles / "content/ar/sign-off.yaml").read_text("utf-8")
    assert record.count("role: second-reader") == record.count("role: translator") == 1


def test_a_signature_given_twice_stands_once(by_roles: Path, command: Command) -> None:
    """The same person, role, words and day: it is one signature."""
    for _ in range(2):
        assert command(by_roles, *signing("ar/card", "Test", "translator")).exit == 0
    record = (by_roles / "content/ar/sign-off.yaml").read_text("utf-8")
    assert record.count("role: translator") == 1


@pytest.mark.parametrize("stop", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
def test_a_record_is_whole_or_as_it_was(
    shop: Path, command: Command, monkeypatch: pytest.MonkeyPatch, stop: BaseException
) -> None:
    """A full disk or Ctrl-C leaves the earlier record."""
    assert command(shop, "sign-off", "en/card", "--by", "Test Reader").exit == 0
    path = shop / "content/en/sign-off.yaml"
    before = path.read_bytes()
    real = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if "sign-off" in self.name:
            real(self, data[:20])
            raise stop
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    run = command(shop, "sign-off", "en/card", "--by", "Test Reader")
    assert run.exit != 0
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir() if p.suffix == ".part") == []


def test_a_record_that_cannot_be_read_is_not_replaced(shop: Path, command: Command) -> None:
    """Whoever signs then would lose what stands in it."""
    path = shop / "content/en/sign-off.yaml"
    path.write_text("pieces: {card: [{by: Test Reader", "utf-8")
    run = command(shop, "sign-off", "en/card", "--by", "Test Reader")
    assert run.exit == 2
    assert path.read_text("utf-8") == "pieces: {card: [{by: Test Reader"


def test_reason_and_withdraw_belong_together(shop: Path, command: Command) -> None:
    """Each without the other is wrong usage."""
    for given in (("--withdraw",), ("--reason", "wrong"), ("--withdraw", "--reason", " ")):
        run = command(shop, "sign-off", "en/card", "--by", "Test Reader", *given)
        assert (run.exit, run.said) == (2, "")


def test_nothing_unsigned_is_composed(
    shop: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list composes what somebody has signed, and nothing else."""
    assert command(shop, "sign-off", "en/card", "--by", "Test Reader").exit == 0
    real, asked = compose, list[str]()

    def counted(job: Any) -> Any:
        asked.append(job.ticket.label)
        return real(job)

    monkeypatch.setattr("printshop.commands.overview.compose", counted)
    assert command(shop, "list").exit == 0
    assert asked == ["card in en"]
