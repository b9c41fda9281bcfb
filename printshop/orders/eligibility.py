"""Eligibility: what a type of partner may order, and what it has to order with it.

The types and their rules are data, in ``content/partners.yaml``. A finding about a rule gives the
reason for the rule and the source that it rests on.
"""

from collections.abc import Iterator

from printshop.facts.kinds import fault
from printshop.findings import Finding, did_you_mean, error
from printshop.orders.model import OrderLine
from printshop.orders.resolve import Piece, copies
from printshop.shop.job import Shop
from printshop.shop.partner_types import PartnerType

PARTNER = "partner"
PARTNER_KEYS = ("type", "contact", "logo", "publisher", "publisher-address")


def type_of_partner(shop: Shop, line: OrderLine) -> tuple[PartnerType | None, list[Finding]]:
    """The type of a line's partner, None for the campaign's own line, and what the line lacks.

    Nothing is said of keys of which an error has been told.
    """
    is_told = line.faulty & {"publisher", "publisher-address"}
    findings = [] if is_told else list(_imprint(line))
    if not line.partner and PARTNER not in line.faulty:
        for key in PARTNER_KEYS:
            if getattr(line, key.replace("-", "_")):
                message = f"'{key}' is given, and no partner"
                fix = f"add 'partner:', or take '{key}' out"
                findings.append(error("without-partner", message, line.at(key), fix))
        return None, findings
    if "type" in line.faulty or (not line.type and not line.partner):
        return None, findings
    if not line.type:
        fix = f"add 'type:' with one of: {', '.join(sorted(shop.partner_types))}"
        message = "'type' is missing: what a partner may order depends on its kind"
        return None, [*findings, error("missing-key", message, line.at("partner"), fix)]
    if line.type not in shop.partner_types:
        message = f"there is no kind of partner '{line.type[:80]}'"
        fix = did_you_mean(line.type, shop.partner_types)
        return None, [*findings, error("unknown-name", message, line.at("type"), fix)]
    return shop.partner_types[line.type], findings


def _imprint(line: OrderLine) -> Iterator[Finding]:
    """Errors where a line's responsible publisher is no natural person with an address: one of the
    two is missing, or is not what it has to be."""
    name, address = "publisher", "publisher-address"
    for key, missing, text in (
        (name, address, line.publisher if not line.publisher_address else ""),
        (address, name, line.publisher_address if not line.publisher else ""),
    ):
        if text:
            message = f"'{key}' is given without '{missing}'; every print names both"
            fix = f"add '{missing}:', or take '{key}' out"
            yield error("missing-key", message, line.at(key), fix)
    if line.partner and line.publisher and line.publisher_address:
        for key, kind, text in (
            (name, "person", line.publisher),
            (address, "home", line.publisher_address),
        ):
            if problem := fault(kind, text):
                message = f"'{key}' is {problem.what}"
                yield error("wrong-publisher", message, line.at(key), problem.fix)


def broken_rules(
    partner_type: PartnerType, line: OrderLine, ordered: list[Piece], languages: list[str]
) -> Iterator[Finding]:
    """An error for each rule of its type of partner that a line breaks."""
    for piece in ordered:
        audiences = sorted({side.audience for side in piece.layout.pages.values()})
        excluded = [audience for audience in audiences if audience in partner_type.keeps_off]
        if excluded:
            readers = " and ".join(excluded)
            message = (
                f"'{piece.name}' speaks to '{readers}'; {_of(partner_type)} may not stand on it"
            )
            fix = f"order it in a line without 'partner', or another piece; {_why(partner_type)}"
            yield error("kept-off", message, piece.where, fix)
    missing = [tag for tag in partner_type.languages if tag not in languages]
    if missing and languages:
        message = (
            f"what {_of(partner_type)} orders has to be ordered in {', '.join(missing)} as well"
        )
        fix = f"add {', '.join(missing)} to 'languages'; {_why(partner_type)}"
        yield error("language-wanted", message, line.at("languages"), fix)
    quantities = [(tag, copies(line, tag)) for tag in partner_type.languages if tag in languages]
    if partner_type.equal and len({number for _, number in quantities}) > 1:
        by_language = ", ".join(f"{tag} {number:,}" for tag, number in quantities)
        message = f"{_of(partner_type)} orders {by_language}; the numbers have to be equal"
        fix = f"order {max(number for _, number in quantities):,} of each; {_why(partner_type)}"
        yield error("unequal-quantities", message, line.at("quantity"), fix)


def _of(partner_type: PartnerType) -> str:
    return f"a partner of the kind '{partner_type.title}'"


def _why(partner_type: PartnerType) -> str:
    """The reason for a type's rules and their source."""
    source = f" ({partner_type.source})" if partner_type.source else ""
    return f"{partner_type.reason}{source}"
