"""Which answers of a translator can be taken, and why each other one cannot.

Nothing is overwritten that was changed here after it was sent. What needs the whole shop, such as
whether a text fits, is asked of ``problems_of``, a function that looks at the shop with the answers
in it.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from printshop.exchange.model import Answer, digest_of
from printshop.findings import Finding, Where, error
from printshop.reading.plain_text import CONTROL
from printshop.shop.segments import Segment
from printshop.shop.words import TOKEN

Change = dict[str, str]  # new texts by identifier
MOST_ROUNDS = 6


@dataclass(frozen=True)
class Judged:
    """What an import takes: ``texts`` to write and ``confirmed`` segments, by identifier.

    Confirmed are those that say what their source says now: they are recorded as compared.
    ``unanswered`` have no answer, or one that changes nothing.
    """

    texts: Change
    confirmed: tuple[str, ...]
    unanswered: tuple[str, ...]
    findings: tuple[Finding, ...]


def judged(
    segments: Sequence[Segment],
    answers: Sequence[Answer],
    file: str,
    problems_of: Callable[[Change], dict[str, Finding]],
) -> Judged:
    """Judge the answers in a file, which findings call ``file``, for the segments of a language.

    ``problems_of`` returns the finding about each of some texts that cannot be printed, by its
    identifier.
    """
    known = {segment.identifier: segment for segment in segments}
    times = Counter(answer.identifier for answer in answers)
    texts: Change = {}
    confirmed: list[str] = []
    unanswered: list[str] = []
    findings: list[Finding] = []
    told: set[str] = set()
    for number, answer in enumerate(answers, 1):
        name = answer.identifier
        segment = known.get(name)
        if segment is not None and _is_unanswered(segment, answer):
            unanswered.append(name)
            continue
        problem = _problem(segment, answer, times[name], Where(file, 0, name or f"text {number}"))
        if problem:
            findings += [problem] if name not in told or not name else []
            told.add(name)
        elif segment is not None:
            confirmed.append(name)
            new = _with_ending(answer.target, segment)
            if new != segment.translation:
                texts[name] = new
    for _ in range(MOST_ROUNDS):  # without a refused text another one may fit, or not
        refused = problems_of(texts) if texts else {}
        for name, finding in refused.items():
            findings.append(_of_answer(finding, Where(file, 0, name)))
            del texts[name]
            confirmed.remove(name)
        if not refused:
            break
    else:
        message = "whether it fits beside the other new texts could not be told"
        fix = "import fewer texts at a time"
        findings += [error("not-taken", message, Where(file, 0, name), fix) for name in texts]
        confirmed = [name for name in confirmed if name not in texts]
        texts = {}
    return Judged(texts, tuple(confirmed), tuple(unanswered), tuple(findings))


def _is_unanswered(segment: Segment, answer: Answer) -> bool:
    """Whether an answer is empty, or what was sent without a word that it is done."""
    if answer.problem:
        return False
    if not answer.target.strip():
        # Where what was sent is not what is here, a translation may stand in the wrong column.
        return not answer.sent or _was_sent(segment, answer)
    if _same(answer.target, answer.sent) and not answer.is_final:
        return True
    return segment.state == "fresh" and _same(answer.target, segment.translation or "")


def _problem(segment: Segment | None, answer: Answer, times: int, where: Where) -> Finding | None:
    """Why an answer is not taken, without a look at the whole shop; None where it is."""
    if segment is None:
        message = f"there is no text '{where.key}' any more, or its name was changed"
        return error("not-taken", message, where, "look where its words belong today")
    if times > 1:
        message = f"{times} answers are for this text"
        return error("not-taken", message, where, "keep one of them in the file")
    if answer.problem:
        return error("not-taken", answer.problem, where, "mend it in the file, and import it again")
    if not _same(answer.source, segment.source):
        message = (
            f"it was made from other source words: they were {_quoted(answer.source)} "
            f"and are {_quoted(segment.source)} now"
        )
        return error("not-taken", message, where, "export this text again")
    if control := CONTROL.search(answer.target):
        message = f"it has a character that cannot be printed (U+{ord(control[0]):04X})"
        return error("not-taken", message, where, "take the character out")
    here = segment.translation or ""
    if not answer.target.strip():
        message = (
            f"it has no new translation, and the one so far is {_quoted(answer.sent)} in the file "
            f"and {_quoted(here)} here"
        )
        fix = "write the new translation where it belongs, beside the one so far"
        return error("not-taken", message, where, fix)
    if not _was_sent(segment, answer) and not _same(here, answer.target):
        sent = _quoted(answer.sent) if answer.sent else "other words"
        message = (
            f"it was changed here meanwhile: sent {sent}, here now "
            f"{_quoted(here)}, came back {_quoted(answer.target)}"
        )
        fix = "choose one of them, and write it into the file of the language by hand"
        return error("not-taken", message, where, fix)
    wanted, given = (Counter(TOKEN.findall(text)) for text in (segment.source, answer.target))
    if wanted != given:
        lost = ", ".join(f"{{{name}}}" for name in (wanted - given).elements())
        extra = ", ".join(f"{{{name}}}" for name in (given - wanted).elements())
        said = "; ".join(
            filter(None, (lost and f"{lost} is missing", extra and f"{extra} is too much"))
        )
        fix = "each name in braces stands for a fact: keep it as the source has it"
        return error("not-taken", f"its tokens are not those of the source: {said}", where, fix)
    return None


def _was_sent(segment: Segment, answer: Answer) -> bool:
    """Whether the translation that is here is the one that was sent."""
    here = segment.translation or ""
    if answer.sent_digest:
        return digest_of(here) == answer.sent_digest
    return _same(here, answer.sent)


def _of_answer(finding: Finding, where: Where) -> Finding:
    """A finding about the shop with an answer in it, as one about the answer."""
    message = f"{finding.message} ({finding.code})"
    return error("not-taken", message, where, finding.fix or "mend it, and import it again")


def _with_ending(target: str, segment: Segment) -> str:
    """An answer with the line ends that a block of the file has at its end."""
    old = segment.translation or ""
    return target.strip("\n") + old[len(old.rstrip("\n")) :]


def _same(one: str, other: str) -> bool:
    """Whether two texts are the same but for the line ends behind them, which tools drop."""
    return one.replace("\r\n", "\n").strip("\n") == other.replace("\r\n", "\n").strip("\n")


def _quoted(text: str) -> str:
    return f"“{' / '.join(line.strip() for line in text.strip().splitlines())}”"
