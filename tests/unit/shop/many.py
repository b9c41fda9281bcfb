"""A shop whose card carries many languages, for tests; the words are those of the tiny shop."""

from dataclasses import replace

from printshop.reading.origin import Origin
from printshop.shop.job import Shop
from printshop.shop.layout import Languages, Layout
from printshop.shop.words import Language

ORDER = ("nl", "en", "vi")  # of the layout; nobody has words in vi


def shop_of(
    shop: Shop, *tags: str, rtl: tuple[str, ...] = ("ar",), least: int = 2, most: int = 4
) -> Shop:
    """The tiny shop in these languages, the source among them, with words of the card in each.

    Its card carries ``least`` to ``most`` languages, in general and for the sector of trains, whose
    workers speak Arabic and Romanian.
    """
    languages = {tag: _language(shop, tag, tag in rtl) for tag in tags}
    copies = {tag: shop.copies.get(tag, shop.copies["en"]) for tag in tags}
    card = shop.layouts["card"].model_copy(
        update={"languages": Languages(least=least, most=most, order=ORDER), "sectors": True}
    )
    layouts: dict[str, Layout] = {**shop.layouts, "card": card}
    trains = shop.sectors["trains"].model_copy(update={"languages": ("ar", "fa", "ro", "ar")})
    sectors = {**shop.sectors, "trains": trains}
    return replace(shop, languages=languages, copies=copies, layouts=layouts, sectors=sectors)


def _language(shop: Shop, tag: str, rtl: bool) -> Language:
    language = shop.languages["ar" if rtl else "en"].model_copy(update={"name": tag.upper()})
    language._origin = Origin(f"content/{tag}/language.yaml")
    return language
