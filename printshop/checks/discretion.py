"""Check that a language has the words by which a discreet side is examined."""

from printshop.findings import Finding, Scope, review, scoped
from printshop.shop.job import Shop
from printshop.shop.layout import Layout


def unguarded(shop: Shop) -> list[Finding]:
    """A review of each language with texts and no telltale words, where a side must not tell.

    Without these words nothing is looked for on it.
    """
    findings = []
    discreet = [name for name, layout in shop.layouts.items() if _is_discreet(layout)]
    for language in shop.languages.values() if discreet else ():
        if language.telltale or not shop.copies.get(language.tag):
            continue
        layouts = ", ".join(f"'{name}'" for name in discreet)
        message = (
            f"'telltale' is empty: in {language.tag} nothing looks whether a side that must not "
            f"tell the subject does ({layouts})"
        )
        fix = "write the beginnings of words that tell it, as in the other languages"
        about = review("no-telltale", message, language.at("telltale"), fix)
        findings += scoped([about], Scope(language=language.tag))
    return findings


def _is_discreet(layout: Layout) -> bool:
    """Whether a side or a frame of a layout must not tell what the campaign is about."""
    kept = [side.discreet for side in layout.pages.values()]
    kept += [frame.discreet for frame in layout.frames.values()]
    return any("subject" in what for what in kept)
