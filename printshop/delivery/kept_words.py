"""Kept words: what stood in a piece when it was built, and before that.

They are kept in ``output/``, so that what changed in a piece that nobody has signed can be shown.
"""

from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from printshop.delivery.deliver import write
from printshop.reading.yaml_file import Sheet
from printshop.shop import sign_off
from printshop.shop.job import Composition
from printshop.shop.signing import SignedWords
from printshop.shop.units import Day

MOST = 2  # the words of the last file, and those before: a build must not hide what it changed


class BuiltWords(Sheet):
    """What a person reads of a piece in a language, and the day on which it was first built so."""

    on: Day
    words: SignedWords


class _Kept(Sheet):
    """``output/words/<language>.<piece>.json``: the oldest first."""

    built: tuple[BuiltWords, ...]


def keep(output: Path, composition: Composition) -> None:
    """Keep the words of a piece of which a file was just built, in each of its languages.

    Raises ``OSError`` where the file cannot be written.
    """
    name, today = sign_off.name_of(composition.job.ticket), datetime.now(UTC).date()
    for tag in composition.job.ticket.languages:
        before, words = kept_words(output, tag, name), sign_off.words_read(composition, tag)
        if not before or before[-1].words != words:
            built = (*before, BuiltWords(on=today, words=words))[-MOST:]
            write(_path(output, tag, name), _Kept(built=built).model_dump_json(indent=1).encode())


def kept_words(output: Path, tag: str, name: str) -> tuple[BuiltWords, ...]:
    """The words of a piece that were built in a language, the oldest first; empty without any."""
    try:
        return _Kept.model_validate_json(_path(output, tag, name).read_bytes()).built
    except (OSError, ValidationError):  # not there, or not as it was written
        return ()


def _path(output: Path, tag: str, name: str) -> Path:
    return output / "words" / f"{tag}.{name}.json"
