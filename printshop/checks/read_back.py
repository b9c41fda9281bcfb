"""Check that what is written down of a translation's sense is of the words that it has today.

``content/<tag>/read-back.yaml`` has each text beside what it says in English, for those who do not
read the language. Only ``generate.py check`` looks at it: nothing is printed from it.
"""

from collections.abc import Collection

from printshop.findings import Finding, Scope, Where, many, review, scoped
from printshop.reading.yaml_file import read
from printshop.shop.files import READ_BACK
from printshop.shop.job import Shop
from printshop.shop.segments import Segment, segments
from printshop.shop.words import PACKAGE, ReadBack

_MOST_NAMED = 3  # texts that one finding names


def check_read_back(shop: Shop, languages: Collection[str]) -> list[Finding]:
    """One review for each of ``languages`` with texts that nobody has put back into English.

    The words for print shops are left out: they are no public text.
    """
    tags = [tag for tag in languages if tag != shop.campaign.source_language]
    return [f for tag in tags for f in scoped(_of_language(shop, tag), Scope(language=tag))]


def _of_language(shop: Shop, tag: str) -> list[Finding]:
    written = [s for s in segments(shop, tag) if s.stem != PACKAGE and s.state != "missing"]
    path = shop.root / "content" / tag / f"{READ_BACK}.yaml"
    where = Where(path.relative_to(shop.root).as_posix())
    if not written:
        return []
    if not path.exists():
        message = f"nobody has put the {many(len(written), 'text')} of this language back into "
        message += "English: who does not read it cannot tell what they say"
        fix = "have somebody write it who has not seen the source: docs/translating.md"
        return [review("not-read-back", message, where, fix)]
    record, findings = read(shop.root, path, ReadBack)
    if record is None:
        return findings
    other = [segment for segment in written if _told(record, segment) != segment.translation]
    if not other:
        return findings
    named = ", ".join(f"'{segment.identifier}'" for segment in other[:_MOST_NAMED])
    more = ", …" if other[_MOST_NAMED:] else ""
    message = f"{many(len(other), 'text')} without English, or with the English of earlier words: "
    message += f"{named}{more}"
    fix = "write today's words behind 'text', and behind 'says' what they say in English"
    return [*findings, review("not-read-back", message, where, fix)]


def _told(record: ReadBack, segment: Segment) -> str | None:
    """The words of a segment as they were read, None where nobody has."""
    reading = record.files.get(segment.stem, {}).get(segment.name)
    return reading.text if reading and reading.says.strip() else None
