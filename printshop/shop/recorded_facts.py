"""The record of the facts: their values and ``checked`` as somebody last recorded them.

``content/recorded-facts.yaml`` stands beside ``content/campaign.yaml`` and is written by the
command alone. So a value that was changed without a look at its source is seen as changed.
"""

import json
import re
from collections.abc import Mapping

from pydantic import Field

from printshop.reading.yaml_file import Sheet
from printshop.shop.units import Day
from printshop.shop.words import Fact

RECORDED_FACTS = "recorded-facts"  # the stem of the file
_PLAIN = re.compile(r"[A-Za-z][\w.-]*")  # a name that YAML reads as it stands
# What JSON leaves as it is, and YAML refuses or reads as the end of a line.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
_COMMENT = """\
# The facts of campaign.yaml as they were when somebody last recorded them. Nobody edits this file:
# generate.py facts --record writes it.
"""


class RecordedFact(Sheet):
    """A fact as it was recorded: its values, and the day on which they had been checked."""

    value: str | int
    checked: Day
    by_language: dict[str, str] = Field(default_factory=dict)


class RecordedFacts(Sheet):
    """``content/recorded-facts.yaml``: the facts by name."""

    facts: dict[str, RecordedFact]


def record_of(fact: Fact) -> RecordedFact:
    """What is recorded of a fact."""
    return RecordedFact(value=fact.value, checked=fact.checked, by_language=fact.by_language)


def changes(then: RecordedFact, now: Fact) -> dict[str, tuple[str, str]]:
    """What a fact was and is, as findings show it, by language; '' for the value of all others.

    A language without a value of its own has that of all others.
    """
    found: dict[str, tuple[str, str]] = {}
    if then.value != now.value:
        found[""] = (shown(then.value), shown(now.value))
    for language in sorted({*then.by_language, *now.by_language}):
        was = then.by_language.get(language, then.value)
        value = now.value_in(language)
        if was != value:
            found[language] = (shown(was), shown(value))
    return found


def shown(value: str | int) -> str:
    """A value as messages show it: text within quotes."""
    return f"'{value}'" if isinstance(value, str) else str(value)


def to_yaml(facts: Mapping[str, RecordedFact]) -> str:
    """The file of the recorded facts, sorted by name."""
    if not facts:
        return f"{_COMMENT}facts: {{}}\n"
    rows = "".join(f"  {_name(name)}:\n    {_row(facts[name])}\n" for name in sorted(facts))
    return f"{_COMMENT}facts:\n{rows}"


def _name(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else _quoted(name)


def _row(fact: RecordedFact) -> str:
    value = _quoted(fact.value) if isinstance(fact.value, str) else str(fact.value)
    fields = [f"value: {value}", f"checked: {fact.checked.isoformat()}"]
    if fact.by_language:
        own = (f"{_name(tag)}: {_quoted(text)}" for tag, text in sorted(fact.by_language.items()))
        fields.append(f"by_language: {{{', '.join(own)}}}")
    return f"{{{', '.join(fields)}}}"


def _quoted(text: str) -> str:
    """A text within quotes, as JSON and YAML both read it."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", quoted)
