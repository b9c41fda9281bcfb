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

from printshop.exchange.model import Answer, Batch, NotRead, Returned, Unit, referred
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
        element.setid(unit.reference)
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
    """A file that came back, in UTF-8. Raises ``NotRead``."""
    # Nothing is fetched or unfolded. The parser for large files is for those that we trust.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        message = "the file cannot be read as XLIFF 1.2: it is cut off, damaged or of another kind"
        raise NotRead("not-read", message, _FIX) from problem
    name, version = etree.QName(root), root.get("version", "")
    if name.localname == "xliff" and (name.namespace != NAMESPACE or version != "1.2"):
        message = f"the file is XLIFF of another kind: version '{version[:20]}'"
        raise NotRead("not-read", message, _FIX)
    if name.localname != "xliff":
        message = f"the file is no XLIFF: its first element is '{name.localname[:40]}'"
        raise NotRead("not-read", message, _FIX)
    languages = {str(f.get("target-language") or "") for f in _all(root, "file")}
    if len(languages) != 1 or not any(languages):
        message = "the file has no target language, or several"
        raise NotRead("not-read", message, "bring back one file for each language")
    answers = tuple(_answer(node) for node in _all(root, "trans-unit"))
    if not answers:
        raise NotRead("not-read", "the file has no texts", _FIX)
    return Returned(languages.pop(), answers)


def _all(element: Any, name: str) -> Iterator[Any]:
    yield from element.iter(f"{{{NAMESPACE}}}{name}")


def _own(element: Any, name: str) -> Any:
    return element.find(f"{{{NAMESPACE}}}{name}")


def _answer(node: Any) -> Answer:
    source, target = _own(node, "source"), _own(node, "target")
    sent = ""
    for other in _all(node, "alt-trans"):
        if other.get("origin") == SENT and (kept := _own(other, "target")) is not None:
            sent = _text(kept, {})[0]
    held: dict[str, str] = {}
    words = _text(source, held)[0] if source is not None else ""
    text, problem = _text(target, held) if target is not None else ("", "")
    state = target.get("state", "") if target is not None else ""
    is_final = state in FINAL or node.get("approved") == "yes"
    identifier, sent_digest = referred(node.get("id") or "")
    if not sent_digest:  # the tool has numbers of its own
        identifier = node.get("resname") or identifier
    return Answer(identifier, words, sent, text, is_final, problem, sent_digest)


def _text(element: Any, held: dict[str, str]) -> tuple[str, str]:
    """The text of an element with its inline elements, and what cannot be taken in it.

    ``held`` has what inline elements stand for, by their ``id``: those of a source are put in, and
    those of a target that have lost their content are looked up.
    """
    parts, problem = [element.text or ""], ""
    for child in element:
        if isinstance(child.tag, str):  # else a comment, or an instruction to a program
            inner, inner_problem = _inner(child, held)
            parts.append(inner)
            problem = problem or inner_problem
        parts.append(child.tail or "")
    return "".join(parts), problem


def _inner(child: Any, held: dict[str, str]) -> tuple[str, str]:
    """The text of an inline element, and why it cannot be taken, '' where it can."""
    name = etree.QName(child)
    if name.namespace == NAMESPACE and name.localname == "mrk":
        inner, problem = _text(child, held)
        return inner, "it has tracked changes" if child.get("mtype") == "x-delete" else problem
    if name.namespace == NAMESPACE and name.localname in ("ph", "x") and not len(child):
        number, text = child.get("id", ""), child.text or ""
        if child.get("ctype") == "lb":
            text = "\n"
        text = text or held.get(number, "")
        if text == "\n" or TOKEN.fullmatch(text):
            held.setdefault(number, text)
            return text, ""
    if name.localname in ("g", "bpt", "ept", "it"):
        return "", "it has formatting, which the file that went out did not have"
    return "", f"it has an element '{name.localname}', which the file that went out did not have"
