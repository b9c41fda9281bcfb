"""Mail and web addresses as they are printed: in small Latin letters, without what nobody types.

Nothing is looked up in a network. Syntax is known to email-validator and idna; which top-level
domains there are stands in ``top_level_domains.txt``.
"""

import re
from functools import lru_cache
from pathlib import Path

from printshop.facts.characters import (
    Fault,
    at,
    digit_for_letter,
    fault_of,
    first,
    other_script,
)
from printshop.findings import similar

# The letters beside a to z that a name under .be may have.
ACCENTED = set("àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿßœ")
USUAL = ("be", "brussels", "gent", "vlaanderen", "eu", "org", "com", "net", "info")
_SCHEME = re.compile(r"(?i)[a-z]+:|//|https?\b")
_PATH = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")
_LINKED = re.compile(r"[/?#][A-Za-z0-9._~!$&'()*+,;=:@%/?#-]*|")
_LOCAL = re.compile(r"[a-z0-9._+-]+")
_WWW = re.compile(r"[wv]{2,6}|w+[0o]w*")
_WWW_NUMBER = re.compile(r"www[1-9]?")  # some sites are at www2
LONGEST = 60  # characters of a web address that somebody can type


@lru_cache(maxsize=1)
def top_level_domains() -> frozenset[str]:
    """The top-level domains in Latin letters."""
    text = Path(__file__).with_name("top_level_domains.txt").read_text("utf-8")
    return frozenset(w for line in text.splitlines() if line[:1] != "#" for w in line.split())


def web_fault(value: str) -> Fault | None:
    """What is wrong with a web address as printed, ``www.example.be`` or ``example.be/help``."""
    fix = "write it as it is read: www.example.be"
    if "@" in value:
        return fault_of(value, "it is a mail address", "give it the kind 'mail', or correct it")
    if scheme := _SCHEME.match(value):
        return fault_of(value, f'"{scheme.group()}" is not printed', fix)
    host, slash, path = value.partition("/")
    if problem := _host_fault(value, host, 0):
        return problem
    if not _PATH.fullmatch(slash + path):
        why = f'"/{path}" is no path that somebody can type' if path else "a / stands at its end"
        return fault_of(value, why, "leave it out, or write only letters, digits and hyphens")
    if len(value) > LONGEST:
        why = f"it has {len(value)} characters; at most {LONGEST} can be typed from paper"
        return fault_of(value, why, "print a shorter address")
    return None


def link_fault(value: str) -> Fault | None:
    """What is wrong with the address that a QR code opens, ``https://www.example.be/help``."""
    if not value.startswith("https://"):
        why = "it does not begin with https://"
        return fault_of(value, why, "write the whole address, such as https://www.example.be")
    rest = value.removeprefix("https://")
    end = first(rest, lambda char: char not in "/?#")
    host, path = (rest, "") if end < 0 else (rest[:end], rest[end:])
    if problem := _host_fault(value, host, len("https://")):
        return problem
    if not _LINKED.fullmatch(path):
        index = first(path, lambda char: _LINKED.fullmatch(f"/{char}"))
        return fault_of(value, at(value, len(value) - len(path) + index), "copy the address anew")
    return None


def mail_fault(value: str) -> Fault | None:
    """What is wrong with a mail address, ``info@example.be``, or None."""
    fix = "write the address alone, in small letters"
    if value.lower().startswith("mailto:"):
        return fault_of(value, '"mailto:" is not printed', fix)
    if problem := other_script(value):
        return problem
    if value.count("@") != 1:
        why = f"it has {value.count('@') or 'no'} @ where 1 is wanted"
        return fault_of(value, why, fix)
    local, _, host = value.partition("@")
    if not local:
        return fault_of(value, "nothing stands before the @", fix)
    if not _LOCAL.fullmatch(local):
        index = first(local, _LOCAL.fullmatch)
        why = ", a capital" if local[index].isupper() else ", not usual before the @"
        return fault_of(value, at(value, index) + why, fix)
    if problem := digit_for_letter(value):
        return problem
    if local.startswith("www.") or host.startswith("www."):
        return fault_of(value, '"www." belongs to web addresses', "take it out")
    return _host_fault(value, host, len(local) + 1) or _mail_syntax(value)


def _mail_syntax(value: str) -> Fault | None:
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(value, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError as problem:
        why = str(problem).rstrip(".")
        return fault_of(value, why[:1].lower() + why[1:], "compare it with its source")
    return None


def _host_fault(value: str, host: str, start: int) -> Fault | None:
    """What is wrong with the name of a site, which begins at an index of an address, or None."""
    if problem := other_script(value[: start + len(host)]):
        return Fault(problem.what.replace(value[: start + len(host)], value, 1), problem.fix)
    index = first(host, lambda c: (c.isascii() and (c.isalnum() or c in "-.")) or c in ACCENTED)
    upper = first(host, lambda c: not c.isupper())
    if upper >= 0 and not 0 <= index < upper:
        return fault_of(value, f"{at(value, start + upper)}, a capital", "write small letters")
    if index >= 0:
        comma = ", where a dot is wanted" if host[index] in ",;" else ", not of a name on the web"
        return fault_of(value, at(value, start + index) + comma, "compare it with its source")
    if problem := digit_for_letter(value, start, start + len(host)):
        return problem
    labels = host.split(".")
    if "" in labels:
        why = "nothing stands between two dots, or beside one" if host else "no name stands in it"
        return fault_of(value, why, "compare it with its source")
    return _labels_fault(value, host, labels)


def _labels_fault(value: str, host: str, labels: list[str]) -> Fault | None:
    import idna

    fix = "compare it with its source"
    for label in labels:
        if label.startswith("xn--"):
            try:
                read = idna.decode(host)
            except idna.IDNAError:
                read = "nothing that can be read"
            return fault_of(value, f'"{label}" is a code; it reads "{read}"', "write what is read")
        if len(label) > 63 or label[0] == "-" or label[-1] == "-" or label[2:4] == "--":
            return fault_of(value, f'"{label}" is no part of a name on the web', fix)
    if not _WWW_NUMBER.fullmatch(labels[0]) and (
        labels[0].startswith("www") or _WWW.fullmatch(labels[0])
    ):
        return fault_of(value, f'"{labels[0]}" looks like "www."', 'begin it with "www."')
    own = labels[1:] if _WWW_NUMBER.fullmatch(labels[0]) else labels
    if len(own) < 2 or "www" in own:
        return fault_of(value, "a part of the name is missing, or stands in it twice", fix)
    if labels[-1] not in top_level_domains():
        fix = similar(labels[-1], USUAL) or fix
        return fault_of(value, f"no name on the web ends in .{labels[-1]}", fix)
    try:
        idna.encode(host)
    except idna.IDNAError as problem:
        return fault_of(value, f"it is no name on the web: {problem}", fix)
    return None
