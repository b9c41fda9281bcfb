"""Who may sign what: by role and language, and no person in two roles that are kept apart."""

from collections.abc import Iterable
from datetime import date

from printshop.findings import GENERATE, Finding, did_you_mean, error, similar
from printshop.shop.job import Shop
from printshop.shop.signing import Entry, Signer


def in_words(role: str) -> str:
    """A role as people write it: 'second reader'."""
    return role.replace("-", " ")


def listed(names: Iterable[str]) -> str:
    """Names in a row, roles in words: ``translator, second reader``."""
    return ", ".join(in_words(name) for name in names)


def counts(shop: Shop, tag: str, entry: Entry) -> bool:
    """Whether a signature is that of one who may give it.

    It is where the person stands among the signers with this role and language, and signed at the
    latest on the last day.
    """
    return any(
        entry.by == signer.name
        and entry.role in signer.roles
        and signer.reads(tag)
        and (signer.until is None or entry.on <= signer.until)
        for signer in shop.campaign.signers
    )


def counting(shop: Shop, tag: str, signatures: Iterable[Entry]) -> dict[str, Entry]:
    """The signatures that count, the last one of each role.

    Of two by one person in roles that are kept apart, the later one does not count.
    """
    found: dict[str, Entry] = {}
    for entry in signatures:
        if counts(shop, tag, entry) and not apart(shop, entry.by, entry.role, found.values()):
            found[entry.role] = entry
    return found


def apart(shop: Shop, by: str, role: str, others: Iterable[Entry]) -> str:
    """The role in which a person has signed already, kept apart from this one; or ''."""
    not_with = shop.campaign.sign_off.apart(role)
    return next((e.role for e in others if e.by == by and e.role in not_with), "")


def who_may(shop: Shop, tag: str, role: str, today: date) -> str:
    """Who may sign in a role and a language, as a remedy."""
    names = [
        person.name
        for person in shop.campaign.signers
        if role in person.roles
        and person.reads(tag)
        and (person.until is None or today <= person.until)
    ]
    add = "under 'signers' in content/campaign.yaml, in a commit that others review"
    if not names:
        return f"nobody may sign as {in_words(role)} in {tag} yet: write who may {add}"
    return f"as {in_words(role)} in {tag} may sign: {', '.join(names)}"


def find(shop: Shop, name: str) -> tuple[Signer | None, list[Finding]]:
    """The signer of a name; an error where there is none."""
    known = {person.name: person for person in shop.campaign.signers}
    if name in known:
        return known[name], []
    where = shop.campaign.at("signers")
    fix = "add the person under 'signers', in a commit that others review"
    near = similar(name, known)  # a slip, or a namesake: nobody is to take another's name
    fix = f"{near} If not, {fix}" if near else fix
    message = f"'{name}' is not among those who may sign off"
    return None, [error("unknown-signer", message, where, fix)]


def role_of(shop: Shop, signer: Signer, typed: str) -> tuple[str, list[Finding]]:
    """The role in which a person signs: the one typed, or the only one that the person has."""
    role = "-".join(typed.split())
    where = signer.at("roles")
    if role in signer.roles:
        return role, []
    known = shop.campaign.sign_off.roles()
    if role and role not in known:
        fix = did_you_mean(role, known)
        return "", [error("unknown-name", f"there is no role '{role}'", where, fix)]
    if role:
        message = f"'{signer.name}' may not sign as {in_words(role)}"
        names = [s.name for s in shop.campaign.signers if role in s.roles]
        fix = f"as {in_words(role)} may sign: {', '.join(names) or 'nobody yet'}"
        return "", [error("may-not-sign", message, where, fix)]
    if len(signer.roles) > 1:
        message = f"'{signer.name}' has several roles: {listed(signer.roles)}"
        fix = f"say in which one: {GENERATE} sign-off … --as {signer.roles[0]}"
        return "", [error("may-not-sign", message, where, fix)]
    return signer.roles[0], []
