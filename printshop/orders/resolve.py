"""Resolving: the pieces, sectors, languages and printing condition that an order line names.

Each function takes a line and returns what it names, with an error for each unknown name. Nothing
is guessed: a similar name is proposed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from printshop.findings import Finding, Where, did_you_mean, error, many, note, review
from printshop.orders.model import SUGGEST, OrderLine
from printshop.shop.catalog import resolve
from printshop.shop.job import JobTicket, Shop
from printshop.shop.layout import Layout
from printshop.shop.press import Press
from printshop.shop.words import PACKAGE

MOST_COPIES = 1_000_000
GENERAL = "general"  # the piece without a sector


@dataclass(frozen=True)
class Piece:
    """A piece as a line names it: its layout, and the suffix of its size, '' for the native one."""

    name: str
    layout: Layout
    size: str
    where: Where


def _once(line: OrderLine, key: str, names: tuple[str, ...]) -> tuple[list[int], list[Finding]]:
    """The indices of the names, of each its first, and a review for each repetition."""
    indices: list[int] = []
    findings: list[Finding] = []
    for i, name in enumerate(names):
        if name not in names[:i]:
            indices.append(i)
            continue
        message = f"'{name}' stands twice in '{key}'; it is ordered once"
        findings.append(
            review("ordered-twice", message, line.at(key, i), "raise 'quantity' for more")
        )
    return indices, findings


def _unknown(what: str, name: str, where: Where, known: Iterable[str]) -> Finding:
    message = f"there is no {what} '{name[:80]}'"
    return error("unknown-name", message, where, did_you_mean(name, known))


def pieces(shop: Shop, line: OrderLine) -> tuple[list[Piece], list[Finding]]:
    """The pieces of a line that can be ordered, each once; and errors about the others.

    A layout that can be ordered has a paper, and a zone where the line has a partner.
    """
    known = {
        f"{layout.name}.{size}" if size else layout.name: (layout, size)
        for layout in shop.layouts.values()
        for size in ("", *layout.sizes)
    }
    indices, findings = _once(line, "pieces", line.pieces)
    if not indices:
        fix = f"name one or more: {', '.join(known)}"
        findings.append(error("nothing-to-make", "no piece is named", line.at("pieces"), fix))
    orderable: list[Piece] = []
    for i in indices:
        name, where = line.pieces[i], line.at("pieces", i)
        if name not in known:
            findings.append(_unknown("piece", name, where, known))
            continue
        layout, size = known[name]
        layout_findings = list(_layout_findings(layout, bool(line.partner), where))
        findings += layout_findings
        if not layout_findings:
            orderable.append(Piece(name, layout, size, where))
    return orderable, findings


def _layout_findings(layout: Layout, partner: bool, where: Where) -> Iterable[Finding]:
    """Errors about a layout that cannot be ordered, or not for a partner."""
    if not layout.stock:
        message = f"'{layout.name}' does not say on which paper it is printed"
        fix = "order another piece, or give the layout its 'stock'"
        yield error("piece-not-for-orders", message, where, fix)
    if partner and not layout.zones:
        message = f"'{layout.name}' has no place for a partner"
        fix = "order it in a line without 'partner', or give the layout a zone"
        yield error("no-place-for-partner", message, where, fix)


def sectors(shop: Shop, line: OrderLine, ordered: list[Piece]) -> tuple[list[str], list[Finding]]:
    """The sectors that a line names, each once, with 'general'; whichever pieces have them."""
    known = [GENERAL, *shop.sectors]
    indices, findings = _once(line, "sectors", line.sectors)
    chosen = []
    for i in indices:
        name = line.sectors[i]
        if name in known:
            chosen.append(name)
        else:
            findings.append(_unknown("sector", name, line.at("sectors", i), known))
    sector_names = [name for name in chosen if name != GENERAL]
    if sector_names and ordered and not any(piece.layout.sectors for piece in ordered):
        unused = many(len(sector_names), "name")
        message = f"no piece of this line is made for a sector; {unused} not used"
        where = line.at("sectors")
        findings.append(review("sectors-unused", message, where, "take 'sectors' out"))
    return chosen, findings


def sectors_of(piece: Piece, chosen: list[str], shop: Shop) -> tuple[list[str], list[Finding]]:
    """Those of a line's ``chosen`` sectors in which a piece is made, '' for none."""
    if not piece.layout.sectors:
        return [""], []
    allowed = (name for name in chosen if name != GENERAL or piece.layout.general)
    names = ["" if name == GENERAL else name for name in allowed]
    if names or (piece.layout.general and not chosen):
        return names or [""], []
    message = f"'{piece.name}' is made for sectors only, and none is chosen"
    fix = f"add 'sectors:' with one or more of: {', '.join(shop.sectors)}"
    return [], [error("missing-key", message, piece.where, fix)]


def languages(shop: Shop, line: OrderLine, chosen: list[str]) -> tuple[list[str], list[Finding]]:
    """The languages of a line, each once; 'suggest' stands for those of the chosen sectors.

    The findings: an error for an unknown language, a note that names the suggested ones.
    """
    indices, findings = _once(line, "languages", line.languages)
    if not indices:
        where, fix = line.at("languages"), f"name one or more: {', '.join(shop.languages)}"
        findings.append(error("nothing-to-make", "no language is named", where, fix))
    tags: list[str] = []
    for i in indices:
        name, where = line.languages[i], line.at("languages", i)
        if name == SUGGEST:
            suggested_tags, suggestion = _suggested(shop, chosen, where)
            tags += suggested_tags
            if {*line.sectors} <= {GENERAL, *shop.sectors}:  # else an error about a sector says it
                findings.append(suggestion)
        elif name in shop.languages:
            tags.append(name)
        else:
            findings.append(_unknown("language", name, where, [*shop.languages, SUGGEST]))
    return list(dict.fromkeys(tags)), findings


def _suggested(shop: Shop, chosen: list[str], where: Where) -> tuple[list[str], Finding]:
    sector_names = [name for name in chosen if name in shop.sectors]
    spoken = list(
        dict.fromkeys(tag for name in sector_names for tag in shop.sectors[name].languages)
    )
    available = [tag for tag in spoken if tag in shop.languages]
    if not available:
        message = f"'{SUGGEST}' finds no language: no sector is chosen"
        if sector_names:
            message = f"'{SUGGEST}' finds no language for {', '.join(sector_names)}"
        return [], error("nothing-to-suggest", message, where, "name the languages")
    message = f"suggested for {', '.join(sector_names)}: {', '.join(available)}"
    if missing := [tag for tag in spoken if tag not in shop.languages]:
        message += f"; not translated yet: {', '.join(missing)}"
    return available, note(
        "languages-suggested", message, where, "name the languages to choose others"
    )


def press(shop: Shop, line: OrderLine) -> tuple[Press | None, list[Finding]]:
    """The printing condition of a line, or the default one; it must be one for print shops."""
    where = line.at("press")
    usable = [p.name for p in shop.presses.values() if _for_orders(p)]
    default = next((p.name for p in shop.presses.values() if p.made == "default"), "")
    name = line.press or default
    if name not in shop.presses:
        if not name:
            fix = f"name one: {', '.join(usable)}" if usable else "write 'made: default' in a press"
            return None, [error("unknown-name", "no press is the default", where, fix)]
        return None, [_unknown("press", name, where, usable)]
    if _for_orders(shop.presses[name]):
        return shop.presses[name], []
    message = f"'{name}' is no printing condition of a print shop: {shop.presses[name].title}"
    fix = f"use one of: {', '.join(usable)}" if usable else "give a condition its 'paper'"
    return None, [error("press-not-for-orders", message, where, fix)]


def _for_orders(condition: Press) -> bool:
    return condition.standard == "pdf/x-4" and bool(condition.paper)


def size_made(shop: Shop, piece: Piece, ticket: JobTicket, condition: Press) -> list[Finding]:
    """An error where a condition does not make a piece in its size."""
    sizes = resolve(shop, ticket).sizes_for(condition)
    if piece.size in sizes:
        return []
    if condition.contour and piece.layout.contour is None:
        message = f"'{piece.name}' has no contour, along which '{condition.name}' cuts"
        fix = "name another press, or give the layout its 'contour'"
        return [error("size-not-made", message, piece.where, fix)]
    names = [f"{piece.layout.name}.{size}" if size else piece.layout.name for size in sizes]
    width, height = piece.layout.trim_of(piece.size)
    message = (
        f"'{piece.name}' has {width:g} × {height:g} mm, which '{condition.name}' does not make"
    )
    fix = f"order {' or '.join(names)}, or name another press" if names else "name another press"
    return [error("size-not-made", message, piece.where, fix)]


def copies(line: OrderLine, language: str) -> int:
    """How many copies of each piece a line orders in a language; 0 where it does not say."""
    quantity = line.quantity
    return quantity.get(language, 0) if isinstance(quantity, dict) else quantity


def wrong_copies(shop: Shop, line: OrderLine, ordered: list[str]) -> list[Finding]:
    """Errors about the quantities of a line; ``ordered`` are the languages that it orders."""
    quantity, where = line.quantity, line.at("quantity")
    if isinstance(quantity, int):
        return _out_of_range(quantity, where)
    if not ordered:  # there is an error about that already
        return []
    findings: list[Finding] = []
    for tag, number in quantity.items():
        place = line.at("quantity", tag)
        if tag in ordered:
            findings += _out_of_range(number, place)
        elif tag in shop.languages:
            message = f"there is a quantity for '{tag}', which is not ordered"
            fix = "take it out, or add the language"
            findings.append(error("quantity-by-language", message, place, fix))
        else:
            findings.append(_unknown("language", tag, place, ordered))
    if missing := [tag for tag in ordered if tag not in quantity]:
        message = f"there is no quantity for {', '.join(missing)}"
        fix = "write one for each language, or one number for all"
        findings.append(error("quantity-by-language", message, where, fix))
    return findings


def _out_of_range(number: int, where: Where) -> list[Finding]:
    if 0 < number <= MOST_COPIES:
        return []
    message = f"the quantity is {number:,}; it may be 1 to {MOST_COPIES:,}"
    return [error("wrong-quantity", message, where, "write how many copies are wanted")]


def printer_language(shop: Shop, line: OrderLine) -> list[Finding]:
    """An error where there are no words for a job sheet in a line's ``printer-language``."""
    known = [tag for tag, sheets in shop.copies.items() if PACKAGE in sheets]
    name = line.printer_language
    if not name or name in known:
        return []
    return [_unknown("language for print shops", name, line.at("printer-language"), known)]
