"""The units of a language that go out: which texts, with their notes, space budget and pictures."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from printshop.exchange.model import Batch, Unit
from printshop.shop.job import Shop
from printshop.shop.language_names import WORKING, name_in
from printshop.shop.segments import Segment, SegmentState, segments

NEEDS_WORK: dict[str, tuple[SegmentState, ...]] = {
    "stale": ("stale", "not-compared"),
    "missing": ("missing",),
    "": ("missing", "stale", "not-compared", "fresh"),
}


@dataclass(frozen=True)
class Placed:
    """Where a segment is printed: the piece, the side, who reads it, and how much fits.

    ``characters`` and ``lines`` are what fits at the smallest size.
    """

    title: str
    side: str
    audience: str
    characters: int
    lines: int


def wanted(shop: Shop, tag: str, only: str, printed: set[str] | None) -> list[Segment]:
    """The segments that go out: ``only`` is ``stale``, ``missing`` or '' for all.

    ``printed`` are the identifiers of those that some pieces print, None for those of all.
    """
    states = NEEDS_WORK[only]
    return [
        segment
        for segment in segments(shop, tag)
        if segment.state in states and (printed is None or segment.identifier in printed)
    ]


def batch(
    shop: Shop,
    tag: str,
    chosen: Iterable[Segment],
    places: dict[str, list[Placed]],
    picture_of: Callable[[str], tuple[str, bytes]],
) -> Batch:
    """The batch of some segments; ``places`` and ``picture_of`` by identifier.

    ``picture_of`` returns the name of a picture's file and its bytes, both empty for none.
    """
    language = shop.languages[tag]
    units = []
    for segment in chosen:
        where = places.get(segment.identifier, [])
        tightest = min(where, key=lambda p: p.characters, default=None)
        picture_name, picture = picture_of(segment.identifier)
        units.append(
            Unit(
                segment.identifier,
                segment.source,
                segment.translation or "",
                segment.state == "fresh",
                note=_note(segment, where),
                characters=tightest.characters if tightest else 0,
                lines=tightest.lines if tightest else 0,
                picture=picture,
                picture_name=picture_name,
            )
        )
    source = shop.campaign.source_language
    names = (name_in(WORKING, name) or shop.languages[name].autonym for name in (source, tag))
    source_name, name = names
    return Batch(source, source_name, tag, name, language.direction, tuple(units))


def _note(segment: Segment, where: list[Placed]) -> str:
    """What a text is, where it stands and who reads it, for the translator."""
    return " ".join(_sentences(segment, where))


def _sentences(segment: Segment, where: list[Placed]) -> Iterator[str]:
    name, _, number = segment.name.partition("[")
    what = name.replace("-", " ")
    yield f"{what[:1].upper()}{what[1:]}{f', number {number[:-1]}' if number else ''}."
    if places := list(dict.fromkeys(f"{p.title} ({p.side})" for p in where)):
        yield f"Stands on: {', '.join(places)}."
    if readers := sorted({p.audience for p in where if p.audience}):
        yield f"Read by: {', '.join(readers)}."
    if segment.state == "stale" and segment.compared:
        before = " / ".join(segment.compared.strip().splitlines())
        yield f"The source was before: “{before}”."
    if segment.source.strip().count("\n"):
        yield "Line breaks are made by hand: break where the sense allows it."
