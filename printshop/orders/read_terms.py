"""The job terms of an order line: read from its keys, and checked.

Phone numbers, mail and postal addresses are judged by their kind, as the campaign's facts are. What
is said must be whole: an address has all its parts, a label a bundle, an approver a proof.
"""

import re
from collections.abc import Collection, Iterator
from datetime import date

from printshop.facts.kinds import fault
from printshop.findings import Finding, Where, error
from printshop.orders.job_terms import BELGIUM, Address, JobTerms, Party
from printshop.orders.model import OrderLine
from printshop.shop.job import Shop
from printshop.shop.press import COATED_SUBSTRATES, Press
from printshop.typesetting import locale_format

ADDRESS = ("street", "number", "postcode", "town")
CHECKED = {
    "contact-phone": "phone",
    "contact-mail": "mail",
    "delivery-phone": "phone",
    "invoice-mail": "mail",
    "invoice-vat": "vat",
}
# A number of another country: whether there can be one is known of Belgium alone.
_FOREIGN_PHONE = re.compile(r"\+(?!32)[1-9]\d{0,2}(?:[ \u00a0]?\d+)+")


def terms_of(line: OrderLine) -> JobTerms:
    """The job terms of a line that has no errors."""
    label = line.label
    return JobTerms(
        customer_number=line.customer_number,
        order_reference=line.order_reference,
        contact=Party(line.contact_name, None, line.contact_phone, line.contact_mail),
        delivery=Party(line.delivery_receiver, _address(line, "delivery"), line.delivery_phone),
        delivery_hours=line.delivery_hours,
        deliver_from=_iso(line.deliver_from),
        invoice=Party(
            line.invoice_name,
            _address(line, "invoice"),
            mail=line.invoice_mail,
            vat=line.invoice_vat,
        ),
        invoice_reference=line.invoice_reference,
        finish=line.finish or "",
        substrate=line.substrate or "",
        certification=line.certification,
        over=line.tolerance_over,
        under=line.tolerance_under,
        bundle=line.bundle,
        labels=tuple(label.items()) if isinstance(label, dict) else (("", label),) * bool(label),
        proof=line.proof or "",
        proof_approver=line.proof_approver,
        proof_by=_iso(line.proof_by),
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _text(line: OrderLine, key: str) -> str:
    value = getattr(line, key.replace("-", "_"))
    return value if isinstance(value, str) else ""


def _parts(line: OrderLine, whose: str) -> dict[str, str]:
    """The parts of an address by their keys, ``whose`` being delivery or invoice."""
    return {f"{whose}-{part}": _text(line, f"{whose}-{part}") for part in ADDRESS}


def _address(line: OrderLine, whose: str) -> Address | None:
    parts = _parts(line, whose)
    if not any(parts.values()):
        return None
    street, number, postcode, town = parts.values()
    return Address(street, number, postcode, town, _text(line, f"{whose}-country"))


# ── checking ─────────────────────────────────────────────────────────────────────────────────


def wrong_terms(
    shop: Shop, line: OrderLine, press: Press | None, languages: Collection[str]
) -> Iterator[Finding]:
    """Errors about the job terms of a line that orders ``languages`` on a ``press``.

    What has a ``faulty`` key is not missing: it is told already.
    """
    yield from _wrong_values(line)
    for whose in ("delivery", "invoice"):
        yield from _wrong_address(line, whose)
    if line.delivery and _address(line, "delivery"):
        message = "where it goes is said twice: in 'delivery' and in 'delivery-street'"
        yield error("duplicate-key", message, line.at("delivery"), "keep one of the two")
    yield from _wrong_days(line)
    yield from _wrong_proof(line)
    yield from _wrong_labels(line, languages)
    if press:
        yield from _wrong_paper(shop, line, press)


def _wrong_values(line: OrderLine) -> Iterator[Finding]:
    for key, kind in CHECKED.items():
        value = _text(line, key)
        if not value or (kind == "phone" and _FOREIGN_PHONE.fullmatch(value)):
            continue
        if problem := fault(kind, value):
            yield error("wrong-value", f"'{key}' is {problem.what}", line.at(key), problem.fix)


def _wrong_address(line: OrderLine, whose: str) -> Iterator[Finding]:
    parts, country = _parts(line, whose), _text(line, f"{whose}-country")
    given = [key for key, value in parts.items() if value]
    if country and not given and not line.faulty & {*parts}:
        yield _without(line, f"{whose}-country", f"{whose}-street")
    if not given:
        return
    if missing := [key for key, value in parts.items() if not value and key not in line.faulty]:
        yield _without(line, given[0], *missing)
    if country and not locale_format.is_country(country):
        message = f"'{whose}-country' is '{country}', which is no country in two capital letters"
        fix = f"write {BELGIUM}, NL, FR, DE or LU, or leave it out for Belgium"
        yield error("wrong-value", message, line.at(f"{whose}-country"), fix)
    is_belgian = country in ("", BELGIUM) and f"{whose}-country" not in line.faulty
    if len(given) < len(ADDRESS) or not is_belgian:
        return
    street, number, postcode, town = parts.values()
    place = f"{postcode} {town}"
    key, problem = f"{whose}-postcode", fault("postal", f"Street 1, {place}")
    if problem:
        what = problem.what.replace(f"Street 1, {place}", place)
        yield error("wrong-value", f"'{key}' and '{whose}-town': {what}", line.at(key), problem.fix)
    elif problem := fault("postal", f"{street} {number}, {place}"):
        key = f"{whose}-street"
        what = f"'{key}' and '{whose}-number': {problem.what}"
        yield error("wrong-value", what, line.at(key), problem.fix)


def _without(line: OrderLine, given: str, *missing: str) -> Finding:
    """An error: a key is given that says nothing without others."""
    *most, last = (f"'{key}'" for key in missing)
    others = " and ".join(filter(None, (", ".join(most), last)))
    message = f"'{given}' is given without {others}"
    fix = f"add {others}, or take '{given}' out"
    return error("missing-key", message, line.at(given), fix)


def _wrong_days(line: OrderLine) -> Iterator[Finding]:
    for key, day in (("deliver-from", line.deliver_from), ("proof-by", line.proof_by)):
        is_wanted = key != "proof-by" or line.proof == "wanted"
        if day and is_wanted and line.deliver_by and day > line.deliver_by:
            message = f"'{key}' is {day}, after 'deliver-by', which is {line.deliver_by}"
            yield error("wrong-value", message, line.at(key), "correct one of the two")


def _wrong_proof(line: OrderLine) -> Iterator[Finding]:
    if "proof" in line.faulty:
        return
    if line.proof_approver and not line.proof:
        yield _without(line, "proof-approver", "proof")
    if line.proof_by and line.proof != "wanted":
        message = "'proof-by' is the day of a proof that is wanted"
        message += ", and 'proof' says that one was given" if line.proof else ""
        fix = "write 'proof: wanted', or take 'proof-by' out"
        yield error("wrong-value", message, line.at("proof-by"), fix)


def _wrong_labels(line: OrderLine, languages: Collection[str]) -> Iterator[Finding]:
    if line.label and line.bundle is None and "bundle" not in line.faulty:
        yield _without(line, "label", "bundle")
    if not isinstance(line.label, dict) or not languages:
        return
    for tag in line.label:
        if tag not in languages:
            message = f"there is a label for '{tag[:40]}', which is not ordered"
            fix = "take it out, or add the language"
            yield error("wrong-value", message, line.at("label", tag), fix)
    if missing := [tag for tag in languages if not line.label.get(tag)]:
        message = f"there is no label for {', '.join(missing)}"
        fix = "write one for each language, or one text for all"
        yield error("wrong-value", message, line.at("label"), fix)


def _wrong_paper(shop: Shop, line: OrderLine, press: Press) -> Iterator[Finding]:
    """Errors where paper and printing condition do not go together."""
    substrate_paper = "coated" if line.substrate in COATED_SUBSTRATES else "uncoated"
    for key, value, paper in (
        ("finish", line.finish, "uncoated" if line.finish == "uncoated" else "coated"),
        ("substrate", line.substrate, substrate_paper),
    ):
        if value and paper != press.paper:
            yield _other_paper(shop, press, f"'{key}' is '{value}', {paper}", paper, line.at(key))


def _other_paper(shop: Shop, press: Press, what: str, paper: str, where: Where) -> Finding:
    others = [p.name for p in shop.presses.values() if p.paper == paper]
    message = f"{what}, and '{press.name}' is a printing condition for {press.paper} paper"
    fix = f"name another paper, or the press {' or '.join(others)}" if others else "change it"
    return error("wrong-value", message, where, fix)
