"""Who may sign off pieces, which roles each kind of piece asks for, and the record of signatures.

Roles are names that the campaign chooses, in ``content/campaign.yaml``: none stands in the program.
"""

from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from printshop.reading.yaml_file import Sheet
from printshop.shop.units import Day, Names, as_tuple

ALL = "all"  # instead of tags: every language


def _one_line(value: str) -> str:
    if not value.strip() or "\n" in value:
        raise ValueError("wants a text in one line")
    return value


def _some(value: tuple[str, ...]) -> tuple[str, ...]:
    if not value:
        raise ValueError("wants one name at least")
    return value


def _list(value: object) -> object:
    return (value,) if isinstance(value, str) else as_tuple(value)


Line = Annotated[str, AfterValidator(_one_line)]
OneOrMore = Annotated[tuple[str, ...], BeforeValidator(_list), AfterValidator(_some)]


class Signer(Sheet):
    """One who may sign off: in which roles, in which languages (tags, or ``all``), until when.

    ``until`` is the last day; signatures up to it still count afterwards.
    """

    name: str
    roles: OneOrMore
    languages: OneOrMore
    until: Day | None = None

    def reads(self, tag: str) -> bool:
        """Whether the person may sign words of a language."""
        return ALL in self.languages or tag in self.languages


class Asked(Sheet):
    """Which roles have to sign: pieces in the source language, translations; with claims, also.

    ``different_people``: groups of roles in which no person may sign twice.
    """

    source: OneOrMore
    translation: OneOrMore
    claims: Names = ()
    different_people: Annotated[tuple[Names, ...], BeforeValidator(as_tuple)] = ()

    def roles(self) -> tuple[str, ...]:
        """All roles that some piece asks for, each once."""
        return tuple(dict.fromkeys((*self.source, *self.translation, *self.claims)))

    def of(self, *, source: bool, claims: bool) -> tuple[str, ...]:
        """The roles that a piece asks for, each once, in the order in which they sign."""
        roles = self.source if source else self.translation
        return tuple(dict.fromkeys((*roles, *(self.claims if claims else ()))))

    def apart(self, role: str) -> set[str]:
        """The roles that whoever signs in one may not sign in as well."""
        return {other for group in self.different_people if role in group for other in group} - {
            role
        }


class Entry(Sheet):
    """One line of a piece's record: a signature in a role, or a withdrawal with its reason.

    ``words``, ``layout`` and ``look`` are digests of what was signed; a carried language has no
    look of its own.
    """

    by: Line
    on: Day
    role: str = ""
    words: str = ""
    layout: str = ""
    look: str = ""
    withdrawn: str = ""

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if bool(self.withdrawn.strip()) == bool(self.role and self.words and self.layout):
            raise ValueError(
                "neither a signature nor a withdrawal",
                "bring the file back as it was last committed; the command alone writes it",
            )
        return self


class SignedText(Sheet):
    """One segment as it was signed; ``source`` is None in the source language."""

    text: str
    source: str | None = None


class SignedWords(Sheet):
    """``content/<tag>/signed/<digest>.yaml``: what was signed, under its digest.

    The segments by identifier, what else is printed, and the claims that the words make.

    ``claims`` are by text, ``flyer/rights``; ``printed`` as in ``Composition``.
    """

    texts: dict[str, SignedText]
    printed: dict[str, str] = Field(default_factory=dict)
    claims: dict[str, Names] = Field(default_factory=dict)


class SignOffs(Sheet):
    """``content/<tag>/sign-off.yaml``: the entries of each piece, in their order."""

    pieces: dict[str, Annotated[tuple[Entry, ...], BeforeValidator(as_tuple)]]
