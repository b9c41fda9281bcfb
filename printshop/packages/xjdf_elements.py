"""Elements of a job ticket: how they are made, and how XJDF writes lengths, days and names."""

import re
from xml.etree import ElementTree as ET

from printshop.orders.model import PackagedFile
from printshop.shop.carried import version
from printshop.shop.units import PT

# Characters that XML 1.0 cannot hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TOKEN = re.compile(r"[A-Za-z0-9._:-]+")  # of NMTOKEN, what is ASCII


def child(parent: ET.Element, name: str, **attributes: str) -> ET.Element:
    """A new element beneath another one."""
    cleaned = {key: clean(value) for key, value in attributes.items()}
    return ET.SubElement(parent, name, cleaned)


def clean(text: str) -> str:
    """A text without what XML has no place for."""
    return _NO_XML.sub("", text)


def is_token(text: str) -> bool:
    """Whether an attribute that XJDF has for a single token can hold a text."""
    return bool(_TOKEN.fullmatch(text))


def resources(root: ET.Element, name: str, usage: str) -> ET.Element:
    """A new set of resources."""
    return child(root, "ResourceSet", Name=name, Usage=usage)


def points(*lengths: float) -> str:
    """Lengths in mm as XJDF writes them, in points."""
    return " ".join(f"{round(length * PT, 3):g}" for length in lengths)


def noon(day: str) -> str:
    """A day, not an hour: at noon it is the same day wherever it is read."""
    return f"{day}T12:00:00+01:00"


def product_id(file: PackagedFile) -> str:
    """The ID of the product that a press file makes."""
    return f"product-{version(file.run_file.job)}"
