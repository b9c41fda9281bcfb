"""Sentences and words, in several scripts."""

import pytest

from printshop.checks.sentences import characters, sentences, words


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Bel ons. We helpen je!", 2),
        ("Is it you? It is.", 2),
        ("Hotels: rooms, kitchens; bars.", 1),
        ("V.U.: {publisher}", 1),
        ("In z.B. Hotels", 1),
        ("Bars, cafés … and more", 1),
        ("Shops, etc. and more", 1),
        ("Carwashes, … Hij belt.", 2),
        ("« Venez ! » Il a dit oui.", 2),
        ("هل هذا لك؟ نعم.", 2),
        ("یہ ہے۔ وہ ہے۔", 2),
        ("यह है। वह है।", 2),
        ("你好吗？我很好。", 2),
        ("Dichterbij\ndan je\ndenkt.", 1),
        ("On the 8.15 again", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, number: int) -> None:
    """They end with . ? ! and their like; not at a colon, an abbreviation or a line break."""
    assert len(sentences(text)) == number


def test_what_is_kept() -> None:
    """All of the words, with spaces in place of line breaks."""
    assert sentences("One\ntwo. Three “four.” Five") == ["One two.", "Three “four.”", "Five"]


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Bel {hotline} nu", 3),
        ("en/of – dus *niet*", 3),
        ("L’aide à {centre-x.phone} : oui !", 4),
        ("Arbeids\u00aduitbuiting", 1),
        ("اتصل بالرقم {police}.", 3),
        ("…", 0),
    ],
)
def test_words(sentence: str, number: int) -> None:
    """A fact is one word, a mark none; hyphens and apostrophes part nothing."""
    assert len(words(sentence)) == number


def test_characters_of_scripts_without_spaces() -> None:
    """Letters and digits; marks do not count."""
    assert characters("人口贩运，{hotline}。") == 5
