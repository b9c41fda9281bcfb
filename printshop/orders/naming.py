"""Naming: what people call pieces, languages, sectors, kinds and conditions, as the shop's names.

A name of one meaning is taken, and a note says for what. One of several meanings is asked about.
An unknown one stays as it is, for ``resolve`` to say that there is none.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from printshop.findings import Finding, Where, did_you_mean, error, note, stops
from printshop.orders.model import OrderLine
from printshop.orders.resolve import GENERAL
from printshop.orders.vocabulary import Meanings, Vocabulary, plain
from printshop.reading.origin import Origin
from printshop.sandbox.messages import quoted

Lookup = Callable[[str], frozenset[str]]
LONGEST_NAME = 60  # characters of a name that a finding quotes
_SIGNS = re.compile(r"\s*[/+&|·•\n]\s*")


def named(line: OrderLine, words: Vocabulary) -> tuple[OrderLine, list[Finding]]:
    """The line with the shop's names, and what was understood; with errors it is marked."""
    lookups: dict[str, Lookup] = {
        "type": partial(_meanings, words.kinds),
        "press": partial(_meanings, words.presses),
        "printer-language": words.language,
        "pieces": words.piece,
        "sectors": partial(_meanings, words.sectors),
        "languages": words.language,
    }
    update: dict[str, object] = {}
    findings: list[Finding] = []
    faulty: set[str] = set()
    for key, lookup in lookups.items():
        field = key.replace("-", "_")
        value = getattr(line, field)
        many = isinstance(value, tuple)
        chosen: list[str] = []
        for i, name in enumerate(value if many else filter(None, (value,))):
            where = line.at(key, i) if many else line.at(key)
            names, told = _understood(key, name, lookup, where, words, many=many)
            chosen += names
            findings += told
            faulty |= {key} if stops(told) else set()
        update[field] = tuple(chosen) if many else (chosen or [""])[0]
    if isinstance(line.quantity, dict):
        by_language: dict[str, int] = {}
        for name, copies in line.quantity.items():
            names, told = _understood(
                "quantity", name, words.language, line.at("quantity", name), words, many=False
            )
            findings += told
            faulty |= {"quantity"} if stops(told) else set()
            if not names:
                continue
            if names[0] in by_language:
                message = f"'quantity' has two numbers for '{names[0]}'"
                where = line.at("quantity", name)
                findings.append(error("two-readings", message, where, "keep one of the two"))
                faulty.add("quantity")
            by_language[names[0]] = copies
        update["quantity"] = by_language
    return line.model_copy(update=update).marked(faulty), findings


def chosen(
    values: dict[str, Any], origin: Origin, words: Vocabulary
) -> tuple[dict[str, Any], list[Finding], set[str]]:
    """The values with the names of those that can be chosen: ``gloss`` for ``brillant``.

    Beside them what was understood, and the keys that are not clear, which are left out.
    """
    read = dict(values)
    findings: list[Finding] = []
    unclear: set[str] = set()
    for key, meant in words.choices.items():
        if not isinstance(name := values.get(key), str):
            continue
        lookup = partial(_meanings, meant)
        names, told = _understood(key, name, lookup, origin.at(key), words, many=False)
        findings += told
        if names:
            read[key] = names[0]
        else:
            del read[key]
            unclear.add(key)
    return read, findings, unclear


def _meanings(words: Meanings, name: str) -> frozenset[str]:
    return words.get(plain(name), frozenset())


def _understood(
    key: str, name: str, lookup: Lookup, where: Where, words: Vocabulary, *, many: bool
) -> tuple[list[str], list[Finding]]:
    """The shop's names for one name of a line, or the name itself; none where it is unclear, with
    the error that says so."""
    found = lookup(name)
    if len(found) == 1:
        (meant,) = found
        return [meant], list(_noted(name, meant, where))
    if found:
        return [], [_two_readings(name, found, where)]
    if many:
        readings = list(_several(name, lookup, words.both))
        if len({frozenset(reading) for reading in readings}) > 1:
            both = " or ".join(f"'{', '.join(reading)}'" for reading in readings)
            message = f"{quoted(name, LONGEST_NAME)} in '{key}' could be {both}"
            fix = "write the names with commas between them"
            return [], [error("two-readings", message, where, fix)]
        if readings:
            parts = ", ".join(readings[0])
            message = f"{quoted(name, LONGEST_NAME)} in '{key}' is read as '{parts}'"
            return readings[0], [note("name-understood", message, where, _CHECK)]
        if hint := _piece_and_sector(name, words) if key == "pieces" else None:
            message = f"{quoted(name, LONGEST_NAME)} names a piece and a sector"
            return [], [error("two-readings", message, where, hint)]
    if key == "languages" and words.languages:
        message = f"there is no language {quoted(name, LONGEST_NAME)}"
        if english := words.others.get(name.strip().casefold()):
            message = f"{quoted(name, LONGEST_NAME)} is {english}, into which nothing is translated"
        known = sorted({tag for tags in words.languages.values() for tag in tags})
        return [], [error("unknown-name", message, where, did_you_mean(name, known))]
    return [name], []


_CHECK = "look whether that is what is meant"


def _noted(name: str, meant: str, where: Where) -> Iterator[Finding]:
    if plain(name) != plain(meant):
        message = f"{quoted(name, LONGEST_NAME)} is read as '{meant}'"
        yield note("name-understood", message, where, _CHECK)


def _two_readings(name: str, found: frozenset[str], where: Where) -> Finding:
    names = sorted(found)
    either = " or ".join((", ".join(f"'{n}'" for n in names[:-1]), f"'{names[-1]}'"))
    message = f"{quoted(name, LONGEST_NAME)} could be {either}"
    return error("two-readings", message, where, f"write one of them: {', '.join(names)}")


def _several(name: str, lookup: Lookup, both: frozenset[str]) -> Iterator[list[str]]:
    """The ways to read several names in one: ``nl/fr``, ``Frans en Duits``, ``nl fr``."""

    def read(parts: list[str]) -> list[str] | None:
        found = [lookup(part) for part in parts]
        if len(parts) > 1 and all(len(one) == 1 for one in found):
            return [next(iter(one)) for one in found]
        return None

    signs = _SIGNS.split(name.strip())
    hyphens = name.strip().split("-")  # nl-fr, which is no region
    tokens = name.split()
    joined: list[list[str]] = [[]]
    for token in re.sub(_SIGNS, " / ", name).split():
        if token == "/" or plain(token) in both:
            joined.append([])
        else:
            joined[-1].append(token)
    yield from filter(None, (read(w) for w in (signs, hyphens, [" ".join(p) for p in joined if p])))
    # A word for 'and' that is a tag as well is a tag among tags only.
    if not both & set(map(plain, tokens)) or all(lookup(t) == {plain(t)} for t in tokens):
        yield from filter(None, (read(tokens),))


def _piece_and_sector(name: str, words: Vocabulary) -> str:
    """What to write where a name is that of a piece and a sector, such as ``flyer horeca``."""
    tokens = plain(name).split()
    for at in range(1, len(tokens)):
        for one, other in ((tokens[:at], tokens[at:]), (tokens[at:], tokens[:at])):
            pieces = words.piece(" ".join(one))
            sectors = words.sectors.get(" ".join(other), frozenset()) - {GENERAL}
            if len(pieces) == 1 and len(sectors) == 1:
                return f"write '{min(pieces)}' in 'pieces' and '{min(sectors)}' in 'sectors'"
    return ""
