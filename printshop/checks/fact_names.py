"""Check the names of the facts against those that the texts use: a slip in one is told once."""

from collections import Counter
from dataclasses import replace
from difflib import get_close_matches

from printshop.findings import Finding, error
from printshop.shop.job import Shop
from printshop.shop.words import TOKEN

_SIMILAR = 0.8  # a letter in five may be wrong


def misspelt_facts(shop: Shop) -> tuple[Shop, list[Finding]]:
    """Errors about facts whose name is another than texts of two or more languages use.

    Also the shop as it would be with the right names, so that nothing else is said of them.
    """
    campaign = shop.campaign
    languages: Counter[str] = Counter()
    for sheets in shop.copies.values():
        texts = (text for sheet in sheets.values() for _, text in sheet.texts())
        languages.update({token for text in texts for token in TOKEN.findall(text)})
    used = {*languages, campaign.hotline, campaign.emergency, campaign.site}
    unused = [name for name in campaign.facts if name not in used]
    findings, right_names = [], {}
    for name, number in languages.items():
        similar = get_close_matches(name, unused, 1, _SIMILAR)
        if name in campaign.facts or number < 2 or not similar:
            continue
        unused.remove(similar[0])
        right_names[similar[0]] = name
        message = f"the texts of {number} languages name '{{{name}}}', and none '{similar[0]}'"
        where = campaign.at("facts", similar[0])
        findings.append(error("unknown-fact", message, where, f"did you mean '{name}'?"))
    facts = {right_names.get(name, name): fact for name, fact in campaign.facts.items()}
    return replace(shop, campaign=campaign.model_copy(update={"facts": facts})), findings
