"""The page of changes: the panels that changed since a piece was signed or built, before and after.

Beside each panel stand only the texts that changed. The page is one HTML file with its pictures.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from printshop.proofing.changed_texts import ChangedText, changed_besides, changed_texts
from printshop.proofing.panel_pictures import Panel, PanelPictures, panels_of
from printshop.proofing.review_proof import on_paper, piece_in_words
from printshop.shop.job import Rendering
from printshop.shop.signing import SignedWords
from printshop.shop.words import Language
from printshop.typesetting import compose, locale_format

TEMPLATE = "_shared/review/changes.html.j2"
WIDTH = 1100.0  # pixels of a picture, and of one in which changes are looked for
MM_PER_INCH = 25.4


@dataclass(frozen=True)
class Earlier:
    """What a piece is compared with: its words as they were ``signed``, or in a file as ``built``.

    ``compared``: its words of today, beside the source's with which they were compared. ``on`` is
    the day of the signature or the file, ``by`` who signed.
    """

    kind: Literal["signed", "built", "compared"]
    words: SignedWords
    on: date | None = None
    by: str = ""


@dataclass(frozen=True)
class Change:
    """A piece as it was and as it is: what is read, and how it is set.

    ``name`` is what it is signed under, such as ``ro/leaflet``. ``before`` is None where the piece
    cannot be set any more as it was, and where only its source is known to have changed.
    """

    name: str
    earlier: Earlier
    now: SignedWords
    before: Rendering | None
    after: Rendering


def change_page(change: Change, words: Mapping[str, str], reader: Language) -> str:
    """The page as HTML; ``words`` are its own in the language of ``reader``."""
    job, earlier, then = change.after.composition.job, change.earlier, change.earlier.words
    shop, tag = job.shop, change.name.partition("/")[0]
    texts = {text.identifier: text for text in changed_texts(then, change.now)}
    numbers = {name: number for number, name in enumerate(texts, 1)}
    after = PanelPictures(change.after, on_paper(shop))
    before = PanelPictures(change.before, on_paper(shop)) if change.before else None
    placed = {
        (place.page, place.panel, place.identifier)
        for pictures in (after, before)
        if pictures
        for place in pictures.places
        if place.ref.language == tag and place.identifier in texts
    }
    panels = []
    shown = set[str]()
    for panel in panels_of(job):
        here = [n for n in texts if (panel.page, panel.number, n) in placed]
        if here or _differ(before, after, panel):
            rows = [_row(texts[name], numbers[name]) for name in here if name not in shown]
            sides = (after,) if earlier.kind == "compared" else (before, after)
            pictures = [_picture(p, panel, numbers) if p else "" for p in sides]
            panels.append({"panel": panel, "pictures": pictures, "rows": rows})
            shown.update(here)
    rest = [_row(text, 0) for name, text in texts.items() if name not in shown]
    source = shop.languages[shop.campaign.source_language]
    return compose.web_page(
        shop.root,
        TEMPLATE,
        say=lambda role: words[role],
        reader=reader,
        language=shop.languages[tag],
        own_name=locale_format.language_name(tag, reader),
        source=source,
        translated=tag != source.tag,
        piece=piece_in_words(job, reader),
        name=change.name,
        campaign=shop.campaign,
        kind=earlier.kind,
        day=locale_format.day(earlier.on, reader) if earlier.on else "",
        by=earlier.by,
        panels=panels,
        rest=rest,
        besides=changed_besides(then, change.now),
    )


def _differ(before: PanelPictures | None, after: PanelPictures, panel: Panel) -> bool:
    """Whether a panel looks otherwise than before, such as where it shows another number."""
    dpi = _dpi(after)
    return before is not None and before.png(panel, dpi) != after.png(panel, dpi)


def _dpi(pictures: PanelPictures) -> float:
    """The same for all panels of a piece, so that each of its pages is drawn once."""
    widest = max(panel.x1 - panel.x0 for panel in panels_of(pictures.rendering.composition.job))
    return WIDTH * MM_PER_INCH / widest


def _picture(pictures: PanelPictures, panel: Panel, numbers: Mapping[str, int]) -> str:
    png = pictures.png(panel, _dpi(pictures), numbers)
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def _row(text: ChangedText, number: int) -> dict[str, Any]:
    return {"number": number, "identifier": text.identifier, "source": text.source, "own": text.own}
