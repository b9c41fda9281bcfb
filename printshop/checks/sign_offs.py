"""Check who may sign off and the records of signatures: names, roles, languages, days, words."""

from collections.abc import Iterator
from datetime import date
from pathlib import PurePath

from printshop.checks.facts import day_in_future
from printshop.findings import Finding, Gate, Scope, did_you_mean, error, review, scoped
from printshop.shop import catalog, signers
from printshop.shop.files import SIGN_OFF
from printshop.shop.job import Shop
from printshop.shop.signing import ALL, Entry
from printshop.shop.words import copy_scope


def check_sign_offs(shop: Shop) -> list[Finding]:
    """What is wrong with the signers and with the records, whatever the day is."""
    return [*_unknown_roles(shop), *_unknown_languages(shop), *_wrong_entries(shop)]


def signed_in_future(shop: Shop, today: date) -> list[Finding]:
    """A review of each entry of a record that is dated after ``today``."""
    findings = []
    for tag, name, entry in _entries(shop):
        if entry.on > today:
            done = "withdrawn" if entry.withdrawn else "signed"
            finding = day_in_future(f"{tag}/{name}", done, entry.on, entry.at("on"))
            findings += scoped([finding], _scope(shop, tag, name))
    return findings


def _unknown_roles(shop: Shop) -> Iterator[Finding]:
    """An error for each role of a signer, or kept apart from others, that no piece asks for."""
    campaign, known = shop.campaign, shop.campaign.sign_off.roles()
    for person in campaign.signers:
        for i, role in enumerate(person.roles):
            if role not in known:
                message = f"'{person.name}' has the role '{role}', which no piece asks for"
                fix = did_you_mean(role, known)
                yield error("unknown-name", message, person.at("roles", i), fix)
    for n, group in enumerate(campaign.sign_off.different_people):
        for i, role in enumerate(group):
            if role not in known:
                message = f"'different_people' has the role '{role}', which no piece asks for"
                where, fix = campaign.at("sign_off", "different_people", n, i), ""
                yield error("unknown-name", message, where, did_you_mean(role, known) or fix)


def _unknown_languages(shop: Shop) -> Iterator[Finding]:
    """An error for each language of a signer that has no folder."""
    folders = {path.name for path in (shop.root / "content").iterdir() if path.is_dir()}
    for person in shop.campaign.signers:
        for i, tag in enumerate(person.languages):
            if tag not in folders | {ALL}:
                message = f"'{person.name}' has the language '{tag}', which has no folder"
                where = person.at("languages", i)
                yield error("unknown-name", message, where, did_you_mean(tag, folders | {ALL}))


def _wrong_entries(shop: Shop) -> list[Finding]:
    """Reviews of signatures by people who may not sign."""
    findings: list[Finding] = []
    pieces = catalog.to_sign_off(shop) if shop.sign_offs else {}
    for tag, record in shop.sign_offs.items():
        for name, entries in record.pieces.items():
            if f"{tag}/{name}" not in pieces:
                where = record.at("pieces", name)
                if not (shop.root / PurePath("layouts", name, "layout.yaml")).exists():
                    message = f"'{name}' is signed in {tag}, and there is no such piece"
                    known = [p.partition("/")[2] for p in pieces if p.startswith(f"{tag}/")]
                    fix = f"{did_you_mean(name, known)}; or leave it: nothing asks for it"
                    found = [review("unknown-name", message, where, fix)]
                    findings += scoped(found, copy_scope(tag, SIGN_OFF))
                continue
            of_piece = [
                finding
                for entry in _last_signed(entries)
                for finding in _wrong_entry(shop, tag, name, entry)
            ]
            findings += scoped(of_piece, _scope(shop, tag, name))
    return findings


def _last_signed(entries: tuple[Entry, ...]) -> list[Entry]:
    """The signatures of the words that were signed last, since the last withdrawal."""
    since: list[Entry] = []
    for entry in entries:
        since = [] if entry.withdrawn else [*since, entry]
    return [entry for entry in since if entry.words == since[-1].words]


def _wrong_entry(shop: Shop, tag: str, name: str, entry: Entry) -> Iterator[Finding]:
    if not signers.counts(shop, tag, entry) and entry.role in shop.campaign.sign_off.roles():
        message = (
            f"'{entry.by}' signed '{name}' in {tag} as {signers.in_words(entry.role)} on "
            f"{entry.on}, and may not: the signature does not count"
        )
        fix = (
            "let one sign it who may; a person who has left stays under 'signers' in "
            "content/campaign.yaml with the last day: until: 2027-12-31"
        )
        yield review("unknown-signer", message, entry.at("by"), fix, Gate.PACKAGING)


def _entries(shop: Shop) -> Iterator[tuple[str, str, Entry]]:
    for tag, record in shop.sign_offs.items():
        for name, entries in record.pieces.items():
            yield from ((tag, name, entry) for entry in entries)


def _scope(shop: Shop, tag: str, name: str) -> Scope:
    """The pieces that a finding about a record is about."""
    ticket = catalog.to_sign_off(shop).get(f"{tag}/{name}")
    if ticket is None:
        return copy_scope(tag, SIGN_OFF)
    return Scope(language=tag, layout=ticket.layout, stem=ticket.sector)
