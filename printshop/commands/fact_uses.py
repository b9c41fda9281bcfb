"""Where facts are printed: on which pieces, in which languages, and in which files of ``output/``.

It is read from the pieces as they are composed, and writes nothing.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from printshop.delivery.deliver import earlier_outcome, pdf_path
from printshop.delivery.up_to_date import made_from
from printshop.shop import catalog
from printshop.shop.file_names import FileName, named
from printshop.shop.job import Composition, Shop
from printshop.shop.press import Press
from printshop.typesetting import compose

CODE = "code"  # what a composition calls the address in its QR code


def composed(shop: Shop) -> tuple[list[Composition], int]:
    """Every piece in every language as composed, and how many have errors that prevent it."""
    tickets = catalog.tickets(shop)
    compositions = (compose.compose(catalog.resolve(shop, ticket))[0] for ticket in tickets)
    found = [composition for composition in compositions if composition]
    return found, len(tickets) - len(found)


def printing(compositions: Iterable[Composition], name: str) -> list[Composition]:
    """The compositions that print a fact, or with ``CODE`` those that have a QR code."""
    return [c for c in compositions if any(name == printed for printed, _ in c.printed)]


def files_of(compositions: Iterable[Composition], output: Path) -> list[FileName]:
    """The files that a build makes of compositions.

    Those are the files of the printing conditions that are made by default, and of the others as
    far as they have files of the piece in ``output``.
    """
    return [file for c in compositions for _, _, file in _files(c, output)]


def outdated(compositions: Iterable[Composition], output: Path) -> list[FileName]:
    """The files in ``output`` that the next build makes again, as they hold something else."""
    return [
        file
        for composition in compositions
        for press, size, file in _files(composition, output)
        if pdf_path(output, file).exists() and not _up_to_date(composition, press, size, output)
    ]


def _files(composition: Composition, output: Path) -> Iterator[tuple[Press, str, FileName]]:
    job = composition.job
    for press in job.shop.presses.values():
        files = [(press, size, named(job, size, press)) for size in job.sizes_for(press)]
        if press.made != "asked" or any(pdf_path(output, file).exists() for _, _, file in files):
            yield from files


def _up_to_date(composition: Composition, press: Press, size: str, output: Path) -> bool:
    job = composition.job
    earlier = earlier_outcome(output, named(job, size, press))
    if earlier is None:
        return False
    try:
        now, then = made_from(composition, press, size), earlier[1]
    except OSError:  # a profile or a font is missing: a build says so
        return False
    return now.inputs == then.inputs or now.composed == then.composed
