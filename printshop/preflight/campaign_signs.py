"""How campaign print is known: the address of its codes, and what else it shows.

It is read from ``content/campaign.yaml`` alone, as far as that can be read: the rest of the shop
may have errors, and so may that file.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from printshop.reading.characters import LIKE_LATIN
from printshop.reading.yaml_file import load

FILE = "content/campaign.yaml"
MARKS = ("hotline", "site")  # the facts that campaign print shows
NEAR = 0.84  # of 1: two names as like as this are taken for each other
SHORTEST = 6  # letters of a name that is compared
_ADDRESS = re.compile(r"^code_address:\s*[\"']?(https?://[^\s\"']+)", re.M)
_LATIN = {ord(other): like for table in LIKE_LATIN.values() for other, like in table.items()}
_ALIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "ı": "l", "|": "l", "5": "s", "3": "e"})


@dataclass(frozen=True)
class CampaignSigns:
    """The address that the campaign's codes lead to, and words that only its print shows.

    ``marks`` are in lower case without spaces and marks, as ``letters_and_digits`` makes them.
    """

    address: str
    marks: tuple[str, ...] = ()

    def leads_there(self, text: str) -> bool:
        """Whether a code's text is the campaign's address: capitals of the host do not count."""
        return _plain(text) == _plain(self.address)

    def is_on_its_site(self, text: str) -> bool:
        """Whether a code's text is an address on the campaign's own host, with or without www."""
        host = _host(text)
        return host is not None and host == _host(self.address)

    def looks_like_it(self, text: str) -> bool:
        """Whether a code's text has a name that is, or can be taken for, the campaign's."""
        own = _folded(max((urlsplit(self.address).hostname or "").split("."), key=len))
        if len(own) < SHORTEST:
            return False
        return any(own in name or _near(own, name) for name in _names(text))


def campaign_signs(root: Path) -> CampaignSigns | None:
    """The signs of the campaign's print; None where its address cannot be read."""
    path = root / FILE
    values, _, _ = load(path, FILE)
    if isinstance(values, dict) and isinstance(values.get("code_address"), str):
        return CampaignSigns(values["code_address"], tuple(_marks(values)))
    try:
        found = _ADDRESS.search(path.read_text("utf-8", "replace"))
    except OSError:
        return None
    return CampaignSigns(found[1]) if found else None


def _marks(values: dict[str, Any]) -> Iterator[str]:
    """The hotline and the site, as letters and digits."""
    facts = values.get("facts")
    for key in MARKS:
        fact = facts.get(str(values.get(key))) if isinstance(facts, dict) else None
        value = fact.get("value") if isinstance(fact, dict) else None
        mark = "".join(c for c in str(value or "").lower() if c.isalnum())
        if len(mark) >= SHORTEST:
            yield mark


def _plain(address: str) -> str:
    """An address without what makes no difference: capitals of its host, a last slash."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    rest = parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    rest += f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}{rest}"


def _host(address: str) -> str | None:
    """The host of a web address without ``www``; None of what is no plain web address."""
    try:
        parts = urlsplit(address.strip())
        plain = parts.scheme.lower() in ("http", "https") and parts.username is None
        return (parts.hostname or "").removeprefix("www.") or None if plain else None
    except ValueError:
        return None


def _names(text: str) -> Iterator[str]:
    """The names in a text, folded: each label of a host, and what stands between other marks."""
    for name in re.split(r"[^\w-]+", unicodedata.normalize("NFKC", text)):
        if name.lower().startswith("xn--"):
            try:
                name = name[4:].encode("ascii").decode("punycode")
            except (UnicodeError, ValueError):
                continue
        yield _folded(name)
    yield _folded("".join(re.split(r"[^\w]+", text)))  # a name that is split by dots


def _folded(name: str) -> str:
    """A name without accents, hyphens and differences that the eye does not see."""
    latin = unicodedata.normalize("NFKD", name.translate(_LATIN)).lower().translate(_LATIN)
    letters = "".join(c for c in latin if c.isalnum())
    return letters.replace("rn", "m").replace("vv", "w").translate(_ALIKE)


def _near(own: str, name: str) -> bool:
    if abs(len(own) - len(name)) > len(own) // 4:
        return False
    return SequenceMatcher(None, own, name, autojunk=False).ratio() >= NEAR
