"""Segments: every text of a translation, beside its source and what it was compared with.

A segment is one text of a file of copy: an item (``rights``), or an entry of one that is a list
(``signs[3]``). Which of them a translator has to look at is worked out here, and nowhere else.
"""

from dataclasses import dataclass
from typing import Literal

from printshop.shop.job import Shop
from printshop.shop.words import COMMON, CopySheet

SegmentState = Literal["missing", "not-compared", "stale", "fresh"]


@dataclass(frozen=True)
class Segment:
    """One text: the source's, the translation's (None: there is none), the one compared with.

    ``stem`` is its file of copy, ``name`` its name in it. ``compared`` is the source's text as it
    was when somebody last said that both say the same, None where nobody did.
    """

    stem: str
    name: str
    source: str
    translation: str | None
    compared: str | None

    @property
    def identifier(self) -> str:
        """What it is called in files that go out, such as ``flyer/signs[3]``."""
        return f"{self.stem}/{self.name}"

    @property
    def role(self) -> str:
        """The role of its item."""
        return self.name.partition("[")[0]

    @property
    def state(self) -> SegmentState:
        """Whether it says what its source says today, as far as anybody has recorded."""
        if not (self.translation or "").strip():
            return "missing"
        if self.compared is None:
            return "not-compared"
        return "fresh" if self.compared == self.source else "stale"


def segments(shop: Shop, tag: str) -> list[Segment]:
    """All segments of the source, as they stand in a language: words that all share first.

    A text that only the translation has is not among them: ``check`` names it. Nor is one that the
    source has not written yet.
    """
    source = _sheets(shop, shop.campaign.source_language)
    stems = sorted(source, key=lambda stem: (stem != COMMON, stem))
    return [segment for stem in stems for segment in _of_file(shop, tag, source[stem])]


def _sheets(shop: Shop, tag: str) -> dict[str, CopySheet]:
    """The files of copy of a language, also those in which a text has no words yet."""
    return {**shop.copies.get(tag, {}), **shop.unfinished.get(tag, {})}


def _of_file(shop: Shop, tag: str, source: CopySheet) -> list[Segment]:
    sheet = _sheets(shop, tag).get(source.stem)
    record = shop.compared.get(tag)
    compared = record.files.get(source.stem, {}) if record else {}
    found = []
    for role in source.items:
        own = sheet.segments(role) if sheet else {}
        for name, text in source.segments(role).items():
            segment = Segment(source.stem, name, text, own.get(name), compared.get(name))
            found += [segment] if text.strip() else []
    return found
