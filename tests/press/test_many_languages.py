"""The poster of many languages, as its file says it: each text in its language, in order."""

import io
from itertools import groupby

import pytest

from printshop.preflight.checks.text import letters_and_digits
from printshop.preflight.reading.read import read_pdf
from printshop.preflight.reading.tag_facts import Tag, TagReading
from printshop.shop.catalog import resolve
from printshop.shop.job import JobTicket
from printshop.typesetting import compose, typeset
from printshop.typesetting.carried_words import columns
from tests.press.pieces import print_it, real_shop

NAME = "languages-poster"
VERSIONS = [
    ("", ("nl", "fr", "en", "de", "bg", "ro", "ar")),
    ("", ("nl", "ru", "ar", "pa", "vi", "zh-Hans")),
    ("horeca", ("ro", "ar", "bg", "nl", "fr", "en")),
]


def said(reading: TagReading) -> list[tuple[str, str]]:
    """The language and the words of each run of tags in one language, in reading order."""
    pieces: list[tuple[str, str]] = []

    def go(tag: Tag, language: str) -> None:
        language = tag.language or language
        inner = [kid for kid in tag.kids if isinstance(kid, Tag)]
        if len(inner) < len(tag.kids):
            pieces.append((language, tag.actual or reading.words(tag)))
        for kid in inner:
            go(kid, language)

    assert reading.tree
    go(reading.tree, reading.language)
    return [
        (language, letters_and_digits("".join(words for _, words in run)))
        for language, run in groupby(pieces, lambda piece: piece[0])
    ]


@pytest.mark.parametrize(("sector", "carried"), VERSIONS)
def test_each_text_is_in_its_language(sector: str, carried: tuple[str, ...]) -> None:
    """A voice reads the columns one after another, each language as its own; the rest in Dutch."""
    shop = real_shop()
    job = resolve(shop, JobTicket(NAME, sector, "nl", carried))
    composition, findings = compose.compose(job)
    assert composition, findings
    rendering, findings = typeset.typeset(composition)
    assert rendering, findings
    file = print_it(rendering).pdf

    wanted: dict[str, str] = {}
    for language in (one for column in columns(job.carried, "ltr", 2) for one in column):
        items = shop.copies[language.tag][NAME].items
        texts = (language.autonym, str(items["question"]), str(items["answer"]))
        wanted[language.tag] = letters_and_digits("".join(texts))
    runs = said(read_pdf(io.BytesIO(file)).tags)
    others = [(tag, words) for tag, words in runs if tag != "nl"]
    assert others == [(tag, words) for tag, words in wanted.items() if tag != "nl"]
    assert wanted["nl"] in "".join(words for tag, words in runs if tag == "nl")
    assert "3278055800" in runs[0][1]
