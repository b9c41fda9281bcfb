"""Text: every word is there, every number in the order it is dialled, none where it is cut."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from printshop.findings import Severity
from printshop.pdf.geometry import Extent
from printshop.preflight.reading.facts import PageReading, Run
from printshop.preflight.rules import CUT, Case, Violation, rule
from printshop.shop.direction import right_to_left
from printshop.shop.job import Block
from printshop.typesetting.artwork import CLEARANCE, person

TOLERANCE = 0.15  # mm
TELLING = {"phone", "web", "mail", "name"}  # facts that a discreet page does not show


def _pages(case: Case) -> Iterator[tuple[int, PageReading, tuple[Block, ...]]]:
    """Each page with its number and the blocks that it should hold."""
    for number, page in case.pages():
        if name := case.side(number):
            yield number, page, case.expected.composition.blocks_on(name)


def phone_numbers(case: Case) -> set[str]:
    """The phone numbers that the piece may hold: its tokens, and all that the campaign has.

    A template that writes a number as plain words has no token for it; it is looked for all the
    same.
    """
    job, blocks = case.expected.file.job, case.expected.composition.blocks
    facts = job.shop.campaign.facts.values()
    campaign = {str(f.value_in(job.ticket.language)) for f in facts if f.kind == "phone"}
    return campaign | {t.words for b in blocks for t in b.tokens if t.kind == "phone"}


@lru_cache(maxsize=4096)  # partners' versions of a piece share most of their words
def squeeze(text: str) -> str:
    """Letters and digits only, without the hyphens, marks and spaces that setting adds or moves."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LN").lower()


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
    """What the page says in reading order, squeezed; right-to-left text lies backwards in it."""
    if "said" not in page.known:
        page.known["said"] = _reading_text(page)
    return str(page.known["said"])


def _reading_text(page: PageReading) -> str:
    said = ""
    for line in lines(page):
        leftward = any(right_to_left(run.text) for run in line)
        for run in sorted(line, key=lambda r: -r.glyphs[0].x) if leftward else line:
            texts = [g.text for g in run.glyphs]
            said += "".join(reversed(texts) if right_to_left(run.text) else texts)
    return squeeze(said)


@rule(
    "lost-words",
    "engine: text below a box is dropped without a word",
    "give the frame more room",
    own=True,
)
def every_word_is_there(case: Case) -> Iterator[Violation]:
    """Every block of the copy is on the page, as often as it was set: the renderer drops words."""
    phones = phone_numbers(case)
    rtl = case.expected.file.job.language.direction == "rtl"
    for number, page, blocks in _pages(case):
        said = reading_text(page)
        # A phone number is looked for by the rule below, glyph by glyph: here its block is letters.
        lettered = [any(phone in block.words for phone in phones) for block in blocks]
        said_letters = letters(said)
        whole = [
            letters(squeeze(block.words)) if plain else squeeze(block.words)
            for block, plain in zip(blocks, lettered, strict=True)
        ]
        if rtl and not Counter("".join(map(letters, whole))) - Counter(said_letters):
            continue  # mixed scripts lie in an order of their own; no letter of them is lost
        for block, text, plain in zip(blocks, whole, lettered, strict=True):
            page_says = said_letters if plain else said
            if text and page_says.count(text) < sum(other.count(text) for other in whole):
                words = [w for w in block.words.split() if squeeze(w) and squeeze(w) not in said]
                yield Violation(
                    f"'{' '.join(words or [block.words])[:60]}' is not on the page", number
                )


@rule(
    "number-out-of-order",
    "domain: a wrong number is worse than none",
    "name it as a token",
    own=True,
)
def phones_read_left_to_right(case: Case) -> Iterator[Violation]:
    """Each phone number reads left to right by the place of its glyphs, as often as it was set."""
    phones = phone_numbers(case)
    for number, page, blocks in _pages(case):
        rows = dialled_rows(page)
        for phone in sorted(phones):
            set_ = sum(block.words.count(phone) for block in blocks)
            digits = re.sub(r"[^+\d]", "", phone)
            got = sum(row.count(digits) for row in rows)
            if got < set_:
                yield Violation(f"'{phone}' reads left to right {got} times, not {set_}", number)


def letters(text: str) -> str:
    """The text without its digits."""
    return re.sub(r"\d", "", text)


def dialled_rows(page: PageReading) -> list[str]:
    """Each row of one font and size as the eye meets it, left to right, digits and '+' only."""
    if "rows" not in page.known:
        page.known["rows"] = _dialled_rows(page)
    return list(page.known["rows"])


def _dialled_rows(page: PageReading) -> list[str]:
    rows: dict[tuple[str, float, float], list[tuple[float, str]]] = {}
    for run in page.runs:
        for glyph in run.glyphs:
            text = glyph.text.strip()
            if not run.artifact and (text.isdigit() or text == "+"):
                key = (run.font, round(run.size, 1), round(glyph.y, 1))
                rows.setdefault(key, []).append((glyph.x, text))
    return ["".join(t for _, t in sorted(row)) for row in rows.values()]


@rule(
    "outside-safe-zone",
    "print: 5 mm from trim, 4 mm from folds",
    "move the frame inwards",
    standards=CUT,
    own=True,
)
def inside_safe_zone(case: Case) -> Iterator[Violation]:
    """Type keeps away from the cut and the folds: both wander by a millimetre."""
    layout = case.expected.file.job.layout
    width, height = case.expected.file.job.sizes[case.expected.file.size]
    scale = case.expected.file.boxes.scale
    for number, page in case.pages():
        folds = [x * scale for x, _ in case.expected.file.job.folds(number)]
        for run in page.runs:
            if run.artifact or not run.text.strip():
                continue
            x0, y0, x1, y1 = run.box
            near = min(x0, y0, width - x1, height - y1)
            if near < layout.safe - TOLERANCE:
                limit = f"the safe zone is {layout.safe:g} mm"
                said = f"'{run.said[:30]}' comes {near:.1f} mm near the trim; {limit}"
                yield Violation(said, number, run.box, f"{near:.1f} mm", f"{layout.safe:g} mm")
            for fold in folds:
                gap = max(x0 - fold, fold - x1)
                if gap < layout.fold_safe - TOLERANCE:
                    limit = f"it keeps {layout.fold_safe:g} mm"
                    said = f"'{run.said[:30]}' comes {gap:.1f} mm near a fold; {limit}"
                    yield Violation(
                        said, number, run.box, f"{gap:.1f} mm", f"{layout.fold_safe:g} mm"
                    )


@rule(
    "on-the-figure",
    "art: nothing on the head, 5 mm clear of it",
    "shorten or move the text",
    standards=CUT,
    own=True,
)
def clear_of_the_figure(case: Case) -> Iterator[Violation]:
    """Type stands beside the person or on the chest, never on the head or across the outline."""
    job, boxes = case.expected.file.job, case.expected.file.boxes
    layout = job.layout
    width, height = layout.trim
    rtl = job.language.direction == "rtl"
    for number, page in case.pages():
        name = case.side(number)
        figure = person(layout, name) if name else None
        if figure is None:
            continue
        for run in page.runs:
            if run.artifact or not run.text.strip():
                continue
            x0, y0, x1, y1 = run.box

            def x(v: float) -> float:
                return (v + boxes.trim[0] - boxes.shift[0]) / boxes.scale - layout.bleed

            def y(v: float) -> float:
                return height - ((v + boxes.trim[1] - boxes.shift[1]) / boxes.scale - layout.bleed)

            left, right = (width - x(x1), width - x(x0)) if rtl else (x(x0), x(x1))
            box = Extent(left, y(y1), right, y(y0))
            gap = figure.head_distance(box)
            if gap < CLEARANCE - TOLERANCE:
                said = f"'{run.said[:30]}' is {gap:.1f} mm from the head, not {CLEARANCE:g} mm"
                yield Violation(said, number, run.box, f"{gap:.1f} mm", f"{CLEARANCE:g} mm")
            elif figure.crosses_body(box):
                said = f"'{run.said[:30]}' runs across the outline of the figure"
                yield Violation(said, number, run.box)


@rule(
    "hidden-text",
    "ISO 32000-1, 9.3.6",
    "take it out, or let it be seen",
    Severity.REVIEW,
)
def no_hidden_text(case: Case) -> Iterator[Violation]:
    """Type that nobody sees comes to light on another program, and in a search."""
    for number, page in case.pages():
        hidden = [r for r in page.hidden if r.text.strip()]
        if hidden:
            more = f" and {len(hidden) - 1} more" if len(hidden) > 1 else ""
            said = f"'{hidden[0].text.strip()[:30]}'{more} stands on the page and is not seen"
            yield Violation(said, number, hidden[0].box)


@rule(
    "outside-tells",
    "domain: who is watched must be able to carry it",
    "take the word or the code off this page",
    own=True,
)
def discreet_pages_say_nothing(case: Case) -> Iterator[Violation]:
    """A page that the layout calls discreet gives its owner away by no word, number or code."""
    job = case.expected.file.job
    facts = [f for f in job.shop.campaign.facts.values() if f.kind in TELLING]
    words = [(w, squeeze(w)) for w in job.language.telltale]
    words += [(str(v), squeeze(str(v))) for f in facts for v in {f.value_in(job.ticket.language)}]
    for number, page in case.pages():
        name = case.side(number)
        if not name or not job.layout.pages[name].discreet:
            continue
        said = reading_text(page).casefold()
        for word, plain in words:
            if plain and plain.casefold() in said:
                yield Violation(f"the page is to say nothing, and says '{word}'", number)
        for _ in case.codes[number - 1] if number <= len(case.codes) else ():
            yield Violation("the page is to say nothing, and shows a code", number)
