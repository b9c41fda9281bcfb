"""What a piece, a sector and a language are called, also where nobody has named them yet."""

from pathlib import Path

from printshop.checks.opening import open_shop
from printshop.shop.display_names import language_name, piece_name, sector_name


def test_names_in_words(tiny_shop: Path) -> None:
    """A piece is called as in the package's words, or by its layout's title; so is a sector."""
    words = tiny_shop / "content/en/package.yaml"
    words.write_text(f"{words.read_text('utf-8')}  piece-sign: Window sign\n", "utf-8")
    shop, _ = open_shop(tiny_shop)
    assert shop
    assert piece_name(shop, "sign", "en") == "Window sign"
    assert piece_name(shop, "sign", "ar") == "Sign, A6"
    assert sector_name(shop, "trains", "en") == "trains"
    path = tiny_shop / "content/en/trains.yaml"
    path.write_text(path.read_text("utf-8") + "  sector-name: |-\n    Night\n    trains\n", "utf-8")
    shop, _ = open_shop(tiny_shop)
    assert shop
    assert {sector_name(shop, "trains", tag) for tag in ("en", "ar")} == {"Night trains"}


def test_names_of_languages(tiny_shop: Path) -> None:
    """Each is called in the reader's language; one that Babel does not know, by its own name."""
    shop, _ = open_shop(tiny_shop)
    assert shop
    assert [language_name(shop, "ar", tag) for tag in ("de", "nl-BE")] == ["Arabisch", "Arabisch"]
    assert language_name(shop, "ar", "xx") == shop.languages["ar"].name
