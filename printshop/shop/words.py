"""The words of the shop: the campaign's facts, sectors, languages, copy sheets and sign-offs."""

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator

from printshop.findings import Scope
from printshop.shop.units import Day, Names, Number, as_tuple
from printshop.shop.yaml_file import Sheet, digest

FIGURES = "Fira Sans Extra Condensed"  # the font of all displayed numerals and addresses
LATIN = "Noto Sans"  # the font of Latin tokens within text of another script
TOKEN = re.compile(r"\{([^{}]*)\}")  # a fact's name in copy
COMMON = "common"  # the sheet of the words that all pieces share
PARTNER = "partner"  # the sheet of the campaign's words in a partner's zone
PACKAGE = "package"  # the sheet of the words for print shops: job sheet and README
LONGEST_ADDRESS = 1000  # characters: a QR code of level Q holds at most 1,663 bytes


def copy_scope(language: str, stem: str) -> Scope:
    """The jobs that use a copy sheet: those of its layout or sector; all, for ``common``."""
    return Scope(language=language, stem="" if stem == COMMON else stem)


def _address(value: str) -> str:
    if len(value) > LONGEST_ADDRESS:
        raise ValueError("no code holds so much")
    return value


class Fact(Sheet):
    """One fact, which texts name and never spell out: its value, source and last valid day."""

    kind: Literal["phone", "web", "mail", "postal", "number", "name"]
    value: str | int
    source: str
    checked: Day
    valid_until: Day
    by_language: dict[str, str] = {}

    def value_in(self, language: str) -> str | int:
        """The value that a language prints."""
        return self.by_language.get(language, self.value)


class Litter(Sheet):
    """The 'do not litter' line in one language of the region."""

    language: str
    text: str


class Person(Sheet):
    """A natural person: the responsible publisher, or one who may sign off."""

    name: str
    address: str = ""


class Campaign(Sheet):
    """``content/campaign.yaml``: what all languages share."""

    name: str
    edition: Day
    source_language: str
    code_address: Annotated[str, AfterValidator(_address)]
    hotline: str
    emergency: str
    site: str
    centres: Names
    publisher: Person | None
    signers: Annotated[tuple[Person, ...], BeforeValidator(as_tuple)]
    litter: Annotated[tuple[Litter, ...], BeforeValidator(as_tuple)]
    facts: dict[str, Fact]

    @property
    def moment(self) -> datetime:
        """The date of all files in UTC: the edition's, or SOURCE_DATE_EPOCH; never the clock."""
        if (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")).isdigit():
            return datetime.fromtimestamp(int(epoch), UTC)
        return datetime(self.edition.year, self.edition.month, self.edition.day, tzinfo=UTC)


class Sector(Sheet):
    """A sector: its colour's token, its pictogram, the pictograms of its six signs.

    ``languages``: those that its workers often speak, the most frequent first; some may not be
    translated yet.
    """

    accent: str
    pictogram: str
    on_leaflet: bool
    signs: Names
    languages: Names = ()


class Sectors(Sheet):
    """``content/sectors.yaml``: the sectors in the order in which they are shown."""

    sectors: dict[str, Sector]


class Voice(Sheet):
    """How a language sets one voice: factors of the layout's size and leading."""

    scale: Number = 1.0
    leading: Number = 1.0


class Fonts(Sheet):
    """Font families by voice, in order of fallback; figures and Latin tokens have their own."""

    head: Names
    text: Names


class Language(Sheet):
    """``content/<tag>/language.yaml``: a language's names, script, direction, fonts and voices.

    ``telltale``: beginnings of words that reveal what a piece is about, for discreet sides.
    """

    name: str
    label: str
    script: str
    direction: Literal["ltr", "rtl"]
    fonts: Fonts
    head: Voice = Voice()
    text: Voice = Voice()
    telltale: Names = ()

    @property
    def tag(self) -> str:
        """The language's tag: the name of its folder."""
        return self._origin.path.split("/")[1]


class TranslationSource(Sheet):
    """The source of a translation: its language, and its digest when it was translated."""

    language: str
    digest: str


Item = str | list[str]


class CopySheet(Sheet):
    """One file of copy: items by role, each a text or a list of texts."""

    PROSE: ClassVar[frozenset[str]] = frozenset({"items"})
    status: Literal["draft"]
    translated_from: TranslationSource | None = None
    items: dict[str, Item]

    def digest(self) -> str:
        """A digest of the words by role, in the order of their names: eight hex digits."""
        flat = [x for role in sorted(self.items) for x in (role, *_texts(self.items[role]))]
        return digest(*flat)[:8]


class SignOff(Sheet):
    """A sign-off: who has read a piece, when, and the digests of its words, layout and look."""

    by: str
    on: Day
    words: str
    layout: str
    look: str = ""  # of the glyphs' positions; older sign-offs have none


class SignOffs(Sheet):
    """``content/<tag>/sign-off.yaml``: a language's sign-offs by stem, without size."""

    pieces: dict[str, SignOff]


def _texts(item: Item) -> list[str]:
    return [item] if isinstance(item, str) else item


@dataclass(frozen=True)
class Copy:
    """The words of one job, by role; of several sheets with a role, the last one wins."""

    sheets: tuple[CopySheet, ...]

    def get(self, role: str) -> Item | None:
        """The item of a role, or None."""
        sheet = self.sheet(role)
        return sheet.items[role] if sheet else None

    def sheet(self, role: str) -> CopySheet | None:
        """The last sheet that has the role, or None."""
        return next((s for s in reversed(self.sheets) if role in s.items), None)

    def roles(self) -> set[str]:
        """All the roles that have words."""
        return {role for sheet in self.sheets for role in sheet.items}
