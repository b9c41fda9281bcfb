"""Discretion: what a side or a frame may not tell whoever finds the piece, by its layout."""

from collections.abc import Iterator

from printshop.pdf.geometry import Extent, contains
from printshop.preflight.checks.overhang import placed_boxes
from printshop.preflight.checks.text import letters_and_digits, reading_text
from printshop.preflight.reading.facts import Run
from printshop.preflight.rules import CUT, Case, Violation, rule
from printshop.shop.job import Job
from printshop.shop.layout import Discreet, Told
from printshop.shop.strips import printed_strips

TOLD_BY: dict[str, Told] = {  # what a fact tells, by its kind
    "phone": "numbers",
    "web": "addresses",
    "mail": "addresses",
    "postal": "addresses",
    "name": "names",
}


@rule(
    "outside-tells",
    "domain: who is watched must be able to carry it",
    "remove the word or the code from this page",
    own=True,
)
def discreet_pages_say_nothing(case: Case) -> Iterator[Violation]:
    """A page or a frame that the layout calls discreet shows nothing of what it keeps back."""
    job = case.expected.file.job
    for number, page in case.pages():
        side = case.side(number)
        if not side:
            continue
        kept = job.layout.pages[side].discreet
        for told in _told(job, kept, reading_text(page), "words" in kept):
            yield Violation(f"the page is discreet, and shows {told}", number)
        if "codes" in kept:
            for _ in case.codes[number - 1] if number <= len(case.codes) else ():
                yield Violation("the page is discreet, and shows a code", number)
        if case.press.standard in CUT:  # on a sheet of copies frames stand elsewhere
            yield from _frames(case, number)


def _frames(case: Case, number: int) -> Iterator[Violation]:
    """What lies in the box of a discreet frame, whichever frame it belongs to."""
    layout, page = case.expected.file.job.layout, case.reading.pages[number - 1]
    side = case.side(number)
    for name, frame in layout.frames.items():
        if frame.page != side or not frame.discreet:
            continue
        fix = f"remove it, or move it out of the frame '{name}'"
        on = printed_strips(layout) if frame.strips else [frame.box]
        told: dict[str, Extent] = {}  # the same on all strips is one fault
        for box in placed_boxes(case, on):
            for run in (r for r in page.runs if _in(box, r.box)):
                for what in _told_by(case.expected.file.job, frame.discreet, run):
                    told.setdefault(what, run.box)
            if "codes" in frame.discreet and (code := _code_in(case, number, box)):
                told.setdefault("a code", code)
        for what, where in told.items():
            message = f"the frame '{name}' is discreet, and shows {what}"
            yield Violation(message, number, where, cause=f"{name} {what}", fix=fix)


def _told_by(job: Job, kept: Discreet, run: Run) -> list[str]:
    text = letters_and_digits(run.logical_text)
    told = _told(job, kept, text, word_by_word=False)
    if told or "words" not in kept or not any(c.isalpha() for c in text):
        return told
    return [f"'{run.logical_text[:30]}'"]


def _told(job: Job, kept: Discreet, text: str, word_by_word: bool) -> list[str]:
    """What a text, in letters and digits alone, tells of what is kept back, in quotes.

    A fact that may be shown tells nothing else: an address may hold a telltale word.
    """
    text, found = text.casefold(), []
    facts = [f for f in job.shop.campaign.facts.values() if f.kind in TOLD_BY]
    for fact in facts:
        value = str(fact.value_in(job.ticket.language))
        plain = letters_and_digits(value).casefold()
        if plain and plain in text:
            if TOLD_BY[fact.kind] in kept:
                found.append(f"'{value}'")
            else:
                text = text.replace(plain, " ")
    if "subject" in kept:
        for word in job.language.telltale:
            plain = letters_and_digits(word).casefold()
            if plain and plain in text:
                found.append(f"'{word}'")
    if word_by_word and not found and any(c.isalpha() for c in text):
        found.append("words")
    return found


def _in(box: Extent, other: Extent) -> bool:
    """Whether the middle of a box lies in another one."""
    return contains(box, (other.x0 + other.x1) / 2, (other.y0 + other.y1) / 2)


def _code_in(case: Case, number: int, box: Extent) -> Extent | None:
    """The first QR code of a page whose middle lies in a box."""
    height = case.reading.pages[number - 1].size[1]
    for code in case.codes[number - 1] if number <= len(case.codes) else ():
        x, y, half = code.middle[0], height - code.middle[1], code.side / 2
        if contains(box, x, y):
            return Extent(x - half, y - half, x + half, y + half)
    return None
