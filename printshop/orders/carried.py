"""Pieces of many languages in an order: one file carries all languages of the line."""

from collections.abc import Iterator

from printshop.findings import Finding, error, many
from printshop.orders.model import SUGGEST, OrderLine
from printshop.orders.resolve import Piece
from printshop.shop.carried import about_as_many, worded
from printshop.shop.job import JobTicket, Shop


def tickets(
    shop: Shop, line: OrderLine, piece: Piece, sectors: list[str], languages: list[str]
) -> tuple[list[JobTicket], list[Finding]]:
    """A ticket for each sector, with all ``languages`` on it, and what is wrong with them.

    Where the line lets languages be suggested, those that have words of the piece are carried, and
    the first others of the layout's order where these are too few.
    """
    layout, source = piece.layout, shop.campaign.source_language
    if not layout.languages:
        return [JobTicket(layout.name, s, tag) for s in sectors for tag in languages], []
    there = worded(shop, layout)
    tags = list(languages)
    if SUGGEST in line.languages:
        tags = [tag for tag in tags if tag in there or tag in line.languages]
        others = [tag for tag in there if tag not in tags]
        tags += others[: max(0, layout.languages.least - len(tags))]
    findings = list(_faults(line, piece, tags, there)) if tags else []
    return [JobTicket(layout.name, s, source, tuple(tags)) for s in sectors], findings


def _faults(
    line: OrderLine, piece: Piece, tags: list[str], there: tuple[str, ...]
) -> Iterator[Finding]:
    layout, where = piece.layout, line.at("languages")
    if isinstance(line.quantity, dict):
        message = f"'{piece.name}' carries all languages of the line: it has one quantity"
        fix = "write one number, and order other pieces in a line of their own"
        yield error("quantity-by-language", message, line.at("quantity"), fix)
    if missing := [tag for tag in tags if tag not in there]:
        named = ", ".join(missing)
        message = f"'{layout.name}' has no words in {named}"
        fix = f"take {named} out of 'languages', or write content/{missing[0]}/{layout.name}.yaml"
        yield error("language-without-words", message, where, fix)
    if layout.languages is None:
        return
    least, most = layout.languages.least, layout.languages.most
    message = f"'{piece.name}' carries {least} to {most} languages; this line has {len(tags)}"
    if len(tags) > most:
        fix = (
            f"take {len(tags) - most} out of 'languages', or order several, each in a line of its "
            f"own; {about_as_many(layout)}"
        )
        yield error("languages-number", message, where, fix)
    elif len(tags) < least:
        more = [tag for tag in there if tag not in tags][: least - len(tags)]
        named = f", such as {', '.join(more)}" if more else ""
        fix = f"add {many(least - len(tags), 'language')}{named}"
        yield error("languages-number", message, where, fix)
