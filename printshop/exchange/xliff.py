"""XLIFF 1.2 (OASIS, 2008), which the tools of translation agencies open.

Each file of copy is a ``file``, each segment a ``trans-unit`` with its identifier. Tokens are
``ph`` elements and line breaks made by hand ``x`` elements of the type ``lb``: tools protect both.
The translation as it was sent stands in an ``alt-trans`` as well, so that a later comparison knows
what the translator saw.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from translate.storage import xliff

from printshop.exchange.model import Answer, Batch, NotRead, Returned, Unit
from printshop.shop.words import TOKEN

_File: Any = xliff.Xliff1File  # it has no types
NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
SENT = "printshop-sent"  # the origin of the alt-trans that keeps the translation as sent
TO_DO, DONE = "needs-review-translation", "translated"
FINAL = {"translated", "final", "signed-off"}
_NO_FILE = "NoName"  # the toolkit wants a file element to begin with
_SKELETON = (
    f'<?xml version="1.0" encoding="UTF-8"?><xliff version="1.2" xmlns="{NAMESPACE}">'
    f'<file original="{_NO_FILE}" source-language="" datatype="plaintext"><body/></file></xliff>'
)
_PARTS = re.compile(r"(\{[^{}]*\}|\n)")
_FIX = "export the file from the translation tool once more, as XLIFF 1.2"


def write(batch: Batch) -> bytes:
    """A batch as an XLIFF file."""
    store = _File.parsestring(_SKELETON.encode())
    texts: list[tuple[Any, str]] = []
    for unit in batch.units:
        stem = unit.identifier.partition("/")[0]
        original = f"content/{batch.language}/{stem}.yaml"
        element = store.addsourceunit("", original, createifmissing=True)
        element.setid(unit.identifier)
        texts += _fill(element.xmlelement, unit)
    root = store.document.getroot()
    for file in list(_all(root, "file")):
        if file.get("original") == _NO_FILE:
            root.remove(file)
        file.set("source-language", batch.source_language)
        file.set("target-language", batch.language)
        file.set("datatype", "plaintext")
    etree.cleanup_namespaces(root)
    etree.indent(root)  # before there are texts, whose spaces count
    for element, text in texts:
        _inline(element, text)
    return bytes(etree.tostring(store.document, xml_declaration=True, encoding="UTF-8"))


def _fill(node: Any, unit: Unit) -> list[tuple[Any, str]]:
    """Give a unit its elements; they are returned with the texts that belong into them."""
    node.set("resname", unit.identifier)
    if unit.characters:
        node.set("maxwidth", str(unit.characters))
        node.set("size-unit", "char")
    for child in list(node):
        node.remove(child)
    source, target = _child(node, "source"), _child(node, "target")
    target.set("state", ("new" if not unit.sent else DONE if unit.is_done else TO_DO))
    texts = [(source, unit.source), (target, unit.sent)]
    if unit.picture_name:
        context = _child(_child(node, "context-group", purpose="information"), "context")
        context.set("context-type", "x-picture")
        context.text = unit.picture_name
    for said in filter(None, (unit.note, unit.room)):
        _child(node, "note", **{"from": "printshop"}).text = said
    if unit.sent:
        texts.append((_child(_child(node, "alt-trans", origin=SENT), "target"), unit.sent))
    return texts


def _child(parent: Any, name: str, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)


def _inline(element: Any, text: str) -> None:
    """Write a text into an element, its tokens and line breaks as inline elements."""
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    last = None
    for number, part in enumerate(_PARTS.split(text)):
        if part == "\n":
            last = _child(element, "x", id=str(number), ctype="lb")
        elif TOKEN.fullmatch(part):
            last = _child(element, "ph", id=str(number), ctype="x-token")
            last.text = part
        elif last is None:
            element.text = (element.text or "") + part
        else:
            last.tail = (last.tail or "") + part


def read(data: bytes) -> Returned:
    """A file that came back. Raises ``NotRead``."""
    try:
        store = _File.parsestring(data)
    except Exception as problem:  # a foreign file can raise anything
        message = "the file cannot be read as XLIFF 1.2: it is cut off, damaged or of another kind"
        raise NotRead("not-read", message, _FIX) from problem
    root = store.document.getroot()
    name = etree.QName(root)
    version = str(root.get("version", ""))
    if name.localname != "xliff" or name.namespace != NAMESPACE or version != "1.2":
        message = f"the file is no XLIFF 1.2: its first element is {name.text[:80]} {version[:10]}"
        raise NotRead("not-read", message, _FIX)
    languages = {str(f.get("target-language") or "") for f in _all(root, "file")}
    if len(languages) != 1:
        message = "the file has no target language, or several"
        raise NotRead("not-read", message, "bring back one file for each language")
    return Returned(languages.pop(), tuple(_answer(node) for node in _all(root, "trans-unit")))


def _all(element: Any, name: str) -> Iterator[Any]:
    yield from element.iter(f"{{{etree.QName(element).namespace}}}{name}")


def _own(element: Any, name: str) -> Any:
    return element.find(f"{{{etree.QName(element).namespace}}}{name}")


def _answer(node: Any) -> Answer:
    source, target = _own(node, "source"), _own(node, "target")
    sent = ""
    for other in _all(node, "alt-trans"):
        if other.get("origin") == SENT and (kept := _own(other, "target")) is not None:
            sent = _text(kept)[0]
    text, problem = _text(target) if target is not None else ("", "")
    state = target.get("state", "") if target is not None else ""
    identifier = node.get("resname") or node.get("id") or ""
    words = _text(source)[0] if source is not None else ""
    return Answer(identifier, words, sent, text, state in FINAL, problem)


def _text(element: Any) -> tuple[str, str]:
    """The text of an element with its inline elements, and what cannot be taken in it."""
    parts, problem = [element.text or ""], ""
    for child in element:
        if not isinstance(child.tag, str):  # a comment, or an instruction to a program
            parts.append(child.tail or "")
            continue
        name = etree.QName(child).localname
        if name == "x" and child.get("ctype") == "lb":
            parts.append("\n")
        elif name in ("ph", "x") and not len(child):
            parts.append("".join(child.itertext()))
        elif name in ("mrk", "g"):
            inner, inner_problem = _text(child)
            parts.append(inner)
            if name == "g":
                problem = "it has formatting, which the file that went out did not have"
            if child.get("mtype") == "x-delete":
                problem = "it has tracked changes"
            problem = inner_problem or problem
        else:
            problem = f"it has an element '{name}', which the file that went out did not have"
        parts.append(child.tail or "")
    return "".join(parts), problem
