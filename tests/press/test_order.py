"""Orders from the file to the package: what a print shop receives, and what is never packed."""

import errno
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from printshop import pipeline
from printshop.checks.opening import open_shop
from printshop.cli.program import main
from printshop.orders import ledger, register
from printshop.packages import pack
from printshop.partners import versions
from printshop.preflight.checks.edition_mark import is_mark
from printshop.preflight.checks.tags import tagged_blocks
from printshop.preflight.reading.read import read_pdf
from printshop.shop import catalog
from printshop.shop.editions import edition_of, mark
from printshop.shop.job import JobTicket
from printshop.typesetting.compose import compose
from tests.conftest import CHECKOUT, Run, lay_out
from tests.press import logos
from tests.unit.hotline import LATER, OTHER, VALUE, set_hotline
from tests.unit.orders.test_read_terms import FULL
from tests.unit.packages.test_xjdf import SCHEMA

SIGNERS = "signers: [{name: Test Reader, roles: [reader], languages: all}]"

LOGO = logos.svg(logos.MARK)
LINE = """
  - partner: {name}
    type: club
    contact: club.example
    logo: {logo}
    pieces: card
    languages: [en, ar]
    quantity: {{en: 300, ar: 200}}
    delivery: Example Quay 3, 1000 Example
    deliver-by: 2030-03-14
    printer: Example Printers
    printer-language: en
"""
OWN = "\n  - {pieces: card, languages: en, quantity: 50}\n"


def write_order(root: Path, *lines: str) -> Path:
    """An order file with its logo."""
    path = root / "orders/spring.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("lines:" + "".join(lines), "utf-8")
    (path.parent / "club.svg").write_bytes(LOGO)
    (path.parent / "coarse.png").write_bytes(logos.png(logos.plate("RGB", "white", logos.RED)))
    return path


def line(name: str = "Umbrella Club", logo: str = "club.svg") -> str:
    """A partner's line."""
    return LINE.format(name=name, logo=logo)


def signed(root: Path) -> Path:
    """A tiny shop in which a person who is openly made up has signed the card."""
    lay_out(root)
    campaign = root / "content/campaign.yaml"
    text = campaign.read_text("utf-8")
    campaign.write_text(text.replace("signers: []", SIGNERS), "utf-8")
    assert main(["sign-off", "en/card", "ar/card", "--by", "Test Reader"], root) == 0
    return root


@dataclass(frozen=True)
class Ordered:
    """A shop after an order of a partner and of the campaign itself."""

    root: Path
    said: str
    number: str
    own: str

    def zip(self, number: str = "") -> Path:
        """The one package of an order."""
        (found,) = (self.root / "output/orders" / (number or self.number)).glob("*.zip")
        return found


@pytest.fixture(scope="module")
def ordered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ordered]:
    """The order of a partner in two languages, and the campaign's own; to be read only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "cpu_count", lambda: 1)
        root = signed(tmp_path_factory.mktemp("ordered") / "shop")
        path = write_order(root, line(), OWN)
        assert main(["order", str(path)], root) == 0
        said = {p.stem: p.read_text("utf-8") for p in (root / ledger.FOLDER).glob("*.yaml")}
        (number,) = [n for n, text in said.items() if "Umbrella" in text]
        (own,) = said.keys() - {number}
        yield Ordered(root, said[number], number, own)


@pytest.fixture
def shop(ordered: Ordered, tmp_path: Path) -> Path:
    """A copy of the shop that was ordered from, to be changed."""
    root = tmp_path / "copy"
    shutil.copytree(ordered.root, root, symlinks=True)
    return root


def unpacked(path: Path, folder: Path) -> Path:
    """The top folder of a package."""
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
        packed.extractall(folder)
    return folder / path.stem


def test_what_is_in_it(ordered: Ordered, tmp_path: Path) -> None:
    """Press files, reports, proofs, ticket, job sheet, README; the sums of all but themselves.

    All of them in one folder would keep their names apart, also from those of other orders.
    """
    top = unpacked(ordered.zip(), tmp_path)
    names = sorted(p.relative_to(top).as_posix() for p in top.rglob("*") if p.is_file())
    whose = f"test-umbrella-club-{ordered.number}"
    run = f"lost-umbrella-week-card-{whose}"
    en, ar = (f"lost-umbrella-week-card-{tag}-{whose}" for tag in ("en", "ar"))
    assert names == sorted(
        [
            f"{run}-SHA256SUMS",
            *(f"{run}{ending}" for ending in ("-README.txt", "-job-sheet.pdf", ".xjdf")),
            *(f"preflight/{name}.{ending}" for name in (ar, en) for ending in ("html", "json")),
            *(f"print/{name}.pdf" for name in (ar, en)),
            *(f"proofs/{name}-{page}.png" for name in (ar, en) for page in (1, 2)),
        ]
    )
    alone = [name.rpartition("/")[2] for name in names]
    assert len(set(alone)) == len(alone)
    sums = dict(
        row.split("  ")[::-1] for row in (top / f"{run}-SHA256SUMS").read_text().splitlines()
    )
    assert sums.keys() == {*names} - {f"{run}-SHA256SUMS"}
    for name, wanted in sums.items():
        assert hashlib.sha256((top / name).read_bytes()).hexdigest() == wanted


def test_the_partner_is_on_each_file(ordered: Ordered, tmp_path: Path) -> None:
    """The name stands once on each press file; the slug has the number, the title the partner."""
    top = unpacked(ordered.zip(), tmp_path)
    for path in sorted((top / "print").glob("*.pdf")):
        reading = read_pdf(BytesIO(path.read_bytes()))
        said = ["".join(g.text for g in run.glyphs) for page in reading.pages for run in page.runs]
        assert tagged_blocks(reading.tags).count("Umbrella Club") == 1
        assert f"order {ordered.number}" in said
        assert reading.info["/Title"].endswith("– Umbrella Club")
        assert any(text.startswith("signed off") for text in said)


def test_ticket_keeps_to_the_schema(ordered: Ordered, tmp_path: Path) -> None:
    """The ticket of a whole order validates, and names each file with its sum."""
    top = unpacked(ordered.zip(), tmp_path)
    ticket = (top / f"{top.name}.xjdf").read_bytes()
    for path in (top / "print").iterdir():
        pdf = path.read_bytes()
        assert hashlib.sha256(pdf).hexdigest().encode() in ticket
    if not SCHEMA.exists():
        pytest.skip(f"CIP4's schema is not at {SCHEMA}: the ticket was not validated")
    etree = pytest.importorskip("lxml.etree")
    schema = etree.XMLSchema(etree.parse(str(next(SCHEMA.glob("*.xsd")))))
    schema.assertValid(etree.fromstring(ticket))


def test_every_key_of_an_order(tmp_path: Path, command: Callable[..., Run]) -> None:
    """From the order file to the package: a valid ticket and a job sheet of one page say it all."""
    root = signed(tmp_path / "shop")
    keys = {key: value for key, value in FULL.items() if key != "deliver-by"}
    rows = "".join(f"    {key}: {json.dumps(value)}\n" for key, value in keys.items())
    text = line().replace("    delivery: Example Quay 3, 1000 Example\n", rows)
    run = command(root, "order", str(write_order(root, text)))
    assert run.exit == 0, run.said
    (path,) = (root / "output/orders").glob("*/*.zip")
    top = unpacked(path, tmp_path / "unpacked")
    readme = (top / f"{top.name}-README.txt").read_text("utf-8")
    ticket = (top / f"{top.name}.xjdf").read_text("utf-8")
    for value in ("10234", "PO 77/2030", "desk@example.com", "Umbrella accounts", "FSC Mix Credit"):
        assert value in readme
        assert f'"{value}"' in ticket
    reading = read_pdf(BytesIO((top / f"{top.name}-job-sheet.pdf").read_bytes()))
    assert len(reading.pages) == 1
    said = " ".join(tagged_blocks(reading.tags))
    for value in ("10234", "PO 77/2030", "Ring twice", "12 bus 3", "Budget 12", "Umbrella card"):
        assert value in said
    (number,) = (p.stem for p in (root / ledger.FOLDER).glob("*.yaml"))
    shutil.rmtree(root / "output")
    again = command(root, "order", number)
    assert again.exit == 0, again.said
    if not SCHEMA.exists():
        pytest.skip(f"CIP4's schema is not at {SCHEMA}: the ticket was not validated")
    etree = pytest.importorskip("lxml.etree")
    schema = etree.XMLSchema(etree.parse(str(next(SCHEMA.glob("*.xsd")))))
    schema.assertValid(etree.fromstring(ticket.encode()))


def test_preflight_says_fit(ordered: Ordered, tmp_path: Path, command: Callable[..., Run]) -> None:
    """What a print shop unpacks passes the examination of any file; the report is of that file."""
    top = unpacked(ordered.zip(), tmp_path)
    paths = sorted((top / "print").glob("*.pdf"))
    run = command(ordered.root, "preflight", *map(str, paths))
    assert run.exit == 0
    assert run.said.count("fit to print") == len(paths) == 2
    for path in paths:
        (told,) = json.loads((top / f"preflight/{path.stem}.json").read_text("utf-8"))["files"]
        assert told["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert told["verdict"] == "fit"
        assert len(told["plates"]) == 2


def test_the_report_shows_the_partner(ordered: Ordered, tmp_path: Path) -> None:
    """Page and plates in the report are of the stamped page: its ink is more than the base's."""
    top, own = (unpacked(ordered.zip(n), tmp_path / n) for n in (ordered.number, ordered.own))
    (mine,) = json.loads(next(top.glob("preflight/*-en-*.json")).read_text())["files"]
    (base,) = json.loads(next(own.glob("preflight/*-en-*.json")).read_text())["files"]
    assert mine["plates"][0] != base["plates"][0]
    assert mine["plates"][1] == base["plates"][1]


def test_the_campaigns_own(ordered: Ordered, tmp_path: Path, command: Callable[..., Run]) -> None:
    """Without a partner the package holds the file that a build makes, with the order's mark."""
    top = unpacked(ordered.zip(ordered.own), tmp_path)
    root = tmp_path / "copy"
    shutil.copytree(ordered.root, root, symlinks=True)
    assert command(root, "--piece", "card", "--language", "en").exit == 0
    built = (root / "output/test/en/lost-umbrella-week-card-en-test.pdf").read_bytes()
    ordered_file = next(top.glob("print/*-en-*.pdf")).read_bytes()
    one, other = (read_pdf(BytesIO(pdf)) for pdf in (built, ordered_file))
    assert tagged_blocks(one.tags) == tagged_blocks(other.tags)
    marks = [
        {run.text for page in reading.pages for run in page.runs if is_mark(run)}
        for reading in (one, other)
    ]
    assert [len(mark) for mark in marks] == [1, 1]
    assert marks[0] != marks[1]


def test_the_ledger_says_what_is_printed(
    ordered: Ordered, shop: Path, command: Callable[..., Run]
) -> None:
    """Of each file the copies, the facts as its piece has them, claims, the digest of its words."""
    opened, _ = open_shop(shop)
    assert opened
    kept = ledger.earlier(shop, ordered.number)
    assert kept
    assert {name: item.quantity for name, item in kept.printed.items()} == {
        "en/card": 300,
        "ar/card": 200,
    }
    for item in kept.printed.values():
        composition, _ = compose(catalog.resolve(opened, JobTicket("card", "", item.language)))
        assert composition
        edition = edition_of(composition)
        assert item.facts == edition.facts
        assert item.facts["hotline"] == VALUE
        assert sorted(item.claims) == sorted(edition.claims)
        assert item.words == edition.words
    set_hotline(shop, OTHER, LATER)
    said = command(shop, "recall", "hotline").said
    assert "no longer holds: 550 copies, of 2 orders." in said
    assert f"output/orders/{ordered.number}/" in said


def test_the_mark_of_an_order(ordered: Ordered, shop: Path, command: Callable[..., Run]) -> None:
    """Order writes its editions down: a copy is traced to the partner, the copies, the package."""
    editions, findings = register.read(shop)
    assert (sorted(e.languages for e in editions), findings) == ([("ar",), ("en",)], [])
    (edition,) = (e for e in editions if e.languages == ("ar",))
    run = command(shop, "trace", mark(edition, "test", "", ordered.number))
    assert run.exit == 0
    package = ordered.zip().relative_to(ordered.root).as_posix()
    for said in ("Umbrella Club", ordered.number, "200", "signed", package, ledger.FOLDER):
        assert said in run.said
    assert "it may still be handed out" in run.said
    set_hotline(shop, OTHER, LATER)
    assert "Do not hand out: hotline no" in command(shop, "trace", run.said.split("\n")[0]).said


def test_same_bytes_anywhere(ordered: Ordered, tmp_path: Path) -> None:
    """Another process, folder, hash seed and time zone: the same zip, byte for byte."""
    root = tmp_path / "elsewhere"
    shutil.copytree(ordered.root, root, symlinks=True)
    shutil.rmtree(root / "output")
    shutil.rmtree(root / ledger.FOLDER)
    code = (
        "import sys; from pathlib import Path; from printshop.cli.program import main\n"
        "sys.exit(main(sys.argv[2:], Path(sys.argv[1])))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    environment["PYTHONPATH"] = str(CHECKOUT)
    ran = subprocess.run(
        [sys.executable, "-c", code, root, "order", root / "orders/spring.yaml"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    for number in (ordered.number, ordered.own):
        old, (new,) = ordered.zip(number), (root / "output/orders" / number).glob("*.zip")
        assert new.name == old.name
        assert new.read_bytes() == old.read_bytes()
    assert ledger.ledger_path(root, ordered.number).read_bytes() == ordered.said.encode()


def test_order_again(ordered: Ordered, shop: Path, command: Callable[..., Run]) -> None:
    """The number alone makes the same package, after all that was made has gone."""
    shutil.rmtree(shop / "output")
    run = command(shop, "order", ordered.number)
    assert run.exit == 0, run.said
    (made,) = (shop / "output/orders" / ordered.number).glob("*.zip")
    assert made.read_bytes() == ordered.zip().read_bytes()


def test_order_again_after_a_change(
    ordered: Ordered, shop: Path, command: Callable[..., Run]
) -> None:
    """What has changed is named, and nothing else; the old package stays as it is."""
    (shop / "orders/club.svg").write_bytes(LOGO.replace(b"#c81e28", b"#1e28c8"))
    run = command(shop, "order", ordered.number)
    assert run.exit == 2
    assert run.said.count("[changed-since]") == 1
    assert "the logo 'club.svg' has changed since" in run.said
    (kept,) = (shop / "output/orders" / ordered.number).glob("*.zip")
    assert kept.read_bytes() == ordered.zip().read_bytes()


def test_changed_words_are_named_and_void(
    ordered: Ordered, shop: Path, command: Callable[..., Run]
) -> None:
    """A changed word is named, and it takes the signature with it."""
    words = shop / "content/en/card.yaml"
    words.write_text(words.read_text("utf-8").replace("title: ", "title: The ", 1), "utf-8")
    run = command(shop, "order", ordered.number)
    assert run.exit == 2
    assert "the piece 'card' in en has changed since" in run.said
    assert "'card' in en has changed since Test Reader signed it off" in run.said


def test_other_bytes_are_told(ordered: Ordered, shop: Path, command: Callable[..., Run]) -> None:
    """A ledger that tells of another package: nothing is put in its place, and it is said."""
    path = ledger.ledger_path(shop, ordered.number)
    text = path.read_text("utf-8")
    head, _, rest = text.partition("packages:")
    packages, _, printed = rest.partition("printed:")
    name, wanted = packages.strip().split(": ")
    path.write_text(
        f"{head}packages:\n  {name}: {json.dumps('0' * 64)}\nprinted:{printed}", "utf-8"
    )
    run = command(shop, "order", ordered.number)
    assert "error[other-bytes]" in run.said
    assert wanted.strip('"') == hashlib.sha256(ordered.zip().read_bytes()).hexdigest()
    assert run.exit == 2


def test_unsigned_is_not_packed(tiny_shop: Path, command: Callable[..., Run]) -> None:
    """Nobody has signed: the reason is told as an error, and nothing is made, no ledger either."""
    run = command(tiny_shop, "order", str(write_order(tiny_shop, line())))
    assert run.exit == 2
    assert run.said.count("error[draft]") == 2
    assert not (tiny_shop / "output").exists()
    assert not (tiny_shop / ledger.FOLDER).exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("content/campaign.yaml", "publisher: {name", "publisher: null #", "no-publisher"),
        ("content/campaign.yaml", "name: Test Publisher", "name: Test vzw", "wrong-publisher"),
        ("content/campaign.yaml", "2999-12-31", "2020-01-01", "fact-expired"),
        ("layouts/card/style.css", "", "\n/* another look */\n", "layout-changed"),
        ("content/en/card.yaml", "Is one of them yours?", "Is one yours?", "stale"),
    ],
)
def test_unfit_for_print_is_not_packed(
    shop: Path, command: Callable[..., Run], file: str, old: str, new: str, code: str
) -> None:
    """What may be built to be looked at may not be packed: a publisher, facts, looks, words."""
    path = shop / file
    text = path.read_text("utf-8")
    path.write_text(text.replace(old, new, 1) if old else text + new, "utf-8")
    shutil.rmtree(shop / "output")
    shutil.rmtree(shop / ledger.FOLDER)
    write_order(shop, line())
    run = command(shop, "order", "orders/spring.yaml")
    assert f"error[{code}]" in run.said
    assert run.exit == 2
    assert not (shop / ledger.FOLDER).exists()
    assert not (shop / "output").exists()


def test_proofs_need_nobody(tiny_shop: Path, command: Callable[..., Run], tmp_path: Path) -> None:
    """A proof package at any time: marked on each page, without ticket and ledger."""
    run = command(tiny_shop, "order", str(write_order(tiny_shop, line())), "--proof")
    assert run.exit == 0, run.said
    (folder,) = (tiny_shop / "output/orders").iterdir()
    assert folder.name.endswith("-proof")
    (path,) = folder.glob("proof-*.zip")
    top = unpacked(path, tmp_path)
    assert not list(top.glob("*.xjdf"))
    assert not (top / "print").exists()
    for pdf in sorted((top / "proof").glob("*.pdf")):
        (told,) = json.loads((top / f"preflight/{pdf.stem}.json").read_text())["files"]
        assert told["verdict"] == "proof"
        report = (top / f"preflight/{pdf.stem}.html").read_text("utf-8")
        assert '<h1 lang="en">PROOF – do not print</h1>' in report
        assert "Not fit to print" not in report
        assert "says-draft" not in report
        assert [f["code"] for f in told["findings"]] == ["says-draft"]
        for page in read_pdf(BytesIO(pdf.read_bytes())).pages:
            said = ["".join(g.text for g in run.glyphs) for run in page.runs]
            assert "PROOF – DO NOT PRINT" in said
    assert not (tiny_shop / ledger.FOLDER).exists()


def test_one_bad_line_does_not_stop_the_others(
    shop: Path, ordered: Ordered, command: Callable[..., Run]
) -> None:
    """Lines are judged one by one; each finding is at its line."""
    long = "The Society of Friends of Umbrellas Left Behind on Trains and Boats"
    path = write_order(shop, line(), line("Bad Logo", "none.svg"), line(long))
    shutil.rmtree(shop / "output")
    run = command(shop, "order", str(path))
    assert run.exit == 2
    assert "orders/spring.yaml:17: error[missing-file]: 'none.svg'" in run.said
    assert "error[overset]" in run.said
    assert [p.name for p in (shop / "output/orders").iterdir()] == [ordered.number]
    (made,) = (shop / "output/orders" / ordered.number).glob("*.zip")
    assert made.read_bytes() == ordered.zip().read_bytes()


def test_what_fits_is_made(tiny_shop: Path, command: Callable[..., Run]) -> None:
    """A contact too long for the card does not keep the sign, which has more room, from being made.

    The finding says how many characters would fit, once for both languages.
    """
    layout = tiny_shop / "layouts/sign/layout.yaml"
    zone = "{page: front, box: [8, 82, 45, 32], after: act, pad: 2, logo: 20, "
    zone += "name: [9, 12], lines: [8.6, 9]}"
    layout.write_text(f"zones: {{partner: {zone}}}\n{layout.read_text('utf-8')}", "utf-8")
    contact = "Example Quay 3, 1000 Example, open on all days but Sundays from nine to five, "
    contact += "club.example"
    card = line().replace("contact: club.example", "contact: TEXT")
    run = command(
        tiny_shop, "order", str(write_order(tiny_shop, card.replace("TEXT", contact))), "--proof"
    )
    assert (run.exit, run.said.count("error[overset]")) == (3, 1)
    words = tiny_shop / "content/en/package.yaml"
    words.write_text(words.read_text("utf-8") + "  piece-sign: sign\n", "utf-8")
    words = tiny_shop / "content/en/trains.yaml"
    words.write_text(words.read_text("utf-8") + "  sector-name: Trains\n", "utf-8")
    both = card.replace("pieces: card", "pieces: [card, sign]\n    sectors: trains")
    both = both.replace("[en, ar]", "en").replace("{en: 300, ar: 200}", "300")
    path = write_order(tiny_shop, both.replace("TEXT", contact))
    run = command(tiny_shop, "order", str(path), "--proof")
    assert run.exit == 3
    assert run.said.count("error[overset]") == 1
    (fix,) = re.findall(r"shorten the contact from 90 to (\d+) characters", run.said)
    assert "1 proof order made (1 in part), 1 package, of 1 line" in run.said
    (made,) = (tiny_shop / "output/orders").rglob("*.zip")
    assert "sign-trains" in made.name
    for more, ends_with in ((0, 0), (1, 3)):
        path = write_order(tiny_shop, both.replace("TEXT", contact[: int(fix) + more]))
        assert command(tiny_shop, "order", str(path), "--proof").exit == ends_with


def test_the_same_line_twice_is_one_order(shop: Path, command: Callable[..., Run]) -> None:
    """Two lines that are alike to the letter would print the same twice: they are one order."""
    shutil.rmtree(shop / "output")
    run = command(shop, "order", str(write_order(shop, line(), line(), line("Others"))))
    assert run.exit == 0
    assert len(list((shop / "output/orders").iterdir())) == 2


def test_a_logo_of_pixels(shop: Path, command: Callable[..., Run]) -> None:
    """A photograph of enough pixels is printed; no picture may stand there that no logo brings."""
    sharp = logos.png(logos.plate("RGB", "white", logos.RED).resize((1200, 600)))
    path = write_order(shop, line("Sharp", "coarse.png"))
    (shop / "orders/coarse.png").write_bytes(sharp)
    run = command(shop, "order", str(path))
    assert run.exit == 0, run.said


def test_a_coarse_logo_is_refused(shop: Path, command: Callable[..., Run]) -> None:
    """A logo of few pixels is refused with the width that would do."""
    tiny = logos.png(logos.plate("RGB", "white", logos.RED).resize((40, 20)))
    path = write_order(shop, line("Coarse", "coarse.png"))
    (shop / "orders/coarse.png").write_bytes(tiny)
    run = command(shop, "order", str(path))
    assert run.exit == 2
    assert "error[low-resolution]" in run.said
    assert "pixels wide, or as vectors" in run.said


def test_what_is_not_fit_is_not_packed(shop: Path, command: Callable[..., Run]) -> None:
    """A press that takes less ink than the piece has: exit 4, and no package."""
    press = shop / "presses/test.yaml"
    press.write_text(press.read_text("utf-8").replace("ink: 300", "ink: 150"), "utf-8")
    shutil.rmtree(shop / "output")
    run = command(shop, "order", str(write_order(shop, line())))
    assert "error[too-much-ink]" in run.said
    assert run.exit == 4
    assert not list((shop / "output/orders").glob("2*"))


# ── what may happen on the way ───────────────────────────────────────────────────────────────


def full(*_: Any) -> None:
    """A disk without room."""
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("module", [pack, versions], ids=["packing", "stamping"])
def test_a_full_disk(
    module: Any,
    shop: Path,
    ordered: Ordered,
    command: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was there stays whole, nothing half is left, and a person reads why."""
    monkeypatch.setattr(module, "write", full)
    run = command(shop, "order", str(write_order(shop, line())))
    assert run.exit == 5
    assert "error[not-written]" in run.said
    assert "No space left" in run.said
    assert not (shop / "output/orders/.part").exists()
    (kept,) = (shop / "output/orders" / ordered.number).glob("*.zip")
    assert kept.read_bytes() == ordered.zip().read_bytes()


def test_a_fault_of_the_program(
    shop: Path, ordered: Ordered, command: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told of the order by its number, with exit 1; the older package stays."""

    def faulty(*_: Any) -> None:
        raise LookupError("an odd thing")

    monkeypatch.setattr(pack, "_replace", faulty)
    run = command(shop, "order", str(write_order(shop, line())))
    assert run.exit == 1
    at = f"the program stopped at the order {ordered.number}: LookupError('an odd thing')"
    assert f"printshop/: error[bug]: {at}" in run.said
    assert ordered.zip().exists()


def test_interrupted(
    shop: Path, ordered: Ordered, command: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C ends with 130 and without a traceback; no half package, the older one stays."""

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "run_versions", stop)
    run = command(shop, "order", str(write_order(shop, line())))
    assert run.exit == 130
    assert "Traceback" not in run.said + run.errors
    assert not (shop / "output/orders/.part").exists()
    (kept,) = (shop / "output/orders" / ordered.number).glob("*.zip")
    assert kept.read_bytes() == ordered.zip().read_bytes()


def test_interrupted_workers_stop(shop: Path, ordered: Ordered) -> None:
    """A worker that finds its folder gone makes no further file."""
    opened = open_shop(shop)[0]
    assert opened is not None
    ticket = next(t for t in catalog.tickets(opened) if t.stem == "card")
    asked = versions.Asked("2030-00000000", None, "", opened.campaign.at())
    task = versions.Task(ticket, "test", (asked,), (), shop / "gone", False)
    assert pipeline.run_versions(opened, task) == []
    assert not (shop / "gone").exists()


def test_names_that_could_hurt(shop: Path, command: Callable[..., Run]) -> None:
    """A partner's name never becomes a path; the package's names are ASCII."""
    path = write_order(shop, line('"../../Ünïon  ☂ & Söhne"'))
    run = command(shop, "order", str(path))
    assert not (shop.parent / "Ünïon").exists()
    for made in (shop / "output/orders").rglob("*.zip"):
        with zipfile.ZipFile(made) as packed:
            assert all(name.isascii() and ".." not in name for name in packed.namelist())
    assert run.exit in (0, 2)


def test_pdf_is_sound_for_another_reader(ordered: Ordered, tmp_path: Path) -> None:
    """The stamped press files open without a warning, and qpdf finds nothing in them."""
    top = unpacked(ordered.zip(), tmp_path)
    for path in sorted((top / "print").glob("*.pdf")):
        with pikepdf.open(path) as pdf:
            assert not pdf.get_warnings()
        assert subprocess.run(["qpdf", "--check", path], capture_output=True).returncode == 0
