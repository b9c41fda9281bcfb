"""Choosing: what the names of an order's line stand for in the shop.

Each function takes a line and returns what it names, with a finding for each name that is not
there. Nothing is guessed: a near name is proposed.
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
    """The places of the names that were not there before, and a review of the others."""
    first: list[int] = []
    told: list[Finding] = []
    for i, name in enumerate(names):
        if name not in names[:i]:
            first.append(i)
            continue
        message = f"'{name}' stands twice in '{key}'; it is ordered once"
        told.append(review("ordered-twice", message, line.at(key, i), "raise 'quantity' for more"))
    return first, told


def _unknown(what: str, name: str, where: Where, known: Iterable[str]) -> Finding:
    message = f"there is no {what} '{name[:80]}'"
    return error("unknown-name", message, where, did_you_mean(name, known))


def pieces(shop: Shop, line: OrderLine) -> tuple[list[Piece], list[Finding]]:
    """The pieces of a line, each once: they can be printed by a shop, and take the partner."""
    known = {
        f"{layout.name}.{size}" if size else layout.name: (layout, size)
        for layout in shop.layouts.values()
        for size in ("", *layout.sizes)
    }
    first, findings = _once(line, "pieces", line.pieces)
    if not first:
        fix = f"name one or more: {', '.join(known)}"
        findings.append(error("nothing-to-make", "no piece is named", line.at("pieces"), fix))
    found: list[Piece] = []
    for i in first:
        name, where = line.pieces[i], line.at("pieces", i)
        if name not in known:
            findings.append(_unknown("piece", name, where, known))
            continue
        layout, size = known[name]
        told = list(_kept_from(layout, bool(line.partner), where))
        findings += told
        if not told:
            found.append(Piece(name, layout, size, where))
    return found, findings


def _kept_from(layout: Layout, partner: bool, where: Where) -> Iterable[Finding]:
    """Why a layout cannot be ordered like this."""
    if not layout.stock:
        message = f"'{layout.name}' does not say on which paper it is printed"
        fix = "order another piece, or give the layout its 'stock'"
        yield error("piece-not-for-orders", message, where, fix)
    if partner and not layout.zones:
        message = f"'{layout.name}' has no place for a partner"
        fix = "order it in a line without 'partner', or give the layout a zone"
        yield error("no-place-for-partner", message, where, fix)


def sectors(shop: Shop, line: OrderLine, ordered: list[Piece]) -> tuple[list[str], list[Finding]]:
    """The sectors that a line names, each once, 'general' among them; not yet of any piece."""
    known = [GENERAL, *shop.sectors]
    first, findings = _once(line, "sectors", line.sectors)
    found = []
    for i in first:
        name = line.sectors[i]
        if name in known:
            found.append(name)
        else:
            findings.append(_unknown("sector", name, line.at("sectors", i), known))
    named = [name for name in found if name != GENERAL]
    if named and ordered and not any(piece.layout.sectors for piece in ordered):
        message = f"no piece of this line is made for a sector; {many(len(named), 'name')} not used"
        where = line.at("sectors")
        findings.append(review("sectors-unused", message, where, "take 'sectors' out"))
    return found, findings


def sectors_of(piece: Piece, chosen: list[str], shop: Shop) -> tuple[list[str], list[Finding]]:
    """The sectors in which a piece is made, '' for none, of those that its line has chosen."""
    if not piece.layout.sectors:
        return [""], []
    allowed = (name for name in chosen if name != GENERAL or piece.layout.general)
    found = ["" if name == GENERAL else name for name in allowed]
    if found or (piece.layout.general and not chosen):
        return found or [""], []
    message = f"'{piece.name}' is made for sectors only, and none is chosen"
    fix = f"add 'sectors:' with one or more of: {', '.join(shop.sectors)}"
    return [], [error("missing-key", message, piece.where, fix)]


def languages(shop: Shop, line: OrderLine, chosen: list[str]) -> tuple[list[str], list[Finding]]:
    """The languages of a line, each once; 'suggest' stands for those of the chosen sectors."""
    first, findings = _once(line, "languages", line.languages)
    if not first:
        where, fix = line.at("languages"), f"name one or more: {', '.join(shop.languages)}"
        findings.append(error("nothing-to-make", "no language is named", where, fix))
    found: list[str] = []
    for i in first:
        name, where = line.languages[i], line.at("languages", i)
        if name == SUGGEST:
            suggested, told = _suggested(shop, chosen, where)
            found += suggested
            if {*line.sectors} <= {GENERAL, *shop.sectors}:  # else a slip there is told already
                findings.append(told)
        elif name in shop.languages:
            found.append(name)
        else:
            findings.append(_unknown("language", name, where, [*shop.languages, SUGGEST]))
    return list(dict.fromkeys(found)), findings


def _suggested(shop: Shop, chosen: list[str], where: Where) -> tuple[list[str], Finding]:
    named = [name for name in chosen if name in shop.sectors]
    wanted = list(dict.fromkeys(tag for name in named for tag in shop.sectors[name].languages))
    there = [tag for tag in wanted if tag in shop.languages]
    if not there:
        message = f"'{SUGGEST}' finds no language: no sector is chosen"
        if named:
            message = f"'{SUGGEST}' finds no language for {', '.join(named)}"
        return [], error("nothing-to-suggest", message, where, "name the languages")
    message = f"suggested for {', '.join(named)}: {', '.join(there)}"
    if missing := [tag for tag in wanted if tag not in shop.languages]:
        message += f"; not translated yet: {', '.join(missing)}"
    return there, note("languages-suggested", message, where, "name the languages to choose others")


def press(shop: Shop, line: OrderLine) -> tuple[Press | None, list[Finding]]:
    """The printing condition of a line, or the default one: one that a print shop works by."""
    where = line.at("press")
    fit = [p.name for p in shop.presses.values() if _for_orders(p)]
    usual = next((p.name for p in shop.presses.values() if p.made == "default"), "")
    name = line.press or usual
    if name not in shop.presses:
        if not name:
            fix = f"name one: {', '.join(fit)}" if fit else "write 'made: default' in a press"
            return None, [error("unknown-name", "no press is the default", where, fix)]
        return None, [_unknown("press", name, where, fit)]
    if _for_orders(shop.presses[name]):
        return shop.presses[name], []
    message = f"'{name}' is no printing condition of a print shop: {shop.presses[name].title}"
    fix = f"use one of: {', '.join(fit)}" if fit else "give a condition its 'paper'"
    return None, [error("press-not-for-orders", message, where, fix)]


def _for_orders(condition: Press) -> bool:
    return condition.standard == "pdf/x-4" and bool(condition.paper)


def size_made(shop: Shop, piece: Piece, ticket: JobTicket, condition: Press) -> list[Finding]:
    """Whether a condition makes a piece in its size."""
    made = resolve(shop, ticket).sizes_for(condition)
    if piece.size in made:
        return []
    fits = [f"{piece.layout.name}.{size}" if size else piece.layout.name for size in made]
    width, height = piece.layout.trim_of(piece.size)
    message = (
        f"'{piece.name}' has {width:g} × {height:g} mm, which '{condition.name}' does not make"
    )
    fix = f"order {' or '.join(fits)}, or name another press" if fits else "name another press"
    return [error("size-not-made", message, piece.where, fix)]


def copies(line: OrderLine, language: str) -> int:
    """How many copies of each piece a line wants in a language; 0 where it does not say."""
    wanted = line.quantity
    return wanted.get(language, 0) if isinstance(wanted, dict) else wanted


def wrong_copies(shop: Shop, line: OrderLine, ordered: list[str]) -> list[Finding]:
    """What is wrong with the quantities of a line that is ordered in these languages."""
    wanted, where = line.quantity, line.at("quantity")
    if isinstance(wanted, int):
        return _out_of_range(wanted, where)
    if not ordered:  # that no language is known was told
        return []
    findings: list[Finding] = []
    for tag, number in wanted.items():
        spot = line.at("quantity", tag)
        if tag in ordered:
            findings += _out_of_range(number, spot)
        elif tag in shop.languages:
            message = f"there is a quantity for '{tag}', which is not ordered"
            fix = "take it out, or add the language"
            findings.append(error("quantity-by-language", message, spot, fix))
        else:
            findings.append(_unknown("language", tag, spot, ordered))
    if missing := [tag for tag in ordered if tag not in wanted]:
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
    """Whether the papers for the print shop can be written in the language that a line names."""
    known = [tag for tag, sheets in shop.copies.items() if PACKAGE in sheets]
    name = line.printer_language
    if not name or name in known:
        return []
    return [_unknown("language for print shops", name, line.at("printer-language"), known)]
