"""Check the facts: they are listed, copy does not spell them out, none is past its date."""

import re
from datetime import date

from printshop.findings import Finding, Gate, did_you_mean, error, review
from printshop.shop.job import Shop
from printshop.shop.words import TOKEN


def facts_listed(shop: Shop) -> list[Finding]:
    """The campaign's lines and its centres name facts that are listed."""
    campaign = shop.campaign
    wanted = {
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
        for key, name in wanted.items()
        if name not in campaign.facts
    ]
    for i, centre in enumerate(campaign.centres):
        for part in ("name", "address", "phone", "mail", "web"):
            if f"{centre}.{part}" not in campaign.facts:
                where = campaign.at("centres", i)
                message = f"the centre '{centre}' has no fact '{centre}.{part}'"
                findings.append(error("unknown-fact", message, where, "add it to the facts"))
    return findings


def spelled_out(shop: Shop, text: str, tag: str) -> list[str]:
    """Names of the facts whose value stands in the text as such, digits in any grouping."""
    plain = TOKEN.sub(" ", text)
    runs = {re.sub(r"\D", "", run) for run in re.findall(r"[+(\d][\d\s.,()\u00a0\u202f/-]*", plain)}
    names = []
    for name, fact in shop.campaign.facts.items():
        value = str(fact.value_in(tag))
        if fact.kind in ("phone", "number"):
            digits = re.sub(r"\D", "", value)
            ways = {digits}
            if fact.kind == "phone" and len(digits) > 6:  # as dialled abroad, and inland
                ways |= {f"00{digits}", f"0{digits.removeprefix('32')}"}
            hit = bool(ways & runs)
        elif fact.kind in ("web", "mail"):
            hit = value.removeprefix("www.").lower() in plain.lower()
        else:
            hit = fact.kind == "name" and value.startswith("#") and value.lower() in plain.lower()
        if hit:
            names.append(name)
    return names


def expired(shop: Shop, today: date) -> list[Finding]:
    """Facts past their date: judged on every run, also for files that are not built again."""
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
        nobody = review(
            "no-publisher",
            "no responsible publisher is named; the files are fit to look at, not to hand out",
            shop.campaign.at("publisher"),
            "name a natural person with an address in Belgium",
            Gate.PACKAGING,
        )
        findings.append(nobody)
    return findings
