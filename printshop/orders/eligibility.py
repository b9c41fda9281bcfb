"""Eligibility: what a type of partner may order, and what it has to order with it.

The types and their rules are data, in ``content/partners.yaml``. A rule that refuses something
tells its reason and where the rule is from.
"""

from collections.abc import Iterator

from printshop.findings import Finding, did_you_mean, error
from printshop.orders.model import OrderLine
from printshop.orders.resolve import Piece, copies
from printshop.shop.job import Shop
from printshop.shop.partner_types import PartnerType

OF_A_PARTNER = ("type", "contact", "logo", "publisher", "publisher-address")


def partner(shop: Shop, line: OrderLine) -> tuple[PartnerType | None, list[Finding]]:
    """The type of a line's partner, None for the campaign's own line, and what is missing."""
    findings = list(_imprint(line))
    if not line.partner:
        for key in OF_A_PARTNER:
            if getattr(line, key.replace("-", "_")):
                message = f"'{key}' is given, and no partner"
                fix = f"add 'partner:', or take '{key}' out"
                findings.append(error("without-partner", message, line.at(key), fix))
        return None, findings
    if not line.type:
        fix = f"add 'type:' with one of: {', '.join(sorted(shop.kinds))}"
        message = "'type' is missing: what a partner may order depends on its kind"
        return None, [*findings, error("missing-key", message, line.at("partner"), fix)]
    if line.type not in shop.kinds:
        message = f"there is no kind of partner '{line.type[:80]}'"
        fix = did_you_mean(line.type, shop.kinds)
        return None, [*findings, error("unknown-name", message, line.at("type"), fix)]
    return shop.kinds[line.type], findings


def _imprint(line: OrderLine) -> Iterator[Finding]:
    """A publisher has a name and an address, or is the campaign's."""
    name, address = "publisher", "publisher-address"
    for given, other, text in (
        (name, address, line.publisher if not line.publisher_address else ""),
        (address, name, line.publisher_address if not line.publisher else ""),
    ):
        if text:
            message = f"'{given}' is given without '{other}'; every print names both"
            fix = f"add '{other}:', or take '{given}' out"
            yield error("missing-key", message, line.at(given), fix)


def broken(
    partner_type: PartnerType, line: OrderLine, ordered: list[Piece], languages: list[str]
) -> Iterator[Finding]:
    """The rules of a type of partner that a line breaks."""
    for piece in ordered:
        speaks = sorted({side.audience for side in piece.layout.pages.values()})
        kept_off = [audience for audience in speaks if audience in partner_type.keeps_off]
        if kept_off:
            whom = " and ".join(kept_off)
            message = f"'{piece.name}' speaks to '{whom}'; {_of(partner_type)} may not stand on it"
            fix = f"order it in a line without 'partner', or another piece; {_why(partner_type)}"
            yield error("kept-off", message, piece.where, fix)
    wanted = [tag for tag in partner_type.languages if tag not in languages]
    if wanted and languages:
        message = (
            f"what {_of(partner_type)} orders has to be ordered in {', '.join(wanted)} as well"
        )
        fix = f"add {', '.join(wanted)} to 'languages'; {_why(partner_type)}"
        yield error("language-wanted", message, line.at("languages"), fix)
    numbers = [(tag, copies(line, tag)) for tag in partner_type.languages if tag in languages]
    if partner_type.equal and len({number for _, number in numbers}) > 1:
        said = ", ".join(f"{tag} {number:,}" for tag, number in numbers)
        message = f"{_of(partner_type)} orders {said}; the numbers have to be equal"
        fix = f"order {max(number for _, number in numbers):,} of each; {_why(partner_type)}"
        yield error("unequal-quantities", message, line.at("quantity"), fix)


def _of(partner_type: PartnerType) -> str:
    return f"a partner of the kind '{partner_type.title}'"


def _why(partner_type: PartnerType) -> str:
    """The reason of a type's rules and where they are from."""
    source = f" ({partner_type.source})" if partner_type.source else ""
    return f"{partner_type.reason}{source}"
