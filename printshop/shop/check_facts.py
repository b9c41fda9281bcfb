"""Check the facts: they are listed, copy does not spell them out, none is past ``valid_until``."""

import re
from datetime import date
from functools import lru_cache

from printshop.findings import Finding, Gate, did_you_mean, error, review
from printshop.shop.job import Shop
from printshop.shop.words import TOKEN

PARTS = ("name", "address", "phone", "mail", "web")  # the facts that a centre has


def unlisted_facts(shop: Shop) -> list[Finding]:
    """An error for each fact that the campaign or one of its centres needs and does not list."""
    campaign = shop.campaign
    named = {
        "hotline": campaign.hotline,
        "emergency": campaign.emergency,
        "site": campaign.site,
    }
    findings = [
        error(
            "unknown-fact",
            f"'{name}' is no fact",
            campaign.at(key),
            did_you_mean(name, campaign.facts),
        )
        for key, name in named.items()
        if name not in campaign.facts
    ]
    with_facts = {name.rpartition(".")[0] for name in campaign.facts} - {""}
    for i, centre in enumerate(campaign.centres):
        where = campaign.at("centres", i)
        if centre not in with_facts:
            message, fix = f"the centre '{centre}' has no facts", did_you_mean(centre, with_facts)
            if not fix.startswith("did you"):
                fix = f"add them: {', '.join(f'{centre}.{part}' for part in PARTS)}"
            findings.append(error("unknown-fact", message, where, fix))
            continue
        for part in PARTS:
            if f"{centre}.{part}" not in campaign.facts:
                message = f"the centre '{centre}' has no fact '{centre}.{part}'"
                findings.append(error("unknown-fact", message, where, "add it to the facts"))
    return findings


def spelled_out(shop: Shop, text: str, tag: str) -> list[str]:
    """Names of the facts whose value stands in the text as such, digits in any grouping."""
    plain = TOKEN.sub(" ", text).lower()
    runs = {re.sub(r"\D", "", run) for run in re.findall(r"[+(\d][\d\s.,()\u00a0\u202f/-]*", plain)}
    return [
        name
        for name, digits, letters in _spellings(shop, tag)
        if not runs.isdisjoint(digits) or (letters and letters in plain)
    ]


@lru_cache(maxsize=64)
def _spellings(shop: Shop, tag: str) -> list[tuple[str, frozenset[str], str]]:
    """How facts would be spelled out: the name of each, its ways in digits, its small letters."""
    spellings = []
    for name, fact in shop.campaign.facts.items():
        value, ways, letters = str(fact.value_in(tag)), set[str](), ""
        if fact.kind in ("phone", "number"):
            digits = re.sub(r"\D", "", value)
            ways = {digits}
            if fact.kind == "phone" and len(digits) > 6:  # as dialled abroad, and inland
                ways |= {f"00{digits}", f"0{digits.removeprefix('32')}"}
        elif fact.kind in ("web", "mail"):
            letters = value.removeprefix("www.").lower()
        elif fact.kind == "name" and value.startswith("#"):
            letters = value.lower()
        if ways or letters:
            spellings.append((name, frozenset(ways), letters))
    return spellings


def expired(shop: Shop, today: date) -> list[Finding]:
    """Reviews of facts past ``valid_until``, and of a missing responsible publisher.

    They are made anew on every run, also about files that are not built again.
    """
    findings = [
        review(
            "fact-expired",
            f"'{name}' ({fact.value}) was to be checked again by {fact.valid_until}",
            shop.campaign.at("facts", name),
            "check it with its source, then set 'checked' and 'valid_until'",
            Gate.SIGN_OFF,
        )
        for name, fact in shop.campaign.facts.items()
        if fact.valid_until < today
    ]
    if shop.campaign.publisher is None:
        no_publisher = review(
            "no-publisher",
            "no responsible publisher is named; the files are fit to look at, not to hand out",
            shop.campaign.at("publisher"),
            "name a natural person with an address in Belgium",
            Gate.PACKAGING,
        )
        findings.append(no_publisher)
    return findings
