"""The signing: a person who may do so says that a piece is right, and the shop writes it down.

The name on the command line proves nothing by itself. What counts is the commit that holds the
written file, and who reviewed it.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from printshop.commands.summary import print_findings
from printshop.delivery.deliver import write
from printshop.delivery.up_to_date import layout_digest
from printshop.findings import Exit, Finding, Gate, Where, did_you_mean, error, in_order, stops
from printshop.preflight.reading.glyph_positions import look_digest
from printshop.shop import catalog, sign_off
from printshop.shop.check_facts import expired
from printshop.shop.job import JobTicket
from printshop.typesetting import compose
from printshop.typesetting.typeset import typeset

# Reviews that a builder may pass over and a signer may not: the words are not what they should be.


def sign(root: Path, targets: Sequence[str], by: str, today: date) -> Exit:
    """Sign off pieces (``nl/leaflet``) by a name, print what was done, all or none of them."""
    shop, findings = catalog.open_shop(root)
    if shop is None:
        return _told(findings)
    findings += expired(shop, today)
    tickets = {f"{t.language}/{t.stem}": t for t in catalog.tickets(shop)}
    told = sign_off.may_sign(shop, by)
    for target in targets:
        if target in tickets:
            told += _in_the_way(tickets[target], findings)
        else:
            message, fix = f"there is no piece '{target}'", did_you_mean(target, tickets)
            told.append(error("unknown-name", message, Where("sign-off"), fix))
    if told:
        return _told(told)
    new: dict[str, dict[str, sign_off.Row]] = {}  # by language and stem
    for ticket in (tickets[target] for target in targets):
        composition, told = compose.compose(catalog.resolve(shop, ticket))
        if composition is None or stops(told):
            return _told(told)
        rendering, told = typeset(composition)
        if rendering is None or stops(told):
            return _told(told)
        digests = (layout_digest(shop, ticket.layout), look_digest(rendering.pdf))
        row = (by, today, sign_off.words_of(composition), *digests)
        new.setdefault(ticket.language, {})[ticket.stem] = row
    for tag, rows in new.items():
        path = shop.root / "content" / tag / f"{catalog.SIGN_OFF}.yaml"
        write(path, sign_off.written(shop.sign_offs.get(tag, {}), rows).encode())
        print(f"signed off by {by} on {today.isoformat()} in {tag}: {', '.join(rows)}")
    files = ", ".join(f"content/{tag}/{catalog.SIGN_OFF}.yaml" for tag in new)
    print(f"commit {files}: what counts is the reviewed commit, not the name typed here")
    return Exit.DONE


def _in_the_way(ticket: JobTicket, findings: list[Finding]) -> list[Finding]:
    # Who signs answers for words: whether a press's profile is there is no matter of theirs.
    about = [f for f in catalog.concerning(ticket, findings) if not f.scope.press]
    return [f for f in about if stops([f]) or f.gate is Gate.SIGN_OFF]


def _told(findings: list[Finding]) -> Exit:
    print_findings(in_order(findings))
    print("nothing was signed off")
    return Exit.INPUTS
