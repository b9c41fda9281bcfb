"""PO, the files of gettext: a message for each segment, with its identifier as its context.

A text that somebody has to look at goes out with the flag ``fuzzy``; without that flag it is done.
"""

import json
import re
from typing import Any

from translate.storage import pypo

from printshop.exchange.model import Answer, Batch, NotRead, Returned, Unit, digest, referred

_File: Any = pypo.pofile  # it has no types
_SENT = re.compile(r"^Translation as sent: (\".*\")$", re.M)
_CHARSET = re.compile(r"charset=([\w.:-]+)", re.I)
_HEADER = re.compile(r"^Language: *([A-Za-z0-9-]+)", re.M)


def write(batch: Batch) -> bytes:
    """A batch as a PO file in UTF-8."""
    store = _File()
    store.updateheader(
        add=True,
        Language=batch.language,
        MIME_Version="1.0",
        Content_Type="text/plain; charset=UTF-8",
        Content_Transfer_Encoding="8bit",
    )
    for unit in batch.units:
        store.addunit(_message(unit))
    return bytes(store)


def _message(unit: Unit) -> Any:
    message = pypo.pounit(source=unit.source)
    message.msgctxt = [json.dumps(unit.reference, ensure_ascii=False)]
    message.target = unit.sent
    picture = f"Picture: {unit.picture_name}" if unit.picture_name else ""
    sent = f"Translation as sent: {json.dumps(unit.sent, ensure_ascii=False)}" if unit.sent else ""
    for said in filter(None, (unit.note, unit.room, picture, sent)):
        message.addnote(said, origin="developer")
    message.addlocation(unit.identifier)
    if unit.sent and not unit.is_done:
        message.markfuzzy(True)
    return message


def read(data: bytes) -> Returned:
    """A file that came back. Raises ``NotRead``."""
    fix = "export the file from the translation tool once more, as PO in UTF-8"
    try:
        text = data.decode("utf-8-sig")
        charset = _CHARSET.search(text)
        if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii", "charset"):
            raise NotRead("not-read", f"the file says that it is in {charset[1]}", fix)
        store = _File.parsestring(text.encode())
        header = next((u.target for u in store.units if u.isheader()), "")
        answers = tuple(
            _answer(unit) for unit in store.units if not (unit.isheader() or unit.isobsolete())
        )
    except UnicodeDecodeError as problem:
        raise NotRead("not-read", "the file is not in UTF-8", fix) from problem
    except NotRead:
        raise
    except Exception as problem:  # a foreign file can raise anything
        message = "the file cannot be read as PO: it is cut off or damaged"
        raise NotRead("not-read", message, fix) from problem
    language = _HEADER.search(str(header))
    if not language or not answers:
        message = "the file has no messages, or its header names no language"
        raise NotRead("not-read", message, fix)
    return Returned(language[1], answers)


def _answer(unit: Any) -> Answer:
    identifier, sent_digest = referred(str(unit.getcontext()))
    sent = _sent(unit.getnotes("developer"))
    target, problem = str(unit.target or ""), ""
    if unit.hasplural():
        problem = "it has plural forms, which the file that went out did not have"
    elif unit.isfuzzy() and digest(target) != (sent_digest or digest(sent)):
        problem = "it is flagged 'fuzzy': the translator has not finished it"
    is_final = bool(target) and not unit.isfuzzy()
    return Answer(identifier, str(unit.source), sent, target, is_final, problem, sent_digest)


def _sent(notes: str) -> str:
    """The translation as it was sent, '' where the note is gone or damaged."""
    found = _SENT.search(notes)
    try:
        return str(json.loads(found[1])) if found else ""
    except ValueError:
        return ""
