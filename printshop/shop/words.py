"""The words of the shop: the campaign's facts, sectors, languages, copy sheets."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field

from printshop.facts.kinds import EXAMPLE_HOME, EXAMPLE_PERSON
from printshop.findings import Scope
from printshop.reading.origin import name_of
from printshop.reading.yaml_file import Sheet, digest
from printshop.shop.signing import Asked, Signer
from printshop.shop.units import Day, Names, Positive, as_tuple

FIGURES = "Fira Sans Extra Condensed"  # the font of all displayed numerals and addresses
LATIN = "Noto Sans"  # the font of Latin tokens within text of another script
TOKEN = re.compile(r"\{([^{}]*)\}")  # a fact's name in copy
COMMON = "common"  # the sheet of the words that all pieces share
PARTNER = "partner"  # the sheet of the campaign's words in a partner's zone
PACKAGE = "package"  # the sheet of the words for print shops: job sheet and README
PUBLISHER = "publisher"  # a token that is no fact: the responsible publisher
EXAMPLE_PUBLISHER = f'publisher: {{name: {EXAMPLE_PERSON}, address: "{EXAMPLE_HOME}"}}'
EXAMPLE_SIGNER = f"signers: [{{name: {EXAMPLE_PERSON}, roles: [translator], languages: all}}]"
LONGEST_ADDRESS = 1000  # characters: a QR code of level Q holds at most 1,663 bytes


def copy_scope(language: str, stem: str, role: str = "") -> Scope:
    """The jobs that use a copy sheet: those of its layout or sector; all, for ``common``.

    With a role: those that print this item of the sheet.
    """
    item = (stem, role) if role else None
    return Scope(language=language, stem="" if stem == COMMON else stem, item=item)


def _address(value: str) -> str:
    if len(value) > LONGEST_ADDRESS:
        raise ValueError("no code holds so much")
    return value


def _script(value: str) -> str:
    if not re.fullmatch("[A-Z][a-z]{3}", value):
        raise ValueError("wants a code of four letters (ISO 15924), such as Latn")
    return value


def _named(value: str) -> str:
    if not value.strip() or "\n" in value:
        raise ValueError("wants a name in one line")
    return value


def _pairs(value: tuple[str, ...]) -> tuple[str, ...]:
    if len(value) % 2:
        raise ValueError("wants a closing mark for each opening one")
    return value


def _length(value: int) -> int:
    if value < 1:
        raise ValueError("a sentence has one word at least")
    return value


def _text_or_number(value: object) -> object:
    if type(value) not in (str, int):  # true and false are whole numbers to Python
        raise ValueError("wants a text or a whole number")
    return value


class Fact(Sheet):
    """One fact, which texts name and never spell out: its value, source and last valid day.

    ``checked_by`` is who compared it with its source, '' where nobody is named.
    """

    kind: Literal["phone", "web", "mail", "postal", "number", "name"]
    value: Annotated[str | int, BeforeValidator(_text_or_number)]
    source: str
    checked: Day
    valid_until: Day
    checked_by: str = ""
    by_language: dict[str, str] = {}

    def value_in(self, language: str) -> str | int:
        """The value that a language prints."""
        return self.by_language.get(language, self.value)


class Litter(Sheet):
    """The 'do not litter' line in one language of the region."""

    language: str
    text: str


class Person(Sheet):
    """A natural person: the responsible publisher."""

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
    publisher: Person | None = Field(examples=[EXAMPLE_PUBLISHER])
    signers: Annotated[tuple[Signer, ...], BeforeValidator(as_tuple)] = Field(
        examples=[EXAMPLE_SIGNER]
    )
    sign_off: Asked
    litter: Annotated[tuple[Litter, ...], BeforeValidator(as_tuple)]
    facts: dict[str, Fact]

    @property
    def moment(self) -> datetime:
        """The date of all files in UTC: the edition's, or SOURCE_DATE_EPOCH; never the clock."""
        if (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")).isdigit():
            return datetime.fromtimestamp(int(epoch), UTC)
        return datetime(self.edition.year, self.edition.month, self.edition.day, tzinfo=UTC)


Texture = Literal["plain", "bars", "furrows", "scallops", "drops"]
TEXTURES: tuple[Texture, ...] = get_args(Texture)


class Sector(Sheet):
    """A sector: its colour's token, its pictogram, the pictograms of its six signs.

    ``texture``: how the bands of its colour are drawn, so that it is told from others without it.
    ``languages``: those that its workers often speak, the most frequent first; some may not be
    translated yet.
    """

    accent: str
    texture: Texture = "plain"
    pictogram: str
    on_leaflet: bool
    signs: Names
    languages: Names = ()


class Sectors(Sheet):
    """``content/sectors.yaml``: the sectors in the order in which they are shown."""

    sectors: dict[str, Sector]


class Voice(Sheet):
    """How a language sets one voice: factors of the layout's size and leading."""

    scale: Positive = 1.0
    leading: Positive = 1.0


class Fonts(Sheet):
    """Font families by voice, in order of fallback; figures and Latin tokens have their own."""

    head: Names
    text: Names


class Term(Sheet):
    """A term that a language uses, and words to avoid, each with its reason.

    A ``*`` at the beginning or the end of a word to avoid stands for any letters.
    """

    use: str
    avoid: Names
    why: str


class Language(Sheet):
    """``content/<tag>/language.yaml``: a language's names, script, direction, fonts, voices, rules.

    ``name`` is as within a sentence; ``autonym`` is the same name as the language writes a heading,
    which pieces show as their language tag; ``label`` is a code for those who print them.
    ``telltale``: beginnings of words that reveal what a piece is about, for discreet sides.

    Rules, all of them optional; without ``letters``, any letter of the script belongs:

    - ``letters``: the language's small letters (CLDR, main exemplar characters), with U+200C or
      U+200D where it is spelled with joiners; ``loan_letters``: what names and loan words need.
    - ``wrong_letters``: letters that are taken for another one, by that other one.
    - ``quotes``: its quotation marks, opening and closing, in as many pairs as it has.
    - ``spaced``: marks with a no-break space before them (« has it after it).
    - ``no_break_after``: words at which no line ends, such as articles and short prepositions.
    - ``thousands``: the separator of thousands where Babel's (CLDR) is not to be printed.
    - ``terms``, ``address`` (the form of address, for reviewers), ``address_avoid``: words of
      another form of address, as in ``terms``.
    - ``longest_sentence``: in words; in characters where the script has no spaces between words.
    - ``common_words``: frequent short words, by which its sentences are known in another language.
    """

    name: Annotated[str, AfterValidator(_named)]
    autonym: Annotated[str, AfterValidator(_named)]
    label: Annotated[str, AfterValidator(_named)]
    script: Annotated[str, AfterValidator(_script)]
    direction: Literal["ltr", "rtl"]
    fonts: Fonts
    head: Voice = Voice()
    text: Voice = Voice()
    telltale: Names = ()
    letters: str = ""
    loan_letters: str = ""
    wrong_letters: dict[str, str] = {}
    quotes: Annotated[Names, AfterValidator(_pairs)] = ()
    spaced: str = ""
    no_break_after: str = ""
    thousands: str = ""
    terms: Annotated[tuple[Term, ...], BeforeValidator(as_tuple)] = ()
    address: str = ""
    address_avoid: Names = ()
    longest_sentence: Annotated[int, AfterValidator(_length)] = 15
    common_words: str = ""

    @property
    def tag(self) -> str:
        """The language's tag: the name of its folder."""
        return self._origin.path.split("/")[1]


Item = str | list[str]


class CopySheet(Sheet):
    """One file of copy: items by role, each a text or a list of texts.

    A *segment* is one text of it: an item, or an entry of one that is a list. ``claims``: by role,
    the names of the claims that its words make. ``wording: locked`` says that the words are
    somebody's own and stay as they are.
    """

    PROSE: ClassVar[frozenset[str]] = frozenset({"items"})
    status: Literal["draft"]
    wording: Literal["locked"] | None = None
    claims: dict[str, Names] = {}
    items: dict[str, Item]

    def texts(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The texts, each with its key: its role, and its index in a list."""
        for role, item in self.items.items():
            if isinstance(item, str):
                yield (role,), item
            else:
                yield from (((role, i), text) for i, text in enumerate(item))

    def unwritten(self) -> list[tuple[str | int, ...]]:
        """The keys of the texts that have no words yet."""
        return [key for key, text in self.texts() if not text.strip()]

    def segments(self, role: str) -> dict[str, str]:
        """The texts of an item by the name of their segment: ``rights``, or ``signs[3]``."""
        item = self.items.get(role, [])
        if isinstance(item, str):
            return {role: item}
        return {name_of((role, n)): text for n, text in enumerate(item)}

    @property
    def path(self) -> str:
        """The path of its file, relative to the shop."""
        return self._origin.path

    @property
    def language(self) -> str:
        """The tag of its language: the name of its folder."""
        return self.path.split("/")[1]

    @property
    def stem(self) -> str:
        """The name of its file, without its ending."""
        return self.path.rpartition("/")[2].removesuffix(".yaml")

    def digest(self) -> str:
        """A digest of the words by role, in the order of their names: eight hex digits."""
        flat = [x for role in sorted(self.items) for x in (role, *texts_of(self.items[role]))]
        return digest(*flat)[:8]


class Compared(Sheet):
    """``content/<tag>/compared.yaml``: the source's words that a translation was compared with.

    ``files``: by file of copy and segment the source's text, word for word, as it was when somebody
    last said that the translation has its sense.
    """

    files: dict[str, dict[str, str]]


class Reading(Sheet):
    """What a text says: ``text`` as it stood when it was read, ``says`` the same in English."""

    PROSE: ClassVar[frozenset[str]] = frozenset({"text", "says"})

    text: str
    says: str


class ReadBack(Sheet):
    """``content/<tag>/read-back.yaml``: what each text of a translation says, in English.

    It is written by somebody who has not seen the source, so that the two can be compared by people
    who do not read the language. ``files``: by file of copy and segment.
    """

    PROSE: ClassVar[frozenset[str]] = Reading.PROSE

    files: dict[str, dict[str, Reading]]


def texts_of(item: Item) -> list[str]:
    """The texts of an item: one, or those of the list."""
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
