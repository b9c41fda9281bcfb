"""A file that came back from a translator, read in a child process with limits."""

import json
from dataclasses import replace
from pathlib import Path

from printshop.exchange.model import Answer, Returned
from printshop.findings import Finding, Where, error
from printshop.sandbox.intake import FileKind, check_size, run_child, why_ended
from printshop.sandbox.messages import InvalidMessage, Refused, validated, visible
from printshop.sandbox.process import ProcessResult

SECONDS = 60  # of wall-clock time, for busy machines; the child limits its CPU time
MAX_OUTPUT = 32 << 20  # bytes
ENDINGS = (".xlf", ".xliff", ".po", ".docx")
FILES = FileKind(
    "a file of translations: .xlf, .po or .docx",
    "the file of translations in it: .xlf, .po or .docx",
    ENDINGS,
    64 << 20,
)


def returned_file(path: Path) -> tuple[Returned | None, list[Finding]]:
    """The answers in a file, or None with the error that says why it is not read."""
    name = visible(str(path))
    _, _, problem = check_size(path, name, FILES)
    if problem:
        return None, [problem]
    if path.suffix.lower() not in ENDINGS:
        message = f"a file of translations ends in {', '.join(ENDINGS)}; this one does not"
        fix = "export it from the translation tool in the format in which it went out"
        return None, [error("not-read", message, Where(name), fix)]
    result = run_child("exchange.child", [str(path.resolve()), name], MAX_OUTPUT, SECONDS)
    return of_result(result, name)


def of_result(result: ProcessResult, name: str) -> tuple[Returned | None, list[Finding]]:
    """The answers that a child printed, or findings; an error where its JSON is not valid."""
    where = Where(name)
    try:
        first, *lines = (json.loads(line) for line in result.output.split(b"\n")[:-1])
        if "refused" in first:
            return None, list(validated(Refused, first).refused)
        if result.exit_code or result.stopped_for:
            raise InvalidMessage("the child did not come to its end")
        language = str(first["language"])
        return Returned(language, tuple(_answer(line) for line in lines)), []
    except (InvalidMessage, ValueError, KeyError, TypeError, RecursionError):
        message = f"the file was not read: {why_ended(result)}"
        fix = "export it anew from the translation tool"
        return None, [error("not-examined", message, where, fix)]


def _answer(line: object) -> Answer:
    answer = validated(Answer, line)
    return replace(
        answer,
        identifier=_decoded(answer.identifier),
        source=_decoded(answer.source),
        sent=_decoded(answer.sent),
        target=_decoded(answer.target),
        problem=_decoded(answer.problem),
        sent_digest=_decoded(answer.sent_digest),
    )


def _decoded(text: str) -> str:
    value = json.loads(text)
    if not isinstance(value, str):
        raise InvalidMessage("a text is wanted")
    return value
