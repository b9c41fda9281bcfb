"""PO, the files of gettext: a message for each segment, with its identifier as its context.

A text that somebody has to look at goes out with the flag ``fuzzy``; without that flag it is done.
"""

import json
import re
from typing import Any

from translate.storage import pypo

from printshop.exchange.model import Answer, Batch, NotRead, Returned, Unit, digest_of

_File: Any = pypo.pofile  # it has no types
_SENT = re.compile(r"^Translation as sent: (\".*\")$", re.M)
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
    message.msgctxt = [json.dumps(f"{unit.identifier} @{digest_of(unit.sent)}", ensure_ascii=False)]
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
        store = _File.parsestring(text.encode())
        header = next((u.target for u in store.units if u.isheader()), "")
        answers = tuple(
            _answer(unit) for unit in store.units if not (unit.isheader() or unit.isobsolete())
        )
    except UnicodeDecodeError as problem:
        raise NotRead("not-read", "the file is not in UTF-8", fix) from problem
    except Exception as problem:  # a foreign file can raise anything
        message = "the file cannot be read as PO: it is cut off or damaged"
        raise NotRead("not-read", message, fix) from problem
    language = _HEADER.search(str(header))
    if not language or not answers:
        message = "the file has no messages, or its header names no language"
        raise NotRead("not-read", message, fix)
    return Returned(language[1], answers)


def _answer(unit: Any) -> Answer:
    identifier, _, sent_digest = str(unit.getcontext()).partition(" @")
    target, problem = str(unit.target or ""), ""
    before = _sent(unit)
    if not sent_digest or digest_of(before) == sent_digest:
        sent_digest = ""  # what was sent is there
    if unit.hasplural():
        problem = "it has plural forms, which the file that went out did not have"
    elif unit.isfuzzy() and target != before:
        problem = "it is flagged 'fuzzy': the translator has not finished it"
    is_final = bool(target) and not unit.isfuzzy()
    return Answer(identifier, str(unit.source), before, target, is_final, problem, sent_digest)


def _sent(unit: Any) -> str:
    """The translation as it was sent, '' where the note that says so is gone or damaged."""
    note = _SENT.search(unit.getnotes("developer"))
    try:
        return str(json.loads(note[1])) if note else ""
    except ValueError:
        return ""
