"""What there is to say today about the inputs of a piece: its words, facts and sign-off.

It is worked out on every run, also for a file that is not made again: a translation becomes stale,
and a fact expires, without any change to the file.
"""

from collections.abc import Collection, Iterable

from printshop.checks.claims import unconfirmed
from printshop.findings import Finding
from printshop.shop.catalog import concerning, resolve
from printshop.shop.job import JobTicket, Shop
from printshop.shop.sign_off_reviews import draft


def about_inputs(
    shop: Shop,
    ticket: JobTicket,
    findings: Iterable[Finding],
    items: Collection[tuple[str, str]],
) -> list[Finding]:
    """Of the findings about the shop those that concern a piece, and those about it as a whole.

    ``items`` are the items of copy that it prints, by file and role. What changed since a sign-off
    is not among them: the file says whether it is signed off, so that is found where it is made.
    """
    return [
        *concerning(ticket, findings, items),
        *unconfirmed_of(shop, ticket, items),
        *draft(resolve(shop, ticket)),
    ]


def unconfirmed_of(
    shop: Shop, ticket: JobTicket, items: Collection[tuple[str, str]]
) -> list[Finding]:
    """Reviews of the claims that a piece prints in any of its languages and nobody has confirmed.

    In the languages that it carries it prints words of its own file alone.
    """
    findings = unconfirmed(shop, ticket.language, items)
    own = [item for item in items if item[0] == ticket.layout]
    for tag in ticket.languages[1:]:
        findings += [f for f in unconfirmed(shop, tag, own) if f not in findings]
    return findings
