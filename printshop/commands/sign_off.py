"""The verb ``sign-off``: records that an authorised person has read pieces and found them right.

The name on the command line proves nothing by itself. What counts is the commit that holds the
written file, and who reviewed it.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from printshop.checks.claims import in_future
from printshop.checks.facts import expired
from printshop.checks.opening import open_shop
from printshop.commands.summary import print_findings
from printshop.delivery.deliver import write
from printshop.delivery.up_to_date import layout_digest
from printshop.findings import Exit, Finding, Gate, Where, did_you_mean, error, in_order, stops
from printshop.preflight.reading.glyph_positions import look_digest
from printshop.shop import catalog, sign_off
from printshop.shop.files import SIGN_OFF
from printshop.shop.job import Composition, JobTicket
from printshop.typesetting import compose
from printshop.typesetting.typeset import typeset


def sign(root: Path, targets: Sequence[str], by: str, today: date) -> Exit:
    """Sign off pieces (``nl/leaflet``) in a person's name, all or none, and print the result."""
    shop, findings = open_shop(root)
    if shop is None:
        return _refused(findings)
    findings += [*expired(shop, today), *in_future(shop, today)]
    tickets = catalog.to_sign_off(shop)
    problems = sign_off.check_signer(shop, by)
    compositions: list[tuple[str, Composition]] = []
    for target in targets:
        if target not in tickets:
            message, fix = f"there is no piece '{target}'", did_you_mean(target, tickets)
            problems.append(error("unknown-name", message, Where("sign-off"), fix))
            continue
        composition, composing_findings = compose.compose(catalog.resolve(shop, tickets[target]))
        problems += composing_findings + _obstacles(tickets[target], findings, composition)
        compositions += [(target, composition)] if composition else []
    if problems:
        return _refused(problems)
    new_rows: dict[str, dict[str, sign_off.Row]] = {}  # by language and stem
    for target, composition in compositions:
        rendering, problems = typeset(composition)
        if rendering is None or stops(problems):
            return _refused(problems)
        ticket = composition.job.ticket
        tag, _, name = target.partition("/")
        # A language is read alone and printed beside others: how it looks then is no part of it.
        look = "" if ticket.carried else look_digest(rendering.pdf)
        words = sign_off.words_digest(composition, tag)
        row = (by, today, words, layout_digest(shop, ticket.layout), look)
        new_rows.setdefault(tag, {})[name] = row
    for tag, rows in new_rows.items():
        path = shop.root / "content" / tag / f"{SIGN_OFF}.yaml"
        write(path, sign_off.to_yaml(shop.sign_offs.get(tag, {}), rows).encode())
        print(f"signed off by {by} on {today.isoformat()} in {tag}: {', '.join(rows)}")
    files = ", ".join(f"content/{tag}/{SIGN_OFF}.yaml" for tag in new_rows)
    print(f"commit {files}: what counts is the reviewed commit, not the name typed here")
    return Exit.DONE


def _obstacles(
    ticket: JobTicket, findings: list[Finding], composition: Composition | None
) -> list[Finding]:
    """What keeps a piece from being signed off: errors, and reviews of words that are not right."""
    items = composition.items if composition else ()
    # A sign-off is about words: findings about printing conditions do not matter to it.
    about_words = [f for f in catalog.concerning(ticket, findings, items) if not f.scope.press]
    return [f for f in about_words if stops([f]) or f.gate is Gate.SIGN_OFF]


def _refused(findings: list[Finding]) -> Exit:
    print_findings(in_order(findings))
    print("nothing was signed off")
    return Exit.INPUTS
