"""Pieces that carry many languages: which they carry, and what such a piece is called."""

from printshop.shop.job import Job, Shop
from printshop.shop.layout import Layout

MANY_LANGUAGES = "mul"  # the code of ISO 639-2 for content in several languages


def worded(shop: Shop, layout: Layout) -> tuple[str, ...]:
    """The languages that have words of a layout: first those of its order, in it."""
    order = layout.languages.order if layout.languages else ()
    there = [tag for tag in shop.languages if layout.name in shop.copies[tag]]
    return tuple(dict.fromkeys((*(tag for tag in order if tag in there), *there)))


def carried(shop: Shop, layout: Layout, sector: str) -> tuple[str, ...]:
    """The languages that a piece of the catalogue carries; none where a layout carries one.

    In general all that have words of it, at most as many as the layout takes. For a sector those
    that its workers often speak; where these are too few, the first others of the order follow.
    """
    if not layout.languages:
        return ()
    least, most = layout.languages.least, layout.languages.most
    there = worded(shop, layout)
    if not sector:
        return there[:most]
    spoken = [t for t in dict.fromkeys(shop.sectors[sector].languages) if t in there][:most]
    others = [tag for tag in there if tag not in spoken]
    return (*spoken, *others[: max(0, least - len(spoken))])


def version(job: Job) -> str:
    """The language of a piece in the names of files and parts: its tag, or ``mul`` for many."""
    return MANY_LANGUAGES if job.ticket.carried else job.language.tag


def names(job: Job) -> str:
    """The names of the languages that a reader finds on a piece."""
    return ", ".join(language.name for language in job.carried or (job.language,))


def labels(job: Job) -> str:
    """The labels of the languages that a reader finds on a piece."""
    return ", ".join(language.label for language in job.carried or (job.language,))


def about_as_many(layout: Layout) -> str:
    """On which size of paper more languages than a layout takes would have room, as a remedy.

    Other sizes of a layout are the same artwork: with more on it the type would be smaller.
    """
    most = layout.languages.most if layout.languages else 0
    width, height = layout.trim
    trims = [layout.trim, *(size.trim for size in layout.sizes.values())]
    wide, high = max(trims, key=lambda trim: trim[0] * trim[1])
    fit = f"{most} fit on {width:g} × {height:g} mm"
    if (wide, high) == layout.trim:
        return fit
    number = int(most * wide * high / (width * height))
    return f"{fit}; {wide:g} × {high:g} mm, in a layout of its own, would take about {number}"
