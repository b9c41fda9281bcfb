"""Text: complete, phone numbers in dialling order, away from the figure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from printshop.findings import Severity
from printshop.pdf.direction import Direction, across, along
from printshop.pdf.geometry import Extent
from printshop.preflight.measures import against
from printshop.preflight.reading.facts import PageReading, Run
from printshop.preflight.reading.glyph_ink import inks
from printshop.preflight.rules import CUT, Case, Violation, rule
from printshop.shop.direction import right_to_left
from printshop.shop.job import Block
from printshop.typesetting.artwork import CLEARANCE, person

TOLERANCE = 0.15  # mm


def _pages(case: Case) -> Iterator[tuple[int, PageReading, tuple[Block, ...]]]:
    """Each page of our file with its number and the blocks that it should contain."""
    for number, page in case.pages():
        if name := case.side(number):
            yield number, page, case.expected.composition.blocks_on(name)


def phone_numbers(case: Case) -> set[str]:
    """The phone numbers that the piece may contain: its tokens, and all facts of the campaign.

    A template may write a number without a token, so the campaign's facts are included.
    """
    job, blocks = case.expected.file.job, case.expected.composition.blocks
    facts = job.shop.campaign.facts.values()
    campaign = {str(f.value_in(job.ticket.language)) for f in facts if f.kind == "phone"}
    return campaign | {t.words for b in blocks for t in b.tokens if t.kind == "phone"}


@lru_cache(maxsize=4096)  # partners' versions of a piece share most of their words
def letters_and_digits(text: str) -> str:
    """The text in lower case, without what typesetting adds or moves: hyphens, marks, spaces."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LN").lower()


def text_lines(page: PageReading) -> list[list[Run]]:
    """The page's runs by line: consecutive runs on one baseline, without artifacts."""
    by_line: list[list[Run]] = []
    for run in page.runs:
        if run.artifact:
            continue
        last = by_line[-1][-1] if by_line else None
        if last and last.direction == run.direction and abs(_height(last) - _height(run)) < 0.05:
            by_line[-1].append(run)
        else:
            by_line.append([run])
    return by_line


def _height(run: Run) -> float:
    """How high a run's baseline stands, seen as it is read."""
    return across(run.direction, *run.glyphs[0][2:4])


def reading_text(page: PageReading) -> str:
    """The page's letters and digits in reading order; content has right-to-left text reversed."""
    if "text" not in page.cache:
        page.cache["text"] = _reading_text(page)
    return str(page.cache["text"])


def _reading_text(page: PageReading) -> str:
    text = ""
    for line in text_lines(page):
        rtl = any(right_to_left(run.text) for run in line)
        for run in (
            sorted(line, key=lambda r: -along(r.direction, *r.glyphs[0][2:4])) if rtl else line
        ):
            texts = [g.text for g in run.glyphs]
            text += "".join(reversed(texts) if right_to_left(run.text) else texts)
    return letters_and_digits(text)


@rule(
    "lost-words",
    "engine: text below a box is dropped without a warning",
    "give the frame more room",
    own=True,
)
def every_word_is_there(case: Case) -> Iterator[Violation]:
    """Every block of the copy is on the page, as often as it was set: some may be dropped."""
    phones = phone_numbers(case)
    rtl = case.expected.file.job.language.direction == "rtl"
    for number, page, blocks in _pages(case):
        text = reading_text(page)
        # Blocks with a phone number are compared without digits: the rule below checks those.
        with_phone = [any(phone in block.words for phone in phones) for block in blocks]
        text_letters = without_digits(text)
        copy = [
            without_digits(letters_and_digits(block.words))
            if has_phone
            else letters_and_digits(block.words)
            for block, has_phone in zip(blocks, with_phone, strict=True)
        ]
        if rtl and not Counter("".join(map(without_digits, copy))) - Counter(text_letters):
            continue  # the order of mixed scripts is ambiguous, and no letter of them is missing
        for block, block_text, has_phone in zip(blocks, copy, with_phone, strict=True):
            page_text = text_letters if has_phone else text
            times = sum(other.count(block_text) for other in copy) if block_text else 0
            if page_text.count(block_text) < times:
                missing = [
                    word
                    for word in block.words.split()
                    if letters_and_digits(word) and letters_and_digits(word) not in text
                ]
                words = " ".join(missing or [block.words])[:60]
                yield Violation(f"'{words}' is not on the page", number)


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
        rows = digit_rows(page)
        if _in_two_lines(case, number):
            rows = ["".join(rows)]
        for phone in sorted(phones):
            expected = sum(block.words.count(phone) for block in blocks)
            digits = re.sub(r"[^+\d]", "", phone)
            times = sum(row.count(digits) for row in rows)
            if times < expected:
                message = f"'{phone}' reads left to right {times} times, not {expected}"
                yield Violation(message, number)


def _in_two_lines(case: Case, number: int) -> bool:
    """Whether the layout sets a number in several lines on a page: then its rows are read on."""
    layout, side = case.expected.file.job.layout, case.side(number)
    frames = (frame for frame in layout.frames.values() if frame.page == side)
    slots = (slot for frame in frames for slot in frame.slots.values())
    return any(slot.voice == "figures" and slot.lines > 1 for slot in slots)


def without_digits(text: str) -> str:
    """The text without its digits."""
    return re.sub(r"\d", "", text)


def digit_rows(page: PageReading) -> list[str]:
    """The digits and '+' of each baseline, font and size, in the direction in which it runs.

    The rows of a font, size and direction stand one after another, from the first line.
    """
    if "rows" not in page.cache:
        page.cache["rows"] = _digit_rows(page)
    return list(page.cache["rows"])


def _digit_rows(page: PageReading) -> list[str]:
    rows: dict[tuple[str, float, Direction, float], list[tuple[float, str]]] = {}
    for run in page.runs:
        for glyph in run.glyphs:
            text = glyph.text.strip()
            if not run.artifact and (text.isdigit() or text == "+"):
                way = run.direction
                line = round(across(way, glyph.x, glyph.y), 1)
                key = run.font, round(run.size, 1), way, line
                rows.setdefault(key, []).append((along(way, glyph.x, glyph.y), text))
    down = sorted(rows.items(), key=lambda item: (*item[0][:3], -item[0][3]))
    return ["".join(t for _, t in sorted(row)) for _, row in down]


@rule(
    "on-the-figure",
    "art: nothing on the head, 5 mm clear of it",
    "shorten or move the text",
    standards=CUT,
    own=True,
)
def clear_of_the_figure(case: Case) -> Iterator[Violation]:
    """Type keeps clear of the head; ``collision`` sees what runs across the outline."""
    for number, page in case.pages():
        for run in page.runs:
            if run.artifact or not run.text.strip():
                continue
            distance = _run_distance(case, number, run)
            if distance is not None and distance < CLEARANCE - TOLERANCE:
                measure, limit = against(distance, CLEARANCE, "mm", 1)
                message = f"'{run.logical_text[:30]}' is {measure} from the head, not {limit}"
                yield Violation(message, number, run.box, measure, limit)


def on_the_head(case: Case, number: int, run: Run) -> bool:
    """Whether a run comes too near the head of the figure."""
    distance = _run_distance(case, number, run)
    return distance is not None and distance < CLEARANCE - TOLERANCE


def _run_distance(case: Case, number: int, run: Run) -> float | None:
    """The distance in mm between the head and a run; that of its ink where it may be too near."""
    distance = head_distance(case, number, run.box)
    if distance is None or distance >= CLEARANCE:
        return distance
    near = (head_distance(case, number, ink.box) for ink in inks(run))
    return min((mm for mm in near if mm is not None), default=distance)


def head_distance(case: Case, number: int, box: Extent) -> float | None:
    """The distance in mm between a box on a page and the figure's head; None without a figure."""
    if case.ours is None:
        return None
    job, boxes = case.expected.file.job, case.expected.file.boxes
    layout, side = job.layout, case.side(number)
    figure = person(layout, side) if side else None
    if figure is None:
        return None
    width, height = layout.trim
    x0, x1 = (
        (v + boxes.trim[0] - boxes.shift[0]) / boxes.scale - layout.bleed for v in (box.x0, box.x1)
    )
    y0, y1 = (
        height - ((v + boxes.trim[1] - boxes.shift[1]) / boxes.scale - layout.bleed)
        for v in (box.y0, box.y1)
    )
    left, right = (width - x1, width - x0) if job.language.direction == "rtl" else (x0, x1)
    return figure.head_distance(Extent(left, y1, right, y0))


@rule(
    "hidden-text",
    "ISO 32000-1, 9.3.6",
    "remove it, or make it visible",
    Severity.REVIEW,
)
def no_hidden_text(case: Case) -> Iterator[Violation]:
    """Invisible type may be shown by another program, and is found by a search."""
    for number, page in case.pages():
        hidden = [r for r in page.hidden if r.text.strip()]
        if hidden:
            more = f" and {len(hidden) - 1} more" if len(hidden) > 1 else ""
            verb = "are" if more else "is"
            message = f"'{hidden[0].text.strip()[:30]}'{more} {verb} on the page and invisible"
            yield Violation(message, number, hidden[0].box)
