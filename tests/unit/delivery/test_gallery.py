"""The gallery in a real browser: 41 languages × 14 pieces, of made-up files in made-up states."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from printshop.delivery import deliver
from printshop.delivery.gallery import Piece, Signature, gallery
from printshop.findings import Where, review
from printshop.shop.file_names import FileName
from printshop.shop.interface_words import interface_words
from printshop.shop.job import JobTicket, Shop
from printshop.shop.language_names import name_in
from tests.gallery_values import values

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium: bin/setup test")

TAGS = re.findall(
    r"\w+",
    "nl fr de en ar bg ro pl uk ru tr es pt it el hu cs sk sl hr sr sq lt lv et fi sv da nb fa ur "
    "ps ckb hi bn pa ne ti vi zh am",
)
PIECES = [f"card-{n}" for n in range(1, 15)]
STATES = ("draft", "in-review", "signed", "stale", "withdrawn")
VOWELLED = "\u0627\u062a\u0651\u064e\u0635\u0650\u0644"  # 'call', with vowel signs
PLAIN = "\u0627\u062a\u0635\u0644"  # without
HOSTILE = "</script><img src=x onerror='window.hurt = 1'> & <b>more</b>"
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def page_of_many(opened_shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gallery with a file, two pictures and a report of each piece, and some without any."""
    output = tmp_path_factory.mktemp("gallery") / "output"
    shop = _of_many(opened_shop)
    finding = review("made-up", HOSTILE, Where("content/nl/card.yaml", 3), "look <again>")
    pieces = []
    for row, tag in enumerate(TAGS):
        for column, name in enumerate(PIECES):
            ticket = JobTicket(name, "", tag)
            is_made = (row + column) % 5 != 4
            if is_made:
                _lay_down(output, tag, name)
            state = STATES[(row * 3 + column) % len(STATES)]
            signatures = (Signature("A <Reader>", "translator", tag, "2030-01-02"),)
            is_signed = state == "signed"
            made = {("test", ""): (True, column % 2 == 0)} if is_made else {}
            told = (finding,) if column == 0 else ()
            pieces.append(Piece(ticket, state, signatures if is_signed else (), made, told, None))
    assert gallery(shop, output, pieces, []) == []
    return output / "index.html"


def _of_many(shop: Shop) -> Shop:
    """The tiny shop in many languages, with many cards; one of them in Arabic has vowel signs."""
    model, arabic = shop.languages["en"], shop.languages["ar"]
    languages = {
        tag: (arabic if tag in ("ar", "fa", "ur") else model).model_copy(
            update={"name": name_in(tag, tag) or tag, "autonym": name_in(tag, tag) or tag}
        )
        for tag in TAGS
    }
    card = shop.copies["en"]["card"]
    copies = {tag: dict(shop.copies["en"]) for tag in TAGS}
    copies["ar"]["card"] = card.model_copy(update={"items": {"cover": f"{VOWELLED} {{hotline}}"}})
    copies["fr"]["card"] = card.model_copy(update={"items": {"cover": "Été à Liège"}})
    layouts = dict.fromkeys(PIECES, shop.layouts["card"])
    return replace(shop, languages=languages, copies=copies, layouts=layouts)


def _lay_down(output: Path, tag: str, name: str) -> None:
    file = FileName("lost-umbrella-week", "test", tag, name, tag)
    for place in (
        deliver.pdf_path(output, file),
        deliver.report_path(output, file),
        *(deliver.proof_path(output, file, page) for page in (1, 2)),
        *(deliver.share_path(output, file, page) for page in (1, 2)),
    ):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"made up" * 20000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, without a window."""
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Any, page_of_many: Path) -> Iterator[Open]:
    """Open the gallery in a window of its own; no fault of the script is passed over."""
    contexts, faults = [], []

    def do(width: int = 1280, *, script: bool = True) -> Any:
        size = {"width": width, "height": 800}
        context = browser.new_context(viewport=size, java_script_enabled=script)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(page_of_many.as_uri())
        return page

    yield do
    for context in contexts:
        context.close()
    assert faults == []


def found(page: Any) -> int:
    """How many pieces the page says that it has found."""
    said = page.locator("#found").inner_text()
    number = re.match(r"\d+", said)
    return int(number[0]) if number else 0


def test_links_exist(opened: Open, page_of_many: Path) -> None:
    """Every link leads to a file that is there, with its size; nothing comes from elsewhere."""
    page, asked = opened(), []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.evaluate("while (matches.length > shown) document.querySelector('#more').click()")
    page.evaluate(f"location.hash = 'nl/{PIECES[0]}'")
    page.locator("dialog[open]").wait_for()
    links = page.evaluate(
        "[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"
    )
    ours = {link for link in links if not link.startswith("#")}
    shown = values(page_of_many)
    assert len(ours) > len(shown["pieces"]) / 2
    assert [link for link in ours if not (page_of_many.parent / link).is_file()] == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    first = page.locator("dialog a.file").first
    assert re.search(r"PDF, 2 .*0,1 MB", first.inner_text())


def test_filters_and_search(opened: Open) -> None:
    """Filters narrow the list, and a live region says how many are left; search folds letters."""
    page = opened()
    everything = len(TAGS) * len(PIECES)
    assert found(page) == everything
    assert page.locator("#found").get_attribute("role") == "status"
    page.select_option("#by-language", "ar")
    assert found(page) == len(PIECES)
    page.select_option("#by-state", "signed")
    assert 0 < found(page) < len(PIECES)
    page.click("button[type=reset]")
    page.wait_for_function("document.querySelector('#found').textContent.startsWith('574')")
    for typed, expected in (
        (PLAIN, len(PIECES)),
        (VOWELLED, len(PIECES)),
        ("ETE a liege", len(PIECES)),
        ("0470 no such words", 0),
        ("470123456", len(PIECES)),
        ("Farsi Perzisch", 0),
    ):
        page.fill("#find", typed)
        assert found(page) == expected, typed


def test_which_one(opened: Open) -> None:
    """Piece, language and version lead to the file."""
    page = opened()
    page.select_option("#choose-language", "ar")
    answer = page.locator("#answer")
    assert "Arabisch" in answer.inner_text()
    assert "nog niet gemaakt" in answer.inner_text()  # the first piece in the fifth language
    page.check("input[value=card-2]")
    assert answer.locator("a.file").get_attribute("href") == "test/ar/card-2.pdf"
    page.check("input[value=display]")
    assert answer.locator("a.file").count() == 0


def test_keyboard_alone(opened: Open) -> None:
    """Tab finds the way to the content; arrows go on to the next piece; Escape goes back."""
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    cell = page.locator("#coverage a").nth(3)
    cell.focus()
    page.keyboard.press("Enter")
    page.locator("dialog[open]").wait_for()
    first = page.evaluate("open.id")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"open.id !== {first!r}")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function(f"open.id === {first!r}")
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="detached")
    assert page.evaluate("document.activeElement.tagName") == "A"


@pytest.mark.parametrize("width", [360, 1280])
def test_fits_and_is_accessible(opened: Open, width: int) -> None:
    """Nothing scrolls sideways; axe has nothing to say, with and without an open piece."""
    page = opened(width)
    for address in ("", f"#ar/{PIECES[0]}"):
        page.evaluate(f"location.hash = {address!r}")
        if address:
            page.locator("dialog[open]").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert (
            page.evaluate("(d => d.scrollWidth - d.clientWidth)(document.querySelector('dialog'))")
            <= 0
        )
        axe = pytest.importorskip(
            "axe_playwright_python.sync_playwright", reason="axe is not there"
        )
        result = axe.Axe().run(page)
        assert result.violations_count == 0, result.generate_report()


def test_words_in_every_language(opened: Open, opened_shop: Shop) -> None:
    """All four have all words; the choice is kept; no word of one is shown by its key."""
    words, findings = interface_words(opened_shop.root, "layouts/_gallery/words.yaml")
    assert findings == []
    written = (opened_shop.root / "layouts/_gallery/words.yaml").read_text("utf-8")
    assert {written.count(f"\n    {key}: ") for key in words["nl"]} == {len(words)}
    page = opened()
    for tag in words:
        page.click(f".interface button[lang={tag}]")
        assert page.locator("html").get_attribute("lang") == tag
        assert page.locator("h1").inner_text() == words[tag]["title"]
        assert page.locator("#by-language option").nth(5).inner_text()
    page.reload()
    assert page.locator("html").get_attribute("lang") == list(words)[-1]


def test_hostile_words(opened: Open) -> None:
    """Markup in a finding and in a name is shown as text."""
    page = opened()
    page.evaluate(f"location.hash = 'nl/{PIECES[0]}'")
    page.locator("dialog[open]").wait_for()
    assert HOSTILE in page.locator(".told p").first.inner_text()
    assert page.evaluate("window.hurt") is None


def test_without_script(opened: Open, page_of_many: Path) -> None:
    """Without JavaScript there is a list of links."""
    page = opened(360, script=False)
    assert page.get_by_role("link", name=re.compile("PDF, 0.1 MB")).count() > 400
    assert page.locator("#all").is_hidden()
    assert page_of_many.stat().st_size < 2_000_000
