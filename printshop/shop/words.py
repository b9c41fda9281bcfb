"""The words of the shop: the campaign's facts, sectors, languages, copy sheets and sign-offs."""

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator

from printshop.findings import Scope
from printshop.shop.units import Day, Names, Number, as_tuple
from printshop.shop.yaml_file import Sheet, digest

FIGURES = "Fira Sans Extra Condensed"  # all numerals and addresses on display are set in it
LATIN = "Noto Sans"  # Latin tokens within running text of another script
TOKEN = re.compile(r"\{([^{}]*)\}")  # how copy names a fact
COMMON = "common"  # the sheet of words that all pieces share
PARTNER = "partner"  # the words of a partner's zone, beside what the partner brings
PACKAGE = "package"  # what goes to a print shop, in the languages that print shops read
LONGEST_ADDRESS = 1000  # letters: at level Q the largest code holds 1,663 bytes


def copy_scope(language: str, stem: str) -> Scope:
    """Which jobs a copy sheet is for: those of its layout or sector; all, where they share it."""
    return Scope(language=language, stem="" if stem == COMMON else stem)


def _address(value: str) -> str:
    if len(value) > LONGEST_ADDRESS:
        raise ValueError("no code holds so much")
    return value


class Fact(Sheet):
    """One fact that texts name and never spell: its value, where it is from, how long it holds."""

    kind: Literal["phone", "web", "mail", "postal", "number", "name"]
    value: str | int
    source: str
    checked: Day
    valid_until: Day
    by_language: dict[str, str] = {}

    def value_in(self, language: str) -> str | int:
        """The value as a language prints it."""
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
    """What is true in every language."""

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
        """The moment that dates a file: the edition's, or SOURCE_DATE_EPOCH; never the clock."""
        if (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")).isdigit():
            return datetime.fromtimestamp(int(epoch), UTC)
        return datetime(self.edition.year, self.edition.month, self.edition.day, tzinfo=UTC)


class Sector(Sheet):
    """A sector: its colour's token, its pictogram, the pictograms of its six signs.

    ``languages``: those that its workers often speak, the likeliest first; some may be missing yet.
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
    """How a language sets one voice: size and leading, times what the layout says."""

    scale: Number = 1.0
    leading: Number = 1.0


class Fonts(Sheet):
    """Font families by voice, in order; figures and Latin tokens keep the campaign's own."""

    head: Names
    text: Names


class Language(Sheet):
    """``content/<tag>/language.yaml``: how a language is called, written and set.

    ``telltale``: beginnings of words that give away what a piece is about.
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
    """The source words that a translation renders: their language and digest."""

    language: str
    digest: str


Item = str | list[str]


class CopySheet(Sheet):
    """One file of copy: items by role, each a text or a list of texts."""

    status: Literal["draft"]
    translated_from: TranslationSource | None = None
    items: dict[str, Item]

    def digest(self) -> str:
        """Eight hex digits over the words by role, in the order of their names."""
        flat = [x for role in sorted(self.items) for x in (role, *_texts(self.items[role]))]
        return digest(*flat)[:8]


class SignOff(Sheet):
    """That a person has read a piece: who, when, and the digests of words, layout and look."""

    by: str
    on: Day
    words: str
    layout: str
    look: str = ""  # of where the glyphs stand; older sign-offs have none


class SignOffs(Sheet):
    """``content/<tag>/sign-off.yaml``: a language's sign-offs by stem, without size."""

    pieces: dict[str, SignOff]


def _texts(item: Item) -> list[str]:
    return [item] if isinstance(item, str) else item


@dataclass(frozen=True)
class Copy:
    """The words for one job: items by role, from the most particular sheet that has them."""

    sheets: tuple[CopySheet, ...]

    def get(self, role: str) -> Item | None:
        """The item of a role, or None."""
        sheet = self.sheet(role)
        return sheet.items[role] if sheet else None

    def sheet(self, role: str) -> CopySheet | None:
        """The most particular sheet that has the role."""
        return next((s for s in reversed(self.sheets) if role in s.items), None)

    def roles(self) -> set[str]:
        """All the roles that have words."""
        return {role for sheet in self.sheets for role in sheet.items}
