"""Words of many languages on one piece: what its template may ask for.

The piece carries languages beside each other, each text in its own script and direction. Its
columns begin where the piece is read from. Languages that are read the other way stand at the top
of the last column, at the margin where their readers begin.
"""

from math import ceil

from printshop.findings import Where, error
from printshop.shop.words import Language
from printshop.typesetting.template_api import MissingContent, TemplateApi, WrongUse


def words(api: TemplateApi) -> dict[str, object]:
    """The functions of a template: ``in_columns`` and ``say_in``."""

    def in_columns(most: int) -> list[list[Language]]:
        """The carried languages in so many columns, each from its top."""
        if type(most) is not int or most < 1:
            raise WrongUse(f"in_columns takes a number of columns from 1, not {most}")
        return columns(api.job.carried, api.job.language.direction, most)

    def say_in(language: Language, role: str) -> str:
        """The text of a role in one of the carried languages, as HTML."""
        return _say_in(api, language, role)

    return {"in_columns": in_columns, "say_in": say_in}


def columns(carried: tuple[Language, ...], direction: str, most: int) -> list[list[Language]]:
    """Languages in at most so many columns of one height; the last one may be shorter.

    Those that are read in another ``direction`` fill the last column from its top, and then the one
    before; the rest fill what is left, from the first column on.
    """
    rows = ceil(len(carried) / most) or 1
    lengths = [min(rows, len(carried) - start) for start in range(0, len(carried), rows)]
    along = [language for language in carried if language.direction == direction]
    across = [language for language in carried if language.direction != direction]
    tops: list[list[Language]] = []
    for length in reversed(lengths):
        tops.insert(0, across[:length])
        across = across[length:]
    filled: list[list[Language]] = []
    for top, length in zip(tops, lengths, strict=True):
        rest = length - len(top)
        filled.append([*top, *along[:rest]])
        along = along[rest:]
    return filled


def _say_in(api: TemplateApi, language: Language, role: str) -> str:
    job, tag = api.job, language.tag
    sheet = job.shop.copies.get(tag, {}).get(job.layout.name)
    text = sheet.items.get(role) if sheet else None
    if not isinstance(text, str):
        message = f"the layout '{job.layout.name}' wants the role '{role}', which has no words"
        where = Where(f"content/{tag}/{job.layout.name}.yaml", 0, role)
        fix = f"write it, or take '{tag}' off the piece"
        raise MissingContent(error("missing-role", message, where, fix))
    api.items.add((job.layout.name, role))
    return api.segment(role, api.set_text(text), job.layout.name, tag)
