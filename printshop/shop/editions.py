"""Editions: what a file prints, as its edition mark stands for it.

An edition is a piece with its words as they were made into files: its languages, the digest of its
words, facts and claims, the campaign's edition and the state of its sign-off. The mark is a digest
of it together with the printing condition, the size and the order that a file was made for.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from printshop.shop.claims import made
from printshop.shop.edition_mark import mark_of
from printshop.shop.job import Composition
from printshop.shop.sign_off import own_items, words_digest
from printshop.shop.state import state


@dataclass(frozen=True)
class Edition:
    """A piece by its stem without size, its languages by tag, and what its words were.

    ``words`` is their digest, those of several languages with spaces between them; ``edition`` the
    campaign's, in ISO 8601; ``state`` the name of the state of its sign-off. ``facts`` are the
    values that it prints by the names of the facts, ``claims`` the names of the claims it makes;
    the digest of the words covers both.
    """

    piece: str
    languages: tuple[str, ...]
    words: str
    edition: str
    state: str
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)
    claims: tuple[str, ...] = ()


def edition_of(composition: Composition) -> Edition:
    """The edition of a composed piece as it is today.

    A piece that nobody has signed is a draft here, whatever its source says by now: its files are
    not made again for that, and its mark stays.
    """
    job, known = composition.job, composition.job.shop.campaign.facts
    tags, now = job.ticket.languages, state(composition)
    claims = [
        claim
        for tag in tags
        for _, _, claim in made(job.shop.copies.get(tag, {}), own_items(composition, tag))
    ]
    return Edition(
        job.ticket.stem,
        tags,
        " ".join(words_digest(composition, tag) for tag in tags),
        job.shop.campaign.edition.isoformat(),
        now.name if now.last else "draft",
        {name: str(value) for name, value in composition.printed if name in known},
        tuple(sorted(set(claims))),
    )


def mark(edition: Edition, press: str, size: str, order: str = "") -> str:
    """The mark of a file: eight characters without a space.

    ``press`` is the name of its printing condition, ``size`` the suffix of its size, ``order`` the
    number of the order it was made for, '' for none.
    """
    languages = " ".join(edition.languages)
    parts = (edition.piece, languages, edition.words, edition.edition, edition.state)
    return mark_of((*parts, press, size, order))


def to_line(edition: Edition) -> str:
    """An edition as a line of text: JSON, with a sum by which a line that was changed is known."""
    values = asdict(edition)
    return json.dumps({**values, "sum": _sum(values)}, ensure_ascii=False)


def _sum(values: Mapping[str, object]) -> str:
    text = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def from_line(line: str) -> Edition:
    """The edition in a line. Raises ``ValueError`` where it holds none, or was changed."""
    try:
        values = json.loads(line)
        if values.pop("sum") != _sum(values) or not values["languages"]:
            raise ValueError("the line was changed")
        texts = {name: str(values[name]) for name in ("piece", "words", "edition", "state")}
        facts = {str(name): str(value) for name, value in values["facts"].items()}
        languages, claims = (tuple(map(str, values[name])) for name in ("languages", "claims"))
    except (AttributeError, KeyError, TypeError, RecursionError) as problem:
        raise ValueError("the line holds no edition") from problem
    return Edition(**texts, languages=languages, facts=facts, claims=claims)
