"""Tokens and texts, and where they stand in a rendering."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Token:
    """A fact as it is set: its kind, its words in the language, its name in ``campaign.yaml``.

    The kind is that of the fact: phone, web, mail, postal, number or name. A fact that a partner
    brings has no name.
    """

    kind: str
    words: str
    fact: str = ""


@dataclass(frozen=True)
class PlacedToken:
    """A token, or the part of it on one line, where it stands in a rendering.

    ``page`` counts from 0; ``mark`` numbers its content on the page (MCID); ``box`` is in pixels
    of the renderer (1/96 inch) from the page's upper left: (x0, y0, x1, y1).
    """

    token: Token
    page: int
    mark: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class PlacedText:
    """Text of a frame on one line, where it stands in a rendering.

    ``characters`` are the numbers of its characters in the frame, from 0, white space left out;
    ``page`` and ``box`` are as those of a token.
    """

    page: int
    frame: str
    characters: tuple[int, ...]
    box: tuple[float, float, float, float]
