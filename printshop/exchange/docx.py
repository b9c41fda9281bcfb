"""A table in a Word document, for translators who have a word processor and nothing else.

A row for each text: number and reference with what is said of it, source, translation as sent, new
translation. What is to be kept (tokens) has a grey ground. The reference is what a row is known by
when it comes back; rows may stand in another order, or be gone.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.shared import Mm, Pt

from printshop.exchange.model import Answer, Batch, NotRead, Returned, Unit, digest, referred

WIDTHS = (57, 70, 70, 70)  # of the columns, in mm
PICTURE = (52, 70)  # of a picture, the widest and the highest, in mm
FONT = "Arial"  # every word processor has it, with Latin, Cyrillic, Greek and Arabic letters
_PARTS = re.compile(r"(\{[^{}]*\}|\n)")
_REFERENCE = re.compile(r"^[\w.-]+/[\w.-]+(\[\d+\])?(#[0-9a-f]{8})?$")
_LANGUAGE = re.compile(r"\[([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\]\s*$")
_WORD = f"{{{nsmap['w']}}}"
_AROUND = {qn(f"w:{n}") for n in ("sdt", "sdtContent", "customXml", "smartTag")}
_STYLED = {qn(f"w:{n}") for n in ("rStyle", "pStyle")}
_CHANGES = ("rPrChange", "pPrChange", "tcPrChange", "trPrChange", "tblPrExChange", "sectPrChange")
_TRACKED = tuple(
    qn(f"w:{n}")
    for n in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", *_CHANGES)
)
# What has text that is made elsewhere, or a picture: it would be lost without a word.
_FOREIGN = {
    *("fldChar", "fldSimple", "instrText", "drawing", "pict", "object", "tbl", "sym", "altChunk"),
    *(
        "footnoteReference",
        "endnoteReference",
        "ruby",
        "subDoc",
        "dayShort",
        "pgNum",
        "contentPart",
    ),
}
_SIGNS = {
    "br": "\n",
    "cr": "\n",
    "tab": " ",
    "ptab": " ",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_FIX = "send the table back as .docx, with its four columns as they were"


def write(batch: Batch) -> bytes:
    """A batch as a DOCX file."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(297), Mm(210)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(15))
    _set_type(document.styles["Normal"])
    document.core_properties.title = f"{batch.source_name} – {batch.name}"
    document.add_heading(f"{batch.name} [{batch.language}]", level=1)
    for line in (
        "Write each translation in the last column. Leave its cell empty to change nothing.",
        "Keep what has a grey ground as it is, with its braces: a number, an address or a name is "
        "printed there.",
        "Keep the four columns and the first of them as they are. Add no formatting, and switch "
        "tracking of changes off before you send the file back.",
    ):
        document.add_paragraph(line, style="List Bullet")
    names = ("Text", batch.source_name, f"{batch.name}, so far", f"{batch.name}, new")
    table = document.add_table(rows=1, cols=4)
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    for cell, name in zip(table.rows[0].cells, names, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    shown: dict[bytes, int] = {}
    for number, unit in enumerate(batch.units, 1):
        _row(table.add_row(), number, unit, batch, shown)
    for row in table.rows:
        properties = row._tr.get_or_add_trPr()
        properties.insert(0, OxmlElement("w:cantSplit"))  # no row is divided between two pages
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Mm(width)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_type(style: Any) -> None:
    """Font and size, also for scripts that word processors call complex."""
    style.font.name, style.font.size = FONT, Pt(10)
    properties = style.element.get_or_add_rPr()
    properties.find(qn("w:rFonts")).set(qn("w:cs"), FONT)
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), "22")
    properties.find(qn("w:sz")).addnext(size)


def _row(row: Any, number: int, unit: Unit, batch: Batch, shown: dict[bytes, int]) -> None:
    """Fill a row; ``shown`` has the pictures so far with the number of the row where they are."""
    cells = row.cells
    cells[0].paragraphs[0].add_run(str(number)).bold = True
    said = [unit.reference, unit.note, unit.room]
    if unit.picture in shown:
        said.append(f"See the picture at number {shown[unit.picture]}.")
    for text in filter(None, said):
        paragraph = cells[0].add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(text)
        run.font.size = Pt(8)
    if unit.picture and unit.picture not in shown:
        shown[unit.picture] = number
        picture = cells[0].add_paragraph().add_run().add_picture(io.BytesIO(unit.picture))
        scale = min(Mm(PICTURE[0]) / picture.width, Mm(PICTURE[1]) / picture.height)
        picture.width, picture.height = int(picture.width * scale), int(picture.height * scale)
    _write(cells[1], unit.source, "ltr", batch.source_language)
    _write(cells[2], unit.sent, batch.direction, batch.language)
    _write(cells[3], "", batch.direction, batch.language)


def _write(cell: Any, text: str, direction: str, language: str) -> None:
    """Write a text into a cell; a token has a grey ground, a break by hand is a line break."""
    paragraph = cell.paragraphs[0]
    if direction == "rtl":
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for part in filter(None, _PARTS.split(text)):
        run = paragraph.add_run()
        if part == "\n":
            run.add_break()
            continue
        run.text = part
        if part.startswith("{") and part.endswith("}"):
            shade = OxmlElement("w:shd")
            for name, value in (("val", "clear"), ("color", "auto"), ("fill", "D9D9D9")):
                shade.set(qn(f"w:{name}"), value)
            run._r.get_or_add_rPr().append(shade)
        elif direction == "rtl":
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
        tagged = OxmlElement("w:lang")  # which words are looked up when spelling is checked
        tagged.set(qn("w:bidi" if direction == "rtl" else "w:val"), language)
        run._r.get_or_add_rPr().append(tagged)


def read(data: bytes) -> Returned:
    """A file that came back. Raises ``NotRead``."""
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        language = next(filter(None, (_LANGUAGE.search(p.text) for p in document.paragraphs)), None)
        answers = tuple(_answers(body, _hidden_styles(document)))
    except Exception as problem:  # a foreign file can raise anything
        message = "the file cannot be read as a Word document: it is cut off or damaged"
        raise NotRead("not-read", message, _FIX) from problem
    if not language:
        message = "the heading of the file does not name its language any more, in square brackets"
        raise NotRead("not-read", message, "write the tag of the language back into the heading")
    if not answers:
        raise NotRead("not-read", "the file has no table with translations", _FIX)
    return Returned(language[1], answers)


def _answers(body: Any, hidden: set[str]) -> Iterator[Answer]:
    """The answers in all tables of the document: a table may have been divided."""
    for row in body.iter(qn("w:tr")):
        cells = _within(row, "tc")
        names = [line.strip() for line in _lines(cells[0])] if cells else []
        names = [name for name in names if _REFERENCE.match(name)]
        if not names:
            if problem := _without_name(row, cells):
                yield Answer("", "", "", "", problem=problem)
            continue
        problem = _odd(row, cells, names, hidden)
        source, sent, target = (
            (_cell_text(c) for c in cells[1:]) if len(cells) == 4 else ("", "", "")
        )
        for name in names:
            identifier, sent_digest = referred(name)
            if not problem and not target.strip() and digest(sent) != (sent_digest or digest(sent)):
                problem = "what was sent was changed, and the last column is empty: write there"
            yield Answer(identifier, source, sent, target, bool(target), problem, sent_digest)


def _without_name(row: Any, cells: list[Any]) -> str:
    """Why a row without a reference is told: it has words in its last column, and is no head."""
    is_head = next(row.iter(qn("w:tblHeader")), None) is not None or row.getprevious() is None
    is_head = is_head or row.getprevious().tag != qn("w:tr")
    words = _cell_text(cells[-1]).strip() if len(cells) > 1 else ""
    return (
        f"the row with '{words[:40]}' has lost its name in the first column"
        if words and (not is_head)
        else ""
    )


def _within(node: Any, name: str) -> list[Any]:
    """The children of a node of one kind, also those in content controls around them."""
    found = []
    for child in node:
        if child.tag == qn(f"w:{name}"):
            found.append(child)
        elif child.tag in _AROUND:
            found += _within(child, name)
    return found


def _odd(row: Any, cells: list[Any], names: list[str], hidden: set[str]) -> str:
    """Why a row cannot be taken as it stands, '' where it can."""
    spans = row.iter(qn("w:gridSpan"), qn("w:vMerge"), qn("w:hMerge"))
    if len(cells) != 4 or next(spans, None) is not None or len(names) > 1:
        return "cells of its row were merged, added or taken out"
    if next(row.iter(*_TRACKED), None) is not None:
        return "it has tracked changes: accept or reject them"
    for node in (node for cell in cells[1:] for node in cell.iter()):
        if not isinstance(node.tag, str):
            continue
        name = node.tag.rpartition("}")[2]
        if node.tag.startswith(_WORD) and name in ("vanish", "specVanish"):
            if _is_on(node):
                return "it has hidden text"
        elif node.tag in _STYLED:
            if node.get(qn("w:val")) in hidden:
                return "it has hidden text"
        elif node.tag.startswith(_WORD) and name in ("strike", "dstrike"):
            if _is_on(node):
                return "it has words that are struck out: take them out, or write them anew"
        elif not node.tag.startswith(_WORD) or name in _FOREIGN:
            return f"it has something that is no text ({name}): write the words alone"
    return ""


def _is_on(node: Any) -> bool:
    return node.get(qn("w:val"), "true") not in ("0", "false", "off")


def _hidden_styles(document: Any) -> set[str]:
    """The names of styles whose text is hidden, also where they are based on such a one."""
    based: dict[str, str] = {}
    hidden: set[str] = set()
    for style in document.styles.element.iter(qn("w:style")):
        name = style.get(qn("w:styleId"), "")
        if any(_is_on(node) for node in style.iter(qn("w:vanish"), qn("w:specVanish"))):
            hidden.add(name)
        if (base := style.find(qn("w:basedOn"))) is not None:
            based[name] = base.get(qn("w:val"), "")
    while more := {name for name, base in based.items() if base in hidden} - hidden:
        hidden |= more
    return hidden


def _cell_text(cell: Any) -> str:
    return "\n".join(_lines(cell)).strip("\n")


def _lines(cell: Any) -> list[str]:
    return [line for p in _within(cell, "p") for line in _paragraph(p).split("\n")]


def _paragraph(paragraph: Any) -> str:
    """The text of a paragraph: a line break is one, a tab is a space."""
    parts = []
    for node in paragraph.iter(*(qn(f"w:{name}") for name in ("t", *_SIGNS))):
        name = node.tag.rpartition("}")[2]
        if node.getparent().tag != qn("w:r"):
            continue  # a tab stop, which is no character
        parts.append(_SIGNS.get(name) or node.text or "")
    return "".join(parts)
