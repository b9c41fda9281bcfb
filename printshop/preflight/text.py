"""Text: every word is there, every number in the order it is dialled, none where it is cut."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

from printshop.artwork import CLEARANCE, person
from printshop.model import MM
from printshop.preflight.reading import PageReading, Run
from printshop.preflight.rules import Case, Told, rule

INLINE = {"bdi", "span", "strong", "em", "br", "img"}
ASCENT, DESCENT = 0.72, 0.2  # of the size: the height of capitals, the depth of a g
TOLERANCE = 0.15  # mm


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pages: list[list[str]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section" and "page" in (dict(attrs).get("class") or "").split():
            self.pages.append([])
        if tag not in INLINE:
            self._end()
        elif tag == "br":
            self.text += " "

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self._end()

    def handle_data(self, data: str) -> None:
        self.text += data

    def _end(self) -> None:
        if self.pages and self.text.strip():
            self.pages[-1].append(" ".join(self.text.split()))
        self.text = ""


def wanted(html: str) -> list[list[str]]:
    """What each page of a composition should say, block by block."""
    words = _Words()
    words.feed(html)
    words.close()
    return words.pages


def _pages(case: Case) -> Iterator[tuple[int, PageReading, list[str]]]:
    """Each page with its number and what it should say."""
    both = zip(case.reading.pages, wanted(case.composition.html), strict=False)
    return ((number, page, blocks) for number, (page, blocks) in enumerate(both, 1))


def squeeze(text: str) -> str:
    """Letters and digits only, without the hyphens, marks and spaces that setting adds or moves."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LN").lower()


def _rightward(text: str) -> bool:
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def lines(page: PageReading) -> list[list[Run]]:
    """The page's text as lines: neighbouring runs of the content on one baseline."""
    made: list[list[Run]] = []
    for run in page.runs:
        if run.artifact:
            continue
        last = made[-1][-1] if made else None
        if last and abs(last.glyphs[0].y - run.glyphs[0].y) < 0.05:
            made[-1].append(run)
        else:
            made.append([run])
    return made


def reading_text(page: PageReading) -> str:
    """What the page says in reading order, squeezed: rightward scripts lie backwards in a file."""
    said = ""
    for line in lines(page):
        rightward = any(_rightward(run.text) for run in line)
        for run in sorted(line, key=lambda r: -r.glyphs[0].x) if rightward else line:
            texts = [g.text for g in run.glyphs]
            said += "".join(reversed(texts) if _rightward(run.text) else texts)
    return squeeze(said)


@rule(
    "lost-words", "engine: text below a box is dropped without a word", "give the frame more room"
)
def every_word_is_there(case: Case) -> Iterator[Told]:
    """Every block of the copy is on the page, as often as it was set: the renderer drops words."""
    phones = phone_numbers(case)
    rtl = case.file.job.language.direction == "rtl"
    for number, page, blocks in _pages(case):
        said = reading_text(page)
        # A phone number is looked for by the rule below, glyph by glyph: here its block is letters.
        lettered = [any(phone in block for phone in phones) for block in blocks]
        said_letters = letters(said)
        whole = [
            letters(squeeze(block)) if plain else squeeze(block)
            for block, plain in zip(blocks, lettered, strict=True)
        ]
        if rtl and not Counter("".join(map(letters, whole))) - Counter(said_letters):
            continue  # mixed scripts lie in an order of their own; no letter of them is lost
        for block, text, plain in zip(blocks, whole, lettered, strict=True):
            page_says = said_letters if plain else said
            if text and page_says.count(text) < sum(other.count(text) for other in whole):
                words = [w for w in block.split() if squeeze(w) and squeeze(w) not in said]
                yield Told(f"'{' '.join(words or [block])[:60]}' is not on the page", number)


@rule("number-out-of-order", "domain: a wrong number is worse than none", "name it as a token")
def phones_read_left_to_right(case: Case) -> Iterator[Told]:
    """Each phone number reads left to right by the place of its glyphs, as often as it was set."""
    phones = phone_numbers(case)
    for number, page, blocks in _pages(case):
        rows = dialled_rows(page)
        for phone in sorted(phones):
            set_ = sum(block.count(phone) for block in blocks)
            digits = re.sub(r"[^+\d]", "", phone)
            got = sum(row.count(digits) for row in rows)
            if got < set_:
                yield Told(f"'{phone}' reads left to right {got} times, not {set_}", number)


def phone_numbers(case: Case) -> set[str]:
    """The campaign's phone numbers as the language prints them."""
    job = case.file.job
    facts = job.shop.campaign.facts.values()
    return {str(f.value_in(job.ticket.language)) for f in facts if f.kind == "phone"}


def letters(text: str) -> str:
    """The text without its digits."""
    return re.sub(r"\d", "", text)


def dialled_rows(page: PageReading) -> list[str]:
    """Each row of one font and size as the eye meets it, left to right, digits and '+' only."""
    rows: dict[tuple[str, float, float], list[tuple[float, str]]] = {}
    for run in page.runs:
        for glyph in run.glyphs:
            text = glyph.text.strip()
            if not run.artifact and (text.isdigit() or text == "+"):
                key = (run.font, round(run.size, 1), round(glyph.y, 1))
                rows.setdefault(key, []).append((glyph.x, text))
    return ["".join(t for _, t in sorted(row)) for row in rows.values()]


@rule("outside-safe-zone", "print: 5 mm from trim, 4 mm from folds", "move the frame inwards")
def inside_safe_zone(case: Case) -> Iterator[Told]:
    """Type keeps away from the cut and the folds: both wander by a millimetre."""
    layout = case.file.job.layout
    rtl = case.file.job.language.direction == "rtl"
    width, height = case.file.job.sizes[case.file.size]
    scale = case.file.boxes.scale
    for number, page in case.pages():
        folds = [
            (layout.trim[0] - f.x if rtl else f.x) * scale
            for f in layout.folds
            if f.page == case.face(number)
        ]
        for run in page.runs:
            if run.artifact or not run.text.strip():
                continue
            x0, y0, x1, y1 = run_box(run)
            near = min(x0, y0, width - x1, height - y1)
            if near < layout.safe - TOLERANCE:
                limit = f"the safe zone is {layout.safe:g} mm"
                yield Told(f"'{run.text[:30]}' comes {near:.1f} mm near the trim; {limit}", number)
            for fold in folds:
                gap = max(x0 - fold, fold - x1)
                if gap < layout.fold_safe - TOLERANCE:
                    limit = f"it keeps {layout.fold_safe:g} mm"
                    yield Told(f"'{run.text[:30]}' comes {gap:.1f} mm near a fold; {limit}", number)


def run_box(run: Run) -> tuple[float, float, float, float]:
    """The box of a run's visible glyphs in mm: left, bottom, right, top."""
    seen = [g for g in run.glyphs if g.text.strip()] or list(run.glyphs)
    em = run.size * MM
    y = run.glyphs[0].y
    left, right = min(g.x for g in seen), max(g.x + g.advance for g in seen)
    return left, y - DESCENT * em, right, y + ASCENT * em


@rule("on-the-figure", "art: nothing on the head, 5 mm clear of it", "shorten or move the text")
def clear_of_the_figure(case: Case) -> Iterator[Told]:
    """Type stands beside the person or on the chest, never on the head or across the outline."""
    job, boxes = case.file.job, case.file.boxes
    layout = job.layout
    width, height = layout.trim
    rtl = job.language.direction == "rtl"
    for number, page in case.pages():
        name = case.face(number)
        figure = person(layout, name) if name else None
        if figure is None:
            continue
        for run in page.runs:
            if run.artifact or not run.text.strip():
                continue
            x0, y0, x1, y1 = run_box(run)

            def x(v: float) -> float:
                return (v + boxes.trim[0] - boxes.shift[0]) / boxes.scale - layout.bleed

            def y(v: float) -> float:
                return height - ((v + boxes.trim[1] - boxes.shift[1]) / boxes.scale - layout.bleed)

            left, right = (width - x(x1), width - x(x0)) if rtl else (x(x0), x(x1))
            box = (left, y(y1), right, y(y0))
            gap = figure.head_distance(box)
            if gap < CLEARANCE - TOLERANCE:
                yield Told(
                    f"'{run.text[:30]}' is {gap:.1f} mm from the head, not {CLEARANCE:g} mm", number
                )
            elif figure.crosses_body(box):
                yield Told(f"'{run.text[:30]}' runs across the outline of the figure", number)
