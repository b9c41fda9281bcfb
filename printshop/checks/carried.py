"""Check pieces of many languages: how many there are, and that none is named twice."""

from collections import Counter

from printshop.findings import GENERATE, Finding, Where, error, many, note, review
from printshop.shop.carried import about_as_many, carried, worded
from printshop.shop.job import Shop
from printshop.shop.language_names import is_tag
from printshop.shop.layout import Layout


def languages_of(shop: Shop, sector: str) -> list[Finding]:
    """Errors: a language that a sector names twice, and what is no language's tag.

    A review: those that are not there, so that nobody can order what the sector suggests.
    """
    spoken = shop.sectors[sector]
    where = spoken.at("languages")
    return _listed(spoken.languages, where) + _not_there(shop, spoken.languages, where)


def _not_there(shop: Shop, tags: tuple[str, ...], where: Where) -> list[Finding]:
    """A review of tags for which ``content/`` has no folder, with those of their forms it has."""
    folders = {path.name for path in (shop.root / "content").iterdir() if path.is_dir()}
    missing = [tag for tag in dict.fromkeys(tags) if is_tag(tag) and tag not in folders]
    if not missing:
        return []
    forms = {tag: [f for f in sorted(folders) if f.startswith(f"{tag}-")] for tag in missing}
    written = [f"write '{found[0]}' for '{tag}'" for tag, found in forms.items() if found]
    begun = [tag for tag, found in forms.items() if not found]
    if begun:
        written.append(
            f"take out {', '.join(begun)}, or begin: {GENERATE} translate begin {begun[0]}"
        )
    message = f"suggests {many(len(missing), 'language')} not there: {', '.join(missing)}"
    return [review("unknown-language", message, where, "; ".join(written))]


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
