"""Check the promises: texts name claims that exist, translations make the same ones as their
source, and somebody answers for each.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from printshop.checks.facts import day_in_future, named_in_facts
from printshop.findings import Finding, Gate, Where, did_you_mean, error, many, review, similar
from printshop.shop.claims import Claim, made
from printshop.shop.job import Shop
from printshop.shop.words import CopySheet

CLAIMS_FILE = "content/claims.yaml"
CAMPAIGN = "campaign"  # who promises, where it is not one of the centres


def check_claims(shop: Shop) -> list[Finding]:
    """Errors in ``content/claims.yaml``: who promises and who confirms is known, and what from.

    A claim that several files of copy name and that is not there is an error here, once.
    """
    signers = [person.name for person in shop.campaign.signers]
    findings = _unknown_promisers(shop)
    for name, claim in shop.claims.items():
        if claim.confirmed and claim.confirmed.by not in signers:
            by = claim.confirmed.by
            message = f"'{by}', who confirms '{name}', is not among those who may sign off"
            fix = "add the person to 'signers' in content/campaign.yaml, or write 'confirmed: null'"
            near = similar(by, signers)  # a slip, or a namesake: as where somebody signs
            fix = f"{near} If not, {fix}" if near else fix
            findings.append(error("unknown-signer", message, claim.confirmed.at("by"), fix))
        findings += _incomplete(name, claim)
    if not shop.claims and len(_missing(shop)) > 1:  # the file is gone
        where, fix = Where(CLAIMS_FILE), f"bring {CLAIMS_FILE} back, or write it"
        message = f"no claim stands here, and the texts name {len(_missing(shop))}"
        return [*findings, error("unknown-claim", message, where, fix)]
    for name, places in _missing(shop).items():
        message = (
            f"'{name}' is not here, and {len(places)} files name it, "
            f"the first in {places[0].path}:{places[0].line}"
        )
        where, fix = Where(CLAIMS_FILE), did_you_mean(name, shop.claims)
        findings.append(error("unknown-claim", message, where, fix))
    return findings


def _unknown_promisers(shop: Shop) -> list[Finding]:
    """An error for each name in ``by`` that nobody has, however many claims it stands in.

    Where a centre is misspelt among the centres, that is told there.
    """
    campaign, findings = shop.campaign, []
    promisers = (CAMPAIGN, *campaign.centres)
    places: dict[str, list[Where]] = {}
    for claim in shop.claims.values():
        for i, promiser in enumerate(claim.by):
            if promiser not in promisers:
                places.setdefault(promiser, []).append(claim.at("by", i))
    with_facts = named_in_facts(campaign)
    misspelt = any(centre not in with_facts for centre in campaign.centres)
    for promiser, wheres in places.items():
        if promiser in with_facts:
            if not misspelt:
                message = f"'{promiser}' is no centre here, and {many(len(wheres), 'claim')} in "
                message += f"{wheres[0].path} {'is' if len(wheres) == 1 else 'are'} promised by it"
                fix = f"add '{promiser}' to the centres, or correct the claims"
                where = campaign.at("centres")
                findings.append(error("unknown-promiser", message, where, fix))
            continue
        message = f"'{promiser}' is neither the campaign nor one of its centres"
        fix = did_you_mean(promiser, promisers)
        findings.append(error("unknown-promiser", message, wheres[0], fix))
    return findings


@lru_cache(maxsize=2)
def _missing(shop: Shop) -> dict[str, list[Where]]:
    """The claims that several files of copy name and that are not known, with their first places.

    They were taken out or renamed: one fault, not one of each text.
    """
    places: dict[str, dict[str, Where]] = {}
    sheets = [sheet for by_stem in shop.copies.values() for sheet in by_stem.values()]
    for sheet in sheets:
        named = ((role, i, name) for role, of in sheet.claims.items() for i, name in enumerate(of))
        for role, i, name in named:
            if name not in shop.claims:
                where = sheet.at("claims", role, i)
                places.setdefault(name, {}).setdefault(where.path, where)
    return {name: sorted(by.values()) for name, by in places.items() if len(by) > 1}


def _incomplete(name: str, claim: Claim) -> list[Finding]:
    """An error where a claim is confirmed or checked, and what that rests on is not written."""
    if claim.source is None and (claim.checked or claim.confirmed):
        done = "confirmed" if claim.confirmed else "checked"
        message = f"'{name}' is {done}, and its source is not written"
        fix = "write where the promise stands after 'source'"
        fix += "" if claim.checked else ", and after 'checked' the day when you compared the two"
        fix += f"; or write '{done}: null'"
        return [error("claim-incomplete", message, claim.at("source"), fix)]
    if claim.confirmed and claim.checked is None:
        message = f"'{name}' is confirmed, and nobody has compared it with its source"
        fix = "compare the two and write the day after 'checked', or 'confirmed: null'"
        return [error("claim-incomplete", message, claim.at("checked"), fix)]
    return []


def in_future(shop: Shop, today: date) -> list[Finding]:
    """A review of each day after ``today`` on which a claim is said to be checked or confirmed."""
    findings = []
    for name, claim in shop.claims.items():
        days = [("checked", claim.checked, claim.at("checked"))]
        if claim.confirmed:
            days.append(("confirmed", claim.confirmed.on, claim.confirmed.at("on")))
        for done, day, where in days:
            if day and day > today:
                findings.append(day_in_future(name, done, day, where))
    return findings


# ── the claims of a file of copy ─────────────────────────────────────────────────────────────


def check_sheet(shop: Shop, sheet: CopySheet, source: CopySheet | None = None) -> list[Finding]:
    """Errors about the claims that a sheet names; ``source`` is what it was translated from.

    The two are compared where both name theirs rightly: a misspelt name is told once, where it
    stands, and not again as a claim that was lost.
    """
    faults = _misnamed(shop, sheet, source)
    if source is None or faults or _misnamed(shop, source):
        return faults
    roles = [role for role in source.items if role in sheet.items]
    return [f for role in roles for f in _differences(shop, source, sheet, role)]


def _misnamed(shop: Shop, sheet: CopySheet, source: CopySheet | None = None) -> list[Finding]:
    """Errors: a role that has no words, a claim that is not known, one that is named twice."""
    findings = []
    for role, names in sheet.claims.items():
        if role not in sheet.items:
            if source is None or role not in source.items:  # else it is told as not translated
                message = f"'{role}' names claims and has no words in this file"
                where, fix = sheet.at("claims", role), did_you_mean(role, sheet.items)
                findings.append(error("claim-without-words", message, where, fix))
            continue
        for i, name in enumerate(names):
            where = sheet.at("claims", role, i)
            if name not in shop.claims:
                if name in _missing(shop):
                    continue
                message = f"'{name}' is no claim of content/claims.yaml"
                fix = did_you_mean(name, shop.claims)
                findings.append(error("unknown-claim", message, where, fix))
            elif name in names[:i]:
                message = f"'{role}' names the claim '{name}' twice"
                findings.append(error("claim-twice", message, where, "keep one of the two"))
    return findings


def lost_claims(shop: Shop, source: CopySheet, sheets: list[CopySheet]) -> list[Finding]:
    """An error at the source where all translations make claims that it does not."""
    lost: dict[str, list[str]] = {}
    for role in source.items:
        theirs = [set(sheet.claims.get(role, ())) for sheet in sheets if role in sheet.items]
        made_by_all = set.intersection(*theirs) if len(theirs) > 1 else set()
        if names := sorted(made_by_all & shop.claims.keys() - {*source.claims.get(role, ())}):
            lost[role] = names
    if not lost:
        return []
    listed = "; ".join(f"{role}: [{', '.join(names)}]" for role, names in lost.items())
    message = f"all translations make claims that their source does not: {listed}"
    fix = "write them under 'claims' here, if the words say them"
    return [error("lost-claim", message, source.at("items", next(iter(lost))), fix)]


def _differences(shop: Shop, source: CopySheet, sheet: CopySheet, role: str) -> list[Finding]:
    """Errors where a translated text makes other claims than its source."""
    here, there = sheet.claims.get(role, ()), source.claims.get(role, ())
    findings = []
    for name in there:
        if name not in here and name in shop.claims:
            where = sheet.at("claims" if role in sheet.claims else "items", role)
            message = (
                f"the source of '{role}' makes the claim '{name}', and the translation does not: "
                f"“{shop.claims[name].promise}”"
            )
            fix = f"say it in the words if they do not; then add {name} to the claims of '{role}'"
            findings.append(error("lost-claim", message, where, fix))
    for i, name in enumerate(here):
        if name not in there and name in shop.claims:
            place = source.at("items", role)
            message = (
                f"only the translation of '{role}' makes the claim '{name}', its source does not: "
                f"“{shop.claims[name].promise}”"
            )
            fix = (
                f"add {name} to the claims of {place.path}:{place.line} if its words say it; "
                "else take it out here, and out of the words"
            )
            findings.append(error("extra-claim", message, sheet.at("claims", role, i), fix))
    return findings


# ── what is printed ──────────────────────────────────────────────────────────────────────────


def unconfirmed(shop: Shop, language: str, items: Iterable[tuple[str, str]]) -> list[Finding]:
    """Reviews of the claims that a piece prints and nobody has confirmed; they stop a package.

    ``items`` are the texts of the piece by stem and role. A claim's finding is the same for every
    piece that prints it.
    """
    names = {name for _, _, name in made(shop.copies.get(language, {}), items)}
    return [
        review(
            "unconfirmed-claim",
            f"nobody has confirmed that '{name}' is true: “{shop.claims[name].promise}”",
            shop.claims[name].at(),
            f"have it confirmed by {_listed(shop, shop.claims[name].by)}; then write "
            "'source', 'checked' and 'confirmed: {by: …, on: …}', the name of a signer and the day",
            Gate.PACKAGING,
        )
        for name in sorted(names & shop.claims.keys())
        if shop.claims[name].confirmed is None
    ]


def _listed(shop: Shop, by: tuple[str, ...]) -> str:
    """Those who promise, as a person calls them: ``PAG-ASA and Payoke``."""
    facts = shop.campaign.facts
    names = [
        "the campaign" if name == CAMPAIGN else str(facts[fact].value) if fact in facts else name
        for name, fact in ((name, f"{name}.name") for name in by)
    ]
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def unused(shop: Shop) -> list[Finding]:
    """Reviews of the claims that no text of the source language makes."""
    sheets = shop.copies[shop.campaign.source_language].values()
    used = {name for sheet in sheets for names in sheet.claims.values() for name in names}
    return [
        review(
            "unused-claim",
            f"no text makes the claim '{name}'",
            claim.at(),
            "name it under 'claims' in the file of the text that makes it, or take it out here",
        )
        for name, claim in shop.claims.items()
        if name not in used
    ]
