"""Letters: those that do not belong are told with place and name; those that do are not."""

import pytest

from printshop.checks.letters import Letters, check_letters, missing_glyphs
from printshop.findings import Finding
from printshop.shop.job import Shop
from printshop.shop.words import Language
from tests.unit.shop.texts import made_up, real, sheet


def told(text: str, language: str | Language) -> list[Finding]:
    """What is said of a text in a language."""
    own = real(language) if isinstance(language, str) else language
    return check_letters(Letters(own), sheet(text))


@pytest.mark.parametrize(
    ("tag", "text", "said"),
    [
        ("nl", "Bel de Рolitie", 'its first letter is Cyrillic "Р" (U+0420), not Latin "P"'),
        ("nl", "Help is grαtis", 'its third letter is Greek "α" (U+03B1), not Latin "a"'),
        ("fr", "Аppelez la police", 'its first letter is Cyrillic "А" (U+0410), not Latin "A"'),
        ("de", "Ihre Straβe", 'its fifth letter is Greek "β" (U+03B2), not Latin "ß"'),
        ("en", "Call the pоlice", 'its second letter is Cyrillic "о" (U+043E), not Latin "o"'),
        ("ro", "Exploatareа", 'its 11th letter is Cyrillic "а" (U+0430), not Latin "a"'),
        ("bg", "Пoмощ", 'its second letter is Latin "o" (U+006F), not Cyrillic "о"'),
        ("bg", "Имаш права c документи", '"c" is Latin, and looks like Cyrillic "с"'),
        ("bg", "Ти ce криеш", '"ce" is Latin, and looks like Cyrillic "се"'),
    ],
)
def test_look_alikes(tag: str, text: str, said: str) -> None:
    """A letter of another script that looks right: named with its twin."""
    (finding,) = told(text, tag)
    assert (finding.code, finding.severity) == ("look-alike", "error")
    assert said in finding.message


@pytest.mark.parametrize(
    ("tag", "text", "said"),
    [
        ("nl", "Bel de полиция", '"полиция" is written in Cyrillic letters, and Nederlands is not'),
        ("en", "Call 警察 now", '"警察" is written in Han letters, and English is not'),
        ("fr", "Appelez la شرطة", '"شرطة" is written in Arabic letters, and français is not'),
        ("ar", "اتصل بالшرطة", 'its fourth letter is Cyrillic "ш" (U+0448), not Arabic'),
        ("ro", "Traficul exploatează şi", '"ş" (U+015F) is no letter of română'),
        ("ro", "Ţara", '"Ţ" (U+0162) is no letter of română'),
        ("ro", "Munca în cãmin", '"ã" (U+00E3) is no letter of română'),
        ("ar", "خذها معک", '"ک" (U+06A9) is no letter of العربية'),
        ("ar", "في العمل فی", '"ی" (U+06CC) is no letter of العربية'),
        ("bg", "Обади сі", '"і" (U+0456) is no letter of български'),
        ("ar", "تعمل ١٤ ساعة", '"١" (U+0661) is a digit of another script'),
        ("nl", "Bel nu １０１", '"１" (U+FF11), a form that is not for running text'),
        ("de", "Ｈilfe", '"Ｈ" (U+FF28), a form that is not for running text'),
        ("en", "𝐇elp", '"𝐇" (U+1D407), a form that is not for running text'),
        ("ar", "ﻋمل", '"ﻋ" (U+FECB), a form that is not for running text'),
    ],
)
def test_letters_that_do_not_belong(tag: str, text: str, said: str) -> None:
    """Another script, a letter taken for another one, digits and forms that no text has."""
    findings = told(text, tag)
    assert {(f.code, f.severity) for f in findings} == {("foreign-letter", "error")}
    assert said in findings[0].message


@pytest.mark.parametrize(
    ("tag", "text", "wanted"),
    [
        ("ro", "ŞI", '"Ș" (U+0218)'),
        ("ro", "ţine", '"ț" (U+021B)'),
        ("ar", "معک", '"ك" (U+0643)'),
        ("en", "Ｃall", '"Call"'),
        ("ar", "١", "1: digits"),
        ("ar", "﷼१", "1: digits"),
    ],
)
def test_the_letter_that_belongs_is_named(tag: str, text: str, wanted: str) -> None:
    """In its case, with its code point."""
    assert wanted in told(text, tag)[0].fix


@pytest.mark.parametrize(
    ("tag", "text", "char"),
    [("nl", "Małopolska", "ł"), ("ro", "Žilina", "Ž"), ("bg", "выход", "ы"), ("ar", "ڕ", "ڕ")],
)
def test_letters_of_names_are_for_a_person_to_judge(tag: str, text: str, char: str) -> None:
    """A letter of the script that is not the language's: a review that says where to add it."""
    (finding,) = told(text, tag)
    assert (finding.code, finding.severity) == ("foreign-letter", "review")
    assert f'"{char}" (U+{ord(char):04X})' in finding.message
    assert f"content/{tag}/language.yaml" in finding.fix


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("nl", "Eén café in Liège, ’s avonds – 14 uur per dag … {centre-x.phone} *nu*"),
        ("fr", "L’œuvre : « Où êtes-vous ? » à Bruxelles, naïve, Noël"),
        ("de", "Straße, STRAẞE, Ärzte über Lüttich oder Liège"),
        ("en", "A café in Liège: PDF/X-4, SHA-256 & more"),
        ("ro", "Ține-ți actele: ȘI ÎN Liège, „așa”"),
        ("bg", "На ѝ казаха, QR код в PDF, „така“, OK, Global Slavery Index"),
        ("ar", "رمز QR إلى {site}، «هنا» دائمًا؟ مثلًا: پاريس"),
        ("nl", "Arbeids\u00aduitbuiting"),
    ],
)
def test_letters_that_belong(tag: str, text: str) -> None:
    """Own letters and capitals, marks, names in Latin letters, soft hyphens, facts in braces."""
    assert told(text, tag) == []


@pytest.mark.parametrize(
    "char",
    [
        *("\u200e", "\u200f", "\u061c", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066"),
        *("\u2067", "\u2068", "\u2069", "\u200b", "\u2060", "\ufeff", "\u200d", "\u200c", "\ufe0f"),
        *(
            "\U000e0041",
            "\ue000",
            "\U000f0000",
            "\u0378",
            "\ufdd0",
            "\ufffd",
            "\ufffc",
            "\u2028",
            "\u3164",
            "\u00b7",
        ),
    ],
)
def test_characters_that_nobody_sees(char: str) -> None:
    """Bidi controls, joiners, spaces of no width, selectors, tags, private use, not assigned."""
    findings = told(f"Bel{char} nu", "nl")
    if char == "\u00b7":  # one that can be seen
        assert findings == []
        return
    assert [(f.code, f.severity) for f in findings] == [("hidden-character", "error")]
    assert f"⟨U+{ord(char):04X}⟩" in findings[0].message
    assert char not in str(findings[0])
    assert 'at character 4, after "Bel"' in findings[0].message


def test_joiners_belong_where_a_language_lists_them() -> None:
    """Persian is spelled with one; Arabic is not; without letters the script decides."""
    persian = made_up("Arab", letters="خمواهی\u200c")
    assert told("می\u200cخواهم", persian) == []
    assert [f.code for f in told("مي\u200cخ", "ar")] == ["hidden-character"]
    assert told("می\u200cخواهم", made_up("Arab")) == []
    assert told("न्\u200dय", made_up("Deva")) == []


def test_many_of_a_kind_are_told_once() -> None:
    """With their number and the first place."""
    (finding,) = told("a\u200eb\u200ec\u200ed", "en")
    assert 'at character 2, after "a", 3 times in all' in finding.message
    assert len(told("şi şi şi", "ro")) == 1


@pytest.mark.parametrize(
    ("text", "composed"),
    [
        ("cafe\u0301", "é"),
        ("Lie\u0300ge", "è"),
        ("u\u0308ber", "ü"),
        ("\u212bngstro\u0308m", "Å"),
        ("s\u0326i", "ș"),
        ("e\u0301\u0323t", "ẹ\u0301"),
        ("a\u0301" + "\u0301" * 900, "á\u0301\u0301\u0301"),
    ],
)
def test_letters_apart_from_their_marks(text: str, composed: str) -> None:
    """The character that has both is named."""
    findings = [f for f in told(text, made_up("Latn")) if f.code == "not-composed"]
    assert [f.severity for f in findings] == ["review"]
    assert f'write "{composed}"' in findings[0].fix


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("Deva", "\u0921\u093c"),  # a nukta letter, which NFC takes apart
        ("Arab", "\u0628\u0651\u064e"),  # marks in the order in which they are typed
        ("Latn", "m\u0304"),  # no character has both
        ("Thai", "\u0e19\u0e33"),
    ],
)
def test_what_cannot_be_composed_is_right(script: str, text: str) -> None:
    """Only where one character is wanted in place of two."""
    assert told(text, made_up(script)) == []


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("Jpan", "東京でおたすけ、カナ"),
        ("Kore", "한국漢字"),
        ("Hans", "人口贩运"),
        ("Beng", "মানব পাচার"),
    ],
)
def test_languages_without_letters_of_their_own(script: str, text: str) -> None:
    """Any letter of the script belongs, also where a language mixes scripts."""
    assert told(text, made_up(script)) == []
    assert [f.code for f in told(f"{text} полиция", made_up(script))] == ["foreign-letter"]


@pytest.mark.parametrize("tag", ["nl", "ar"])
@pytest.mark.parametrize(
    "text", [".", ". ", "\u00a0", " \u00a0", "а", "аb", "{", "{}", "e\u0301", "\"'", "x{a}", " ?"]
)
def test_a_spoilt_file_is_told_of_briefly(tag: str, text: str) -> None:
    """However long and strange a text is: few findings, and none of them is long."""
    findings = told(text * 2000, tag)
    assert len(findings) <= 10
    assert all(len(str(finding)) < 500 for finding in findings)


def test_kinds_of_characters_are_limited() -> None:
    """A text of private-use characters is told of by five of them."""
    assert len(told("".join(map(chr, range(0xE000, 0xE100))), "nl")) == 5
    assert len(told(" ".join(map(chr, range(0x4E00, 0x4F00))), "nl")) == 5


def test_long_words_are_cut() -> None:
    """A finding shows as much of a word as helps to find it."""
    (finding,) = told("ш" * 40, "nl")
    assert f'"{"ш" * 30}…"' in finding.message


def test_glyphs_that_no_font_has(opened_shop: Shop) -> None:
    """Before anything is set: a sign is told, letters of another script have their own finding."""
    letters = Letters(opened_shop.languages["ar"])
    texts = sheet("خذها ☂ ☂ ☃", "漢 \ue000 \u202e", "خذها {hotline}\u202f!", tag="ar")
    (finding,) = missing_glyphs(opened_shop, letters, texts)
    assert finding.message == "no font of 'ar' has '☂' (U+2602), '☃' (U+2603)"
    assert finding.where.key == "role-0"


def test_fonts_that_are_not_there(opened_shop: Shop) -> None:
    """A family that is not in fonts/ has a finding of its own: of glyphs, nothing is said."""
    for head in (["Nowhere Sans"], []):
        letters = Letters(made_up("Latn", fonts={"head": head, "text": head}))
        assert missing_glyphs(opened_shop, letters, sheet("☂")) == []
