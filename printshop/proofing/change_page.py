"""The page of changes: the panels that changed since a piece was signed, before and after.

Beside each panel stand only the texts to read again. The page is one HTML file with its pictures.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from printshop.proofing.changed_texts import ChangedText, changed_besides, changed_texts
from printshop.proofing.panel_pictures import Panel, PanelPictures, panels_of
from printshop.proofing.review_proof import on_paper, piece_in_words
from printshop.shop.job import Rendering
from printshop.shop.signing import Entry, SignedWords
from printshop.shop.words import Language
from printshop.typesetting import compose, locale_format

TEMPLATE = "_shared/review/changes.html.j2"
DPI = 150.0


@dataclass(frozen=True)
class Change:
    """A piece as it was signed and as it is: what is read, and how it is set.

    ``name`` is what it is signed under, such as ``ro/leaflet``; ``signed`` the last signature.
    ``before`` is None where the piece cannot be set any more as it was.
    """

    name: str
    signed: Entry
    then: SignedWords
    now: SignedWords
    before: Rendering | None
    after: Rendering


def change_page(change: Change, words: Mapping[str, str], reader: Language) -> str:
    """The page as HTML; ``words`` are its own in the language of ``reader``."""
    job = change.after.composition.job
    shop, tag = job.shop, change.name.partition("/")[0]
    texts = {text.identifier: text for text in changed_texts(change.then, change.now)}
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
        if here:
            rows = [_row(texts[name], numbers[name]) for name in here if name not in shown]
            pictures = [_picture(p, panel, numbers) if p else "" for p in (before, after)]
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
        signed_on=locale_format.day(change.signed.on, reader),
        signed_by=change.signed.by,
        panels=panels,
        rest=rest,
        besides=changed_besides(change.then, change.now),
    )


def _picture(pictures: PanelPictures, panel: Panel, numbers: Mapping[str, int]) -> str:
    png = pictures.png(panel, DPI, numbers)
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def _row(text: ChangedText, number: int) -> dict[str, Any]:
    return {"number": number, "identifier": text.identifier, "source": text.source, "own": text.own}
