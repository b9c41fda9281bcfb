"""Check pieces of many languages: how many there are, and that none is named twice."""

from collections import Counter

from printshop.findings import Finding, Where, error, many, note
from printshop.shop.carried import about_as_many, carried, worded
from printshop.shop.job import Shop
from printshop.shop.language_names import is_tag
from printshop.shop.layout import Layout


def languages_of(shop: Shop, sector: str) -> list[Finding]:
    """Errors: a language that a sector names twice, and what is no language's tag."""
    spoken = shop.sectors[sector]
    return _listed(spoken.languages, spoken.at("languages"))


def _listed(tags: tuple[str, ...], where: Where) -> list[Finding]:
    """Errors about a list of languages, of which some may not be translated yet."""
    twice = [
        error("wrong-value", f"'{where.key}' names '{tag}' twice", where, "take one of the two out")
        for tag, times in Counter(tags).items()
        if times > 1
    ]
    fix = "use a tag of the BCP 47 registry, in lower case, two or three letters in most cases"
    return twice + [
        error("wrong-value", f"'{where.key}' names '{tag}', which is no language tag", where, fix)
        for tag in dict.fromkeys(tags)
        if not is_tag(tag)
    ]


def check_languages(shop: Shop, layout: Layout) -> list[Finding]:
    """Errors: a language named twice, too few with words; notes: those that find no room."""
    if not layout.languages:
        return []
    findings = _listed(layout.languages.order, layout.at("languages", "order"))
    least, most = layout.languages.least, layout.languages.most
    there, where = worded(shop, layout), layout.at("languages")
    if len(there) < least:
        source = shop.campaign.source_language
        words = f"{many(len(there), 'language')} {'has' if len(there) == 1 else 'have'} words"
        message = f"{words} of '{layout.name}', which carries {least} at the least"
        path = f"content/{source}/{layout.name}.yaml"
        fix = f"translate {path} into {many(least - len(there), 'language')} more, or lower 'least'"
        findings.append(error("languages-number", message, where, fix))
    for sector in ([""] if layout.general else []) + list(shop.sectors if layout.sectors else []):
        wanted = shop.sectors[sector].languages if sector else there
        taken = carried(shop, layout, sector)
        left = [tag for tag in dict.fromkeys(wanted) if tag in there and tag not in taken]
        if left:
            stem = f"{layout.name}-{sector}" if sector else layout.name
            message = f"'{stem}' carries {most} languages at the most; without {', '.join(left)}"
            fix = f"order a piece with these; {about_as_many(layout)}"
            findings.append(note("languages-number", message, where, fix))
    return findings
