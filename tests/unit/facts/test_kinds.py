"""Facts by their kind: wrong ones of every sort are refused with the reason, right ones accepted.

The wrong ones are what people type, copy out of letters, or are handed to deceive. No number or
address here belongs to a partner; numbers are counted up, as those are that libraries give as
examples.
"""

import pytest

from printshop.facts.kinds import BODIES, EXAMPLE_PERSON, SHORT_BODIES, fault
from printshop.facts.net_addresses import top_level_domains
from printshop.facts.postal_addresses import codes_of, places

# Kind, value, words of the reason.
WRONG: list[tuple[str, object, str]] = [
    # Letters and digits that are not what they look like.
    ("phone", "+32 78 O55 800", 'at 8 is "O", the letter U+004F, not the digit 0'),
    ("phone", "+32 78 о55 800", "(cyrillic small letter o), not the digit 0"),
    ("phone", "+32 78 05З 800", "(cyrillic capital letter ze), not the digit 3"),
    ("phone", "+32 78 0S5 800", "not the digit 5"),
    ("phone", "+32 7B 055 800", "not the digit 8"),
    ("phone", "1O1", "not the digit 0"),
    ("phone", "l12", "not the digit 1"),
    ("phone", "I12", "not the digit 1"),
    ("phone", "11Z", "not the digit 2"),
    ("phone", "０78 055 800", "(fullwidth digit zero), not the digit 0"),
    ("phone", "+٣٢ 78 055 800", "(arabic-indic digit three), not the digit 3"),
    ("phone", "+۳۲ 78 055 800", "(extended arabic-indic digit three), not the digit 3"),
    ("phone", "+३2 78 055 800", "(devanagari digit three), not the digit 3"),
    ("phone", "+32 78 ⁰55 800", "(superscript zero), not the digit 0"),
    ("phone", "+32 𝟕8 055 800", "not the digit 7"),
    ("phone", "＋32 78 055 800", "(fullwidth plus sign)"),
    # Numbers of enterprises.
    ("vat", "BE 0000.000.098", "its last two digits do not agree"),
    ("vat", "0000.000.07", "it has 9 digits; 10 are wanted"),
    ("vat", "BE 2000.000.097", "it begins with 2"),
    ("vat", "BE O000.000.097", 'at 4 is "O"'),
    ("vat", "BE 0000/000/097", 'at 8 is "/"'),
    # Digits too few, too many, swapped.
    ("phone", "+32 78 055 80", "1 digit too few after +32"),
    ("phone", "+32 78 055 8000", "1 digit too many after +32"),
    ("phone", "+32 470 12 34", "2 digits too few after +32"),
    ("phone", "+32 47 12 34 56", "1 digit too few after +32"),
    ("phone", "+32 87 055 800", "digits may be wrong or swapped"),
    ("phone", "+32 9 123 45 67", "digits may be wrong or swapped"),
    ("phone", "+32 99 99 99 99", "digits may be wrong or swapped"),
    ("phone", "+32", "no number stands behind the country code"),
    # Other countries, and none.
    ("phone", "+31 20 123 45 67", "another country than Belgium: Netherlands"),
    ("phone", "+33 1 23 45 67 89", "another country than Belgium: France"),
    ("phone", "+23 78 055 800", "another country than Belgium: Cameroon"),
    ("phone", "+800 1234 5678", "another country than Belgium"),
    ("phone", "+999 78 055 800", "no country has numbers that begin with +999"),
    ("phone", "911", "911 is no short number that is called in Belgium"),
    ("phone", "999", "999 is no short number that is called in Belgium"),
    ("phone", "555", "555 is no short number that is called in Belgium"),
    ("phone", "1010", "1010 is no short number that is called in Belgium"),
    # Forms that are not printed.
    ("phone", "078 055 800", "it lacks +32"),
    ("phone", "0800 12 345", "it lacks +32"),
    ("phone", "32 78 055 800", "it lacks +32"),
    ("phone", "0032 78 055 800", "begins with 00"),
    ("phone", "+32 078 055 800", "a 0 follows +32"),
    ("phone", "+32 (0)78 055 800", "the 0 in brackets"),
    ("phone", "(02) 234 56 78", 'at 1 is "("'),
    ("phone", "02/234.56.78", 'at 3 is "/"'),
    ("phone", "+32-2-234-56-78", 'at 4 is "-"'),
    ("phone", "+32 2 234 56 78 ext 3", "an extension"),
    ("phone", "+32 2 234 56 78 x3", "an extension"),
    ("phone", "+32 2 234 56 78;79", "more than one number"),
    ("phone", "tel:+3278055800", 'at 1 is "t"'),
    ("phone", "'+32 78 055 800'", "a quotation mark within the number"),
    ("phone", "+32 78 “055” 800", "a quotation mark within the number"),
    ("phone", "+3278055800", "groups cannot be read aloud"),
    ("phone", "+32 7 8055800", "groups cannot be read aloud"),
    ("phone", "+32 2 2345678", "groups cannot be read aloud"),
    ("phone", "+32 780 55 800", "not its area, 78"),
    ("phone", "1 1 2", "in one piece"),
    ("phone", "+ 32 78 055 800", "a space stands after the +"),
    ("phone", "++32 78 055 800", "a + stands at 2"),
    ("phone", 101, "which is not text"),
    ("phone", 3278055800, "which is not text"),
    # What nobody sees.
    ("phone", "", "empty"),
    ("phone", "   ", "empty"),
    ("phone", "+32 78 055 800 ", "a space stands before or after it"),
    ("phone", "+32  78 055 800", "two spaces"),
    ("phone", "+32 78\u200b055 800", "⟨U+200B⟩, which is invisible"),
    ("phone", "\u202e+32 78 055 800", "⟨U+202E⟩, which is invisible"),
    ("phone", "+32\u200778 055 800", "a space of unusual width"),
    ("phone", "+32 78 055\n800", "⟨U+000A⟩, which is invisible"),
    ("mail", "inf\u00ado@example.be", "⟨U+00AD⟩, which is invisible"),
    ("web", "www.exam\u2060ple.be", "⟨U+2060⟩, which is invisible"),
    ("name", "Exam\ufe0fple", "⟨U+FE0F⟩, which is invisible"),
    ("name", "Cafe\u0301", "an accent apart from its letter"),
    # Mail.
    ("mail", "info@example", "a part of the name is missing"),
    ("mail", "info.example.be", "it has no @"),
    ("mail", "info@@example.be", "it has 2 @"),
    ("mail", "info@example,be", "where a dot is wanted"),
    ("mail", "info@example..be", "between two dots"),
    ("mail", "info@example.be.", "between two dots, or beside one"),
    ("mail", "mailto:info@example.be", '"mailto:" is not printed'),
    ("mail", "Info@example.be", 'at 1 is "I"'),
    ("mail", "info@Example.be", "a capital"),
    ("mail", "Help <info@example.be>", "a mark of programs"),
    ("mail", "infо@example.be", "(cyrillic small letter o)"),
    ("mail", "info@ехаmple.be", "(cyrillic small letter ie)"),
    ("mail", "info＠example.be", "(fullwidth commercial at)"),
    ("mail", "info(at)example.be", "it has no @"),
    ("mail", "info @example.be", "not usual before the @"),
    ("mail", "infö@example.be", "not usual before the @"),
    ("mail", ".info@example.be", "period"),
    ("mail", "in..fo@example.be", "period"),
    ("mail", "@example.be", "nothing stands before the @"),
    ("mail", "info@www.example.be", "belongs to web addresses"),
    ("mail", "info@example.con", "no name on the web ends in .con"),
    ("mail", "info@xn--exmple-cua.be", "is a code; it reads"),
    ("mail", "info@[192.168.0.1]", "not of a name on the web"),
    ("mail", f"{'a' * 70}@example.be", "too long"),
    # Web.
    ("web", "http://www.example.be", '"http:" is not printed'),
    ("web", "https://www.example.be", '"https:" is not printed'),
    ("web", "//www.example.be", '"//" is not printed'),
    ("web", "htttp://www.example.be", '"htttp:" is not printed'),
    ("web", "info@example.be", "it is a mail address"),
    ("web", "www.example,be", "where a dot is wanted"),
    ("web", "www.example..be", "between two dots"),
    ("web", "www.example.be.", "between two dots, or beside one"),
    ("web", "www example.be", 'at 4 is " "'),
    ("web", "www.еxample.be", "(cyrillic small letter ie)"),
    ("web", "www.αpple.be", "(greek small letter alpha)"),
    ("web", "www.схе.be", "where Latin letters are wanted"),
    ("web", "www.exampıe.be", "(latin small letter dotless i)"),
    ("web", "www.exạmple.be", "(latin small letter a with dot below)"),
    ("web", "www.example․be", 'a variant of "."'),
    ("web", "www。example。be", "(ideographic full stop)"),
    ("web", "ｗｗｗ.example.be", 'a variant of "w"'),
    ("web", "www.exam‐ple.be", "(hyphen)"),
    ("web", "www.Example.be", "a capital"),
    ("web", "ww.example.be", 'looks like "www."'),
    ("web", "wwww.example.be", 'looks like "www."'),
    ("web", "vvww.example.be", 'looks like "www."'),
    ("web", "wwwexample.be", 'looks like "www."'),
    ("web", "www.be", "a part of the name is missing"),
    ("web", "www.www.example.be", "stands in it twice"),
    ("web", "example", "a part of the name is missing"),
    ("web", "www.example.eb", "no name on the web ends in .eb"),
    ("web", "www.example.vlanderen", "no name on the web ends in .vlanderen"),
    ("web", "192.168.0.1", "no name on the web ends in .1"),
    ("web", "www.example.local", "no name on the web ends in .local"),
    ("web", "www.xn--exmple-cua.be", "is a code; it reads"),
    ("web", "www.-example.be", "no part of a name on the web"),
    ("web", "www.exam_ple.be", 'at 9 is "_"'),
    ("web", "www.example.be:80", 'at 15 is ":"'),
    ("web", "www.example.be/", "a / stands at its end"),
    ("web", "www.example.be/nl help", "no path that somebody can type"),
    ("web", "www.example.be/?page=2", "no path that somebody can type"),
    ("web", f"www.example.be/{'a' * 60}", "at most 60 can be typed"),
    ("link", "www.example.be", "does not begin with https://"),
    ("link", "http://www.example.be", "does not begin with https://"),
    ("link", "https://www.exаmple.be", "(cyrillic small letter a)"),
    ("link", "https://www.example.be/a b", 'at 25 is " "'),
    ("link", "https://", "no name stands in it"),
    # Postal addresses.
    ("postal", "Street 1, 1000 Antwerpen", "Antwerpen has 2000"),
    ("postal", "Street 1, 2000 Brussel", "Brussel has 1000"),
    ("postal", "Street 1, 4700 Malmedy", "4700 is Eupen; Malmedy has 4960"),
    ("postal", "Street 1, 1050 Etterbeek", "Etterbeek has 1040"),
    ("postal", "Street 1, 4000 Liege", '"Liege" is no place of 4000'),
    ("postal", "Street 1, 1000 Brusel", '"Brusel" is no place of 1000'),
    ("postal", "Street 1, 1000 brussel", '"brussel" is no place of 1000'),
    ("postal", "Street 1, 1000 Brussel / Anvers", "Anvers has 2000"),
    ("postal", "Street 1, 2000 Rotterdam", '"Rotterdam" is no place of 2000'),
    ("postal", "Street 1, 9999 Gent", "no place in Belgium has the postcode 9999"),
    ("postal", "Street 1, 20O0 Antwerpen", 'at 13 is "O", the letter U+004F, not the digit 0'),
    ("postal", "Street 1, I000 Brussel", "not the digit 1"),
    ("postal", "Street 1, 200 Antwerpen", "its postcode has 3 digits"),
    ("postal", "Street 1, 75001 Paris", "its postcode has 5 digits"),
    ("postal", "Street 1, B-2000 Antwerpen", "an old form of the postcode"),
    ("postal", "Street 1, 2000Antwerpen", "no space and place stand behind the postcode"),
    ("postal", "Street 1, 2000", "no space and place stand behind the postcode"),
    ("postal", "Street 1, Antwerpen 2000", "does not begin with a postcode"),
    ("postal", "Street 1, 2000 Antwerpen, België", "stands behind the place"),
    ("postal", "Street 1 2000 Antwerpen", "no comma and space"),
    ("postal", "Street, 2000 Antwerpen", "no house number"),
    ("postal", "Street 0, 2000 Antwerpen", "no house number"),
    ("postal", "1 Street, 2000 Antwerpen", "the house number stands before the street"),
    ("postal", "Street 1O, 2000 Antwerpen", 'at 9 is "O", the letter U+004F, not the digit 0'),
    ("postal", "Str3et 1, 2000 Antwerpen", "within a word"),
    ("postal", "Strееt 1, 2000 Antwerpen", "(cyrillic small letter ie)"),
    ("postal", "Street 1, 2000 Аntwerpen", "(cyrillic capital letter a)"),
    ("postal", "Street １, 2000 Antwerpen", "not the digit 1"),
    ("postal", "Street 1; 2000 Antwerpen", 'at 9 is ";"'),
    ("home", "Postbus 12, 2000 Antwerpen", "a P.O. box"),
    # Names and numbers.
    ("name", "Exаmple", "(cyrillic small letter a), not of the alphabet of its word"),
    ("name", "ΕΧΑΜΡΙΕ", "where Latin letters are wanted"),
    ("name", "Ｅxample", 'a variant of "E"'),
    ("name", "Ex0mple", "where the letter o may be meant"),
    ("name", "Examp1e", "where the letter l or i may be meant"),
    ("web", "www.exampl0.be", "where the letter o may be meant"),
    ("web", "www.examp1e.be", "where the letter l or i may be meant"),
    ("web", "www.0xample.be", "where the letter o may be meant"),
    ("mail", "inf0@example.be", "where the letter o may be meant"),
    ("mail", "info@examp1e.be", "where the letter l or i may be meant"),
    ("link", "https://www.ex0mple.be", "where the letter o may be meant"),
    ("phone", "+32 17 12 34 56", "digits may be wrong or swapped"),
    ("phone", "+32 75 12 34 56", "digits may be wrong or swapped"),
    ("phone", "0477/12.34.56", 'at 5 is "/"'),
    ("phone", "8112", "8112 is no short number that is called in Belgium"),
    ("phone", "900", "900 is no short number that is called in Belgium"),
    ("postal", "Street 1 , 2000 Antwerpen", "a space stands before a comma"),
    ("postal", "Street 1, 2000 Antwerpen 1", '"Antwerpen 1" is no place of 2000'),
    ("postal", "Street 1 - 2000 Antwerpen", "no comma and space"),
    ("postal", "Street 1, 4000 Liége", '"Liége" is no place of 4000'),
    ("home", "Street 1, 1000 Brussel", "it is the example"),
    ("person", "Te.st Publisher", "is not how a name is written"),
    ("person", "Test Publisher-", "is not how a name is written"),
    ("postal", "Str,eet 1, 2000 Antwerpen", "where it does not belong"),
    ("postal", "Stre+et 1, 2000 Antwerpen", "where it does not belong"),
    ("postal", "Str0ot 1, 2000 Antwerpen", "within a word"),
    ("postal", "Ru0 1, 4000 Liège", "where the letter o may be meant"),
    ("person", "test publisher", "no capital stands in it"),
    ("person", "Voornaam Naam", '"Voornaam" is not said of a person'),
    ("person", "Raad van bestuur", '"Raad" is not said of a person'),
    ("name", "Example 078 055 800", "may be a phone number"),
    ("name", "<b>Example</b>", "a mark of programs"),
    ("name", "{hotline}", "a mark of programs"),
    ("name", "---", "no letter"),
    ("name", "End#Example", "a # stands where no word begins"),
    ("name", "x" * 81, "at most 80 are printed"),
    ("name", 12, "which is not text"),
    ("number", "11000", "where a whole number is wanted"),
    ("number", "2026", "where a whole number is wanted"),
    ("number", "11.000", "where a whole number is wanted"),
    ("number", 0, "not more than 0"),
    ("number", -160, "not more than 0"),
    ("number", True, "where a whole number is wanted"),
    ("name", "01712", "no letter"),
    ("name", "12.11.10", "no letter"),
    ("name", "Example\u2011Example", 'a variant of "-"'),
    ("number", "011000", "where a whole number is wanted"),
    ("phone", "tel. +32 78 055 800", "only digits, spaces and + belong"),
    ("phone", "+32 78 055 800 (gratis)", "only digits, spaces and + belong"),
    ("link", "https://www.exаmple.be", "the character at 15 is"),
    ("web", "www4x.example.be", 'looks like "www."'),
    ("postal", "Street l4, 2000 Antwerpen", 'at 8 is "l", the letter U+006C, not the digit 1'),
    ("postal", "Street 4, 2000 Antwerpen, 3de verdieping", "stands behind the place"),
    # People.
    ("person", "Example vzw", '"vzw" is not said of a person'),
    ("person", "Example ASBL", '"ASBL" is not said of a person'),
    ("person", "Example & Co NV", 'at 9 is "&"'),
    ("person", "Example S.A.", '"S.A." is not said of a person'),
    ("person", "Example bv", '"bv" is not said of a person'),
    ("person", "Stad Antwerpen", '"Stad" is not said of a person'),
    ("person", "Example", "first name and last name are wanted"),
    ("person", "A B", "first name and last name are wanted"),
    ("person", "Publisher, Test", "not part of a person's name"),
    ("person", "V.U.: Test Publisher", "not part of a person's name"),
    ("person", "Тест Издател", "where Latin letters are wanted"),
    ("person", EXAMPLE_PERSON, "it is the example"),
]

RIGHT: list[tuple[str, object]] = [
    *(("phone", number) for number in ("100", "101", "102", "103", "105", "106", "107", "112")),
    *(("phone", number) for number in ("1712", "1722", "1733", "1813", "116000", "116 000")),
    *(("vat", number) for number in ("BE 0000.000.097", "0000000097", "NL000000000B00")),
    ("phone", "+32 78 055 800"),
    ("phone", "+32 78 05 58 00"),
    ("phone", "+32\u00a078\u202f055\u00a0800"),
    ("phone", "+32 2 234 56 78"),  # Brussels, one digit
    ("phone", "+32 3 234 56 78"),  # Antwerp
    ("phone", "+32 4 234 56 78"),  # Liège
    ("phone", "+32 9 234 56 78"),  # Ghent
    ("phone", "+32 11 23 45 67"),  # zones of two digits
    ("phone", "+32 12 34 56 78"),
    ("phone", "+32 56 23 45 67"),
    ("phone", "+32 81 23 45 67"),
    ("phone", "+32 87 23 45 67"),
    ("phone", "+32 456 12 34 56"),  # mobile
    ("phone", "+32 470 12 34 56"),
    ("phone", "+32 470 123 456"),
    ("phone", "+32 499 12 34 56"),
    ("phone", "+32 800 12 345"),
    ("phone", "+32 70 22 21 22"),
    ("phone", "+32 78 15 12 34"),
    ("phone", "+32 902 12 345"),
    ("mail", "info@example.be"),
    ("mail", "first.last@stad.gent"),
    ("mail", "help+night@example.brussels"),
    ("mail", "point_1@example.vlaanderen"),
    ("mail", "info@bücher-exämple.be"),
    ("mail", "help-desk@mail.example.org"),
    ("web", "www.example.be"),
    ("web", "example.be/nl/help"),
    ("web", "example.brussels"),
    ("web", "www.example.gent"),
    ("web", "www.example.vlaanderen"),
    ("web", "www.example.org"),
    ("web", "www.café-exemple.be"),
    ("web", "www.112-example.be"),
    ("web", "www.11.be"),
    ("web", "radio1.example.be"),
    ("mail", "info1@example10.be"),
    ("web", "help.example.eu/de/hilfe.html"),
    ("link", "https://www.example.be"),
    ("link", "https://www.example.be/c0de1a"),
    ("link", "https://www.example.be/Nl?from=card#top"),
    ("postal", "Street 16b, 1000 Brussel"),
    ("postal", "Rue 16b, 1000 Bruxelles"),
    ("postal", "Straße 16, 1000 Brüssel"),
    ("postal", "Street 16, 1000 Brussels"),
    ("postal", "Street 16, 1000 Brussel / Bruxelles"),
    ("postal", "Straat 16 / Rue 16, 1000 Bruxelles - Brussel"),
    ("postal", "Rue de l'Exemple, 16, 1000 Bruxelles"),
    ("postal", "Street 4, 2000 Antwerpen"),
    ("postal", "Street 4, 2000 ANTWERPEN"),
    ("postal", "Rue 4, 2018 Anvers"),
    ("postal", "Street 4, 2600 Berchem"),
    ("postal", "Rue 2, 4000 Liège"),
    ("postal", "Rue 2, 4000 LIEGE"),
    ("postal", "Straat 2, 4000 Luik"),
    ("postal", "Straße 2, 4000 Lüttich"),
    ("postal", "Straat 12 bus 3, 9000 Gent"),
    ("postal", "Rue 12 bte 12, 1050 Ixelles"),
    ("postal", "Rue 12 boîte 12, 1050 Elsene"),
    ("postal", "Straat 12/3, 1060 Brussel"),  # as federal services write it
    ("postal", "Straat 579, 1031 Brussel"),  # a postcode of one organisation
    ("postal", "Wetstraat 16-18, 1040 Etterbeek"),
    ("postal", "Building II, Koning Voorbeeld II-laan 35 bus 10, 1030 Schaarbeek"),
    ("postal", "2de Voorbeeldlaan 5, 3000 Leuven"),
    ("postal", "Place du 4 Août 3, 5000 Namur"),
    ("postal", "Grote Markt z/n, 2500 Lier"),
    ("postal", "Straße 14, 4700 Eupen"),
    ("postal", "Straße 43, 4780 Sankt Vith"),
    ("postal", "Straße 43, 4780 St. Vith"),
    ("postal", "Rue 43, 4780 Saint-Vith"),
    ("postal", "Straße 26, 4720 Kelmis"),
    ("postal", "Straße 26, 4760 Büllingen"),
    ("postal", "Dorp 1, 3798 ’s-Gravenvoeren"),
    ("postal", "Rue 1, 7780 Comines-Warneton"),
    ("name", "PAG-ASA"),
    ("name", "Sürya"),
    ("name", "#EndHumanTrafficking"),
    ("name", "OCMW/CPAS Example"),
    ("name", "Example – Médecins & Co."),
    ("name", "'t Voorbeeld 106"),
    ("number", 1),
    ("number", 11000),
    ("person", "Test Publisher"),
    ("person", "A. Tester-O’Example"),
    ("person", "Test van den Example"),
    ("person", "J.-T. van 't Example"),
    ("home", "Street 1 bus 3, 1000 Brussel"),
    # Of three characters, or of figures: names.
    *(("name", name) for name in ("112", "1712", "11.11.11", "T1D", "H4M", "B2B Example")),
    ("web", "t1d.be"),
    ("web", "www.k1d.be"),
    ("web", "www2.example.be"),
    ("mail", "info@t1d.be"),
    ("link", "https://t1d.be/help"),
    ("postal", "Rue 12–14, 1000 Bruxelles"),
    ("postal", "Rue 12 – 14, 1000 Bruxelles"),
    ("postal", "Rue 2ter, 5000 Namur"),
    ("postal", "Rue 12 bis, 5000 Namur"),
    ("postal", "Straat 2bis-4 bus 3, 2000 Antwerpen"),
    ("postal", "Kerkplein zn, 9000 Gent"),
    ("postal", "Straat 1 b12, 2300 Turnhout"),
    ("postal", "Straat 5b001, 2000 Antwerpen"),
    ("postal", "Straat 1, 2de verdieping, 2000 Antwerpen"),
    ("postal", "Straat 1 bus 3, 1ste verdieping, 2000 Antwerpen"),
    ("postal", "Straat 1 (2e verdieping), 2000 Antwerpen"),
    ("postal", "Rue 1, 3ème étage, 4000 Liège"),
    ("postal", "Rue 1, étage 3, 4000 Liège"),
    ("postal", "Straße 1, 2. Stock, 4700 Eupen"),
    ("postal", "Rue, n° 5, 1000 Bruxelles"),
    ("postal", "Straat 1, 9120 Beveren"),  # the usual name of Beveren-Waas
]


@pytest.mark.parametrize(("kind", "value", "reason"), WRONG, ids=lambda part: ascii(part)[:60])
def test_wrong_facts_are_refused(kind: str, value: object, reason: str) -> None:
    """Each is told why, shown as it was read, and told what to do."""
    problem = fault(kind, value)
    assert problem
    assert reason in problem.what
    assert problem.fix


@pytest.mark.parametrize(("kind", "value"), RIGHT, ids=lambda part: ascii(part)[:60])
def test_right_facts_are_accepted(kind: str, value: object) -> None:
    """What Belgian partners have passes without a word."""
    assert fault(kind, value) is None


@pytest.mark.parametrize(
    ("kind", "value", "fix"),
    [
        ("phone", "+32 78 O55 800", 'it may be "+32 78 055 800"'),
        ("phone", "02/234.56.78", 'it may be "+32 2 234 56 78"'),
        ("phone", "1O1", 'it may be "101"'),
        ("phone", "078/055.800", 'it may be "+32 78 055 800"'),
        ("phone", "0032 78 055 800", 'it may be "+32 78 055 800"'),
        ("phone", "+32 78 055-800", 'it may be "+32 78 055 800"'),
        ("phone", "+32 2 5116464", 'it may be "+32 2 511 64 64"'),
        ("name", "PAG\u2011ASA", 'type "-"'),
        ("postal", "Street 1, 4000 Liege", "did you mean 'Liège'?"),
        ("postal", "Street 1, 1000 Brusel", "did you mean 'Brussel'?"),
        ("postal", "Street 1, 2000 Antverpen", "did you mean 'Antwerpen'?"),
        ("web", "www.example.con", "did you mean 'com'?"),
        ("web", "www.example.brusels", "did you mean 'brussels'?"),
    ],
)
def test_what_is_meant_is_proposed(kind: str, value: str, fix: str) -> None:
    """What is nearly right gets the right one as a proposal."""
    problem = fault(kind, value)
    assert problem
    assert fix in problem.fix


def test_a_name_in_another_script() -> None:
    """A language's own script is right in its names; a word that mixes two never is."""
    assert fault("name", "Пример", ("Latn", "Cyrl")) is None
    assert fault("name", "Example Пример", ("Latn", "Cyrl")) is None
    assert fault("name", "مثال", ("Latn", "Arab")) is None
    assert fault("name", "Прimer", ("Latn", "Cyrl"))
    assert fault("name", "مثال", ("Latn", "Cyrl"))


def test_short_forms_that_are_names_as_well() -> None:
    """'Sa' ends a name, 'SA' a company; what is short is among all."""
    assert SHORT_BODIES < BODIES
    assert fault("person", "Test Sa") is None
    assert fault("person", "Test SA")


def test_the_table_of_places_is_whole() -> None:
    """Postcodes have four digits and stand in order, each with a name and none twice."""
    codes = list(places())
    assert codes == sorted(codes)
    assert len(codes) > 1180
    for code, names in places().items():
        assert len(code) == 4
        assert code.isdigit()
        assert names
        assert len(set(names)) == len(names)
        assert all(name == name.strip() and fault("name", name) is None for name in names)


def test_places_are_found_in_each_language() -> None:
    """The nine municipalities of the German-speaking area, and towns with three names."""
    for place in (
        *("Eupen", "Kelmis", "Lontzen", "Raeren", "Amel", "Büllingen", "Bütgenbach"),
        *("Burg-Reuland", "Sankt Vith", "Mons", "Bergen", "Ronse", "Renaix", "Ypern", "Ghent"),
    ):
        assert codes_of(place), place


def test_top_level_domains() -> None:
    """Those that Belgium uses are among them; each is of Latin letters."""
    known = top_level_domains()
    assert {"be", "brussels", "gent", "vlaanderen", "eu", "org"} <= known
    assert all(name.isascii() and name.isalpha() and name.islower() for name in known)
