"""Check the facts: they are listed, each is what its kind has to be, copy does not spell them out,
none is past ``valid_until``; and the responsible publisher is a person with an address."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from printshop.facts.characters import Fault
from printshop.facts.kinds import fault
from printshop.findings import (
    Finding,
    Gate,
    Scope,
    Where,
    did_you_mean,
    error,
    review,
    scoped,
    similar,
)
from printshop.shop.job import Shop
from printshop.shop.words import EXAMPLE_PUBLISHER, TOKEN, Campaign, Fact

# The facts that a centre has, and those that the campaign names, each with its kind.
PARTS = {"name": "name", "address": "postal", "phone": "phone", "mail": "mail", "web": "web"}
NAMED = {"hotline": "phone", "emergency": "phone", "site": "web"}


def unlisted_facts(shop: Shop) -> list[Finding]:
    """An error for each fact that the campaign or one of its centres needs and does not list."""
    campaign = shop.campaign
    named = {key: str(getattr(campaign, key)) for key in NAMED}
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
    with_facts = named_in_facts(campaign)
    for i, centre in enumerate(campaign.centres):
        where = campaign.at("centres", i)
        if centre not in with_facts:
            message = f"the centre '{centre}' has no facts"
            add = f"add them: {', '.join(f'{centre}.{part}' for part in PARTS)}"
            fix = similar(centre, with_facts) or add
            findings.append(error("unknown-fact", message, where, fix))
            continue
        for part in PARTS:
            if f"{centre}.{part}" not in campaign.facts:
                message = f"the centre '{centre}' has no fact '{centre}.{part}'"
                findings.append(error("unknown-fact", message, where, "add it to the facts"))
    return findings


def wrong_kinds(shop: Shop) -> list[Finding]:
    """An error for each fact of another kind than those need who name it.

    A number that is called a name would not be looked at as a number.
    """
    campaign, findings = shop.campaign, []
    for key, kind in NAMED.items():
        name = str(getattr(campaign, key))
        fact = campaign.facts.get(name)
        if fact and fact.kind != kind:
            message = f"'{key}' names '{name}', of the kind '{fact.kind}'; '{kind}' is wanted"
            itself = fault(fact.kind, fact.value) is not None or name == key
            where = fact.at("kind") if itself else campaign.at(key)
            fix = f"write 'kind: {kind}'" if itself else f"name the fact that is the {key}"
            findings.append(error("wrong-fact", message, where, fix))
    for centre in campaign.centres:
        for part, kind in PARTS.items():
            fact = campaign.facts.get(f"{centre}.{part}")
            if fact and fact.kind != kind:
                message = f"'{centre}.{part}' is of the kind '{fact.kind}'; '{kind}' is wanted"
                fix = f"write 'kind: {kind}'"
                findings.append(error("wrong-fact", message, fact.at("kind"), fix))
    return findings


def wrong_signers(shop: Shop) -> Iterator[Finding]:
    """Errors about those who may sign off: each is a natural person, named once."""
    names: set[str] = set()
    for signer in shop.campaign.signers:
        problem = fault("person", signer.name)
        if problem is None and signer.name in names:
            problem = Fault(f"'{signer.name}', which stands here twice", "keep one of the two")
        names.add(signer.name)
        if problem:
            message = f"the name of a signer is {problem.what}"
            yield error("wrong-value", message, signer.at("name"), problem.fix)


def wrong_facts(shop: Shop) -> list[Finding]:
    """An error for each value that its kind does not allow: facts, and what the QR code opens."""
    findings = wrong_kinds(shop)
    told = {finding.where for finding in findings}
    if problem := fault("link", shop.campaign.code_address):
        where = shop.campaign.at("code_address")
        message = f"'code_address' is {problem.what}"
        findings.append(error("wrong-fact", message, where, problem.fix))
    elif site := _other_site(shop):
        where = shop.campaign.at("code_address")
        message = (
            f"'code_address' is '{shop.campaign.code_address}', and the site that is printed is "
            f"'{site}': the QR code would lead elsewhere"
        )
        fix = f"write an address of {site}, or correct '{shop.campaign.site}'"
        findings.append(error("wrong-fact", message, where, fix))
    for name, fact in shop.campaign.facts.items():
        if fact.at("kind") not in told:
            findings += _wrong_values(shop, name, fact)
        if not fact.source.strip():
            message = f"'{name}' has no source"
            fix = "write where the value is from, so that it can be checked again"
            findings.append(error("wrong-fact", message, fact.at("source"), fix))
        if fact.valid_until < fact.checked:
            message = f"'{name}' is valid until {fact.valid_until}, before the day when it was"
            message += f" checked, {fact.checked}"
            fix = "write the day of the check, and a later one until which it holds"
            findings.append(error("wrong-fact", message, fact.at("valid_until"), fix))
    return findings


def _other_site(shop: Shop) -> str:
    """The campaign's site as printed, where the QR code leads to another one; else ''."""
    fact = shop.campaign.facts.get(shop.campaign.site)
    if fact is None or fact.kind != "web":
        return ""  # which is told of the fact
    hosts = {_host(str(site)) for site in (fact.value, *fact.by_language.values())}
    return "" if _host(shop.campaign.code_address) in hosts else str(fact.value)


def _host(address: str) -> str:
    """The host of a web address with or without its scheme, without ``www.``."""
    return address.rpartition("://")[2].partition("/")[0].removeprefix("www.")


def is_wrong(shop: Shop, name: str, fact: Fact) -> bool:
    """Whether the kind of a fact does not allow its value, or one that a language has."""
    return next(_wrong_values(shop, name, fact), None) is not None


def _wrong_values(shop: Shop, name: str, fact: Fact) -> Iterator[Finding]:
    if problem := fault(fact.kind, fact.value):
        message = f"'{name}' is {problem.what}"
        yield error("wrong-fact", message, fact.at("value"), problem.fix)
    else:
        yield from _by_language(shop, name, fact)


def _by_language(shop: Shop, name: str, fact: Fact) -> Iterator[Finding]:
    """Errors about the values that single languages print in place of a fact's own."""
    if fact.kind == "number" and fact.by_language:
        message = f"'{name}' is a number, and has values by language"
        fix = "take 'by_language' out: each language writes the number in its own way"
        yield error("wrong-fact", message, fact.at("by_language"), fix)
        return
    for tag, value in fact.by_language.items():
        where = fact.at("by_language", tag)
        if not (shop.root / "content" / tag).is_dir():
            fix = did_you_mean(tag, shop.languages)
            message = f"'{name}' has a value for '{tag}', which is no language here"
            yield error("wrong-fact", message, where, fix)
            continue
        script = shop.languages[tag].script if tag in shop.languages else "Latn"
        problem = fault(fact.kind, value, ("Latn", script))
        what, fix = (problem.what, problem.fix) if problem else ("", "compare it with its source")
        if not what and fact.kind == "postal" and _digits(value) != _digits(str(fact.value)):
            what = f'"{value}", and elsewhere "{fact.value}": the numbers differ'
        if what:
            message = f"'{name}' in {tag} is {what}"
            yield from scoped([error("wrong-fact", message, where, fix)], Scope(language=tag))


def _digits(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", text))


def spelled_out(shop: Shop, text: str, tag: str) -> list[str]:
    """Names of the facts whose value stands in the text as such, digits of any script and in any
    grouping; ``1, 2`` and ``1. 2`` are looked at as one number and as two.
    """
    plain = _western_digits(TOKEN.sub(" ", text).lower())
    found = re.findall(r"[+(\d][\d\s.,()/-]*", plain)
    parts = [part for run in found for part in (run, *re.split(r"[.,]\s", run))]
    runs = {re.sub(r"\D", "", part) for part in parts}
    return [
        name
        for name, digits, letters in _spellings(shop, tag)
        if not runs.isdisjoint(digits) or (letters and letters in plain)
    ]


def _western_digits(text: str) -> str:
    """The text with the decimal digits of every script, as ``٣`` or ``३``, written 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in text)


@lru_cache(maxsize=64)
def _spellings(shop: Shop, tag: str) -> list[tuple[str, frozenset[str], str]]:
    """How facts would be spelled out: the name of each, its ways in digits, its small letters.

    A value that is wrong is told once, where it stands: ``1e4`` is not looked for as 14.
    """
    spellings = []
    for name, fact in shop.campaign.facts.items():
        if is_wrong(shop, name, fact):
            continue
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
    """Reviews of facts past ``valid_until`` or checked after ``today``, and of a responsible
    publisher who is missing or incomplete.

    They are made anew on every run, also about files that are not built again.
    """
    findings: list[Finding] = []
    for name, fact in shop.campaign.facts.items():
        if fact.checked > today:
            findings.append(day_in_future(name, "checked", fact.checked, fact.at("checked")))
        elif fact.checked <= fact.valid_until < today:
            message = f"'{name}' ({fact.value}) was to be checked again by {fact.valid_until}"
            fix = "check it with its source, then set 'checked' and 'valid_until'"
            where = shop.campaign.at("facts", name)
            findings.append(review("fact-expired", message, where, fix, Gate.SIGN_OFF))
    return [*findings, *_publisher(shop)]


def named_in_facts(campaign: Campaign) -> set[str]:
    """What facts are about, such as the centres: the first part of a fact's name."""
    return {name.rpartition(".")[0] for name in campaign.facts} - {""}


def day_in_future(name: str, done: str, day: date, where: Where) -> Finding:
    """The review of a fact or a claim that is said to be ``done``, checked or confirmed, some day.

    An error would stop every build on a machine whose clock is slow.
    """
    message = f"'{name}' is {done} on {day}, a day that has not come yet"
    return review(
        "day-in-future", message, where, "write the day on which it was done", Gate.SIGN_OFF
    )


def _publisher(shop: Shop) -> Iterator[Finding]:
    """Reviews of the campaign's responsible publisher: none, or no person with an address."""
    publisher = shop.campaign.publisher
    if publisher is None:
        yield review(
            "no-publisher",
            "no responsible publisher is named; the files are fit to look at, not to hand out",
            shop.campaign.at("publisher"),
            "name a natural person with an address in Belgium",
            Gate.PACKAGING,
        )
        return
    for key, kind, value in (
        ("name", "person", publisher.name),
        ("address", "home", publisher.address),
    ):
        if problem := fault(kind, value):
            message = f"the {key} of the responsible publisher is {problem.what}"
            fix = problem.fix if value else f"write it like this: {EXAMPLE_PUBLISHER}"
            yield review("wrong-publisher", message, publisher.at(key), fix, Gate.PACKAGING)
