"""``language.yaml`` of a new language, with remarks that explain each key."""

from dataclasses import dataclass

from printshop.shop.language_names import KnownLanguage
from printshop.shop.words import Fonts, Voice
from printshop.starting.yaml_text import flow, letters, remark, scalar

MOST_LETTERS = 400  # of a language whose letters are listed; of others check looks at the script

# Rules that nobody can answer from data: an example each, in another language, behind a remark.
_RULES = (
    ("loan_letters: éè", "Letters that names and loan words need; any other letter is a review."),
    (
        "wrong_letters: {ş: ș}",
        "Letters that are taken for another one: the wrong one, the right one.",
    ),
    ('spaced: "?!;:»"', "Marks that have a no-break space before them, as in French."),
    (
        "no_break_after: and or the of in",
        "Short words at which no line may end: articles, prepositions, conjunctions.",
    ),
    (
        "terms:\n  - {use: the right term, avoid: [a wrong one, wrong*], why: the reason}",
        "Terms to use and words to avoid; * stands for any letters.",
    ),
    ("address: the polite form, to one person", "The form of address, for who writes and reviews."),
    ("address_avoid: [you, your]", "Words that only another form of address has."),
    (
        "longest_sentence: 15",
        "How many words a sentence may have; 15 where nothing is said. In a script without spaces "
        "between words: how many characters.",
    ),
    (
        "common_words: the and is of",
        "Some sixty short, frequent words: a sentence with those of another language is reported "
        "as not translated.",
    ),
)


@dataclass(frozen=True)
class LanguageFile:
    """What a language's file says of it; ``quotes`` in pairs."""

    name: str
    autonym: str
    label: str
    script: str
    fonts: Fonts
    head: Voice
    text: Voice
    letters: str
    quotes: tuple[str, ...]


def language_file(tag: str, known: KnownLanguage, about: LanguageFile) -> str:
    """The text of the file."""
    lines = [
        *remark(
            f"{known.english or tag} ({tag}): what it is called, how it is written, its fonts, and "
            "what check looks at. Name, script, direction, letters and quotation marks are from "
            "CLDR, the data on languages of the Unicode Consortium: have somebody who reads the "
            "language look at each line. docs/translating.md says more of each key."
        ),
        *remark("Its own name, as within a sentence."),
        f"name: {scalar(about.name)}",
        *remark("Its own name, as it writes a heading: a language tag on pieces."),
        f"autonym: {scalar(about.autonym)}",
        *remark("A code, for those who print."),
        f"label: {scalar(about.label)}",
        f"script: {about.script}  # ISO 15924",
        f"direction: {known.direction}  # ltr: from left to right; rtl: from right to left",
        "fonts:  # families in fonts/ that have its letters; the next has what the first one lacks",
        f"  head: {flow(about.fonts.head)}",
        f"  text: {flow(about.fonts.text)}",
        *_voice("head", about.head),
        *_voice("text", about.text),
        "",
        *remark(
            "The beginnings of the words that would give the subject away: trafficking, "
            "exploitation, victim, police, inspection. A page that its layout calls "
            "discreet may show none of them. Write them between the brackets, with "
            "commas between; as long as there are none, nothing is found."
        ),
        "telltale: []",
        "",
        *remark(
            "What check looks at in every text of the language. Take the # before a key away and "
            "write the language's own values, or leave the line as it is: all of this is optional."
        ),
    ]
    return (
        "\n".join([*lines, *_letters(about), *_quotes(about), *_rules(), *_thousands(known)]) + "\n"
    )


def _voice(name: str, voice: Voice) -> list[str]:
    """The factors of a voice's size and leading, where they are not 1."""
    if (voice.scale, voice.leading) == (1, 1):
        return []
    return [
        *remark(
            "Factors of the layouts' size and leading, as other languages with this font have."
        ),
        f"{name}: {{scale: {voice.scale:g}, leading: {voice.leading:g}}}",
    ]


def _letters(about: LanguageFile) -> list[str]:
    about_letters = remark("The small letters of the language. One of another script is an error.")
    if not about.letters or len(about.letters) > MOST_LETTERS:
        return [*about_letters, "# letters: abc"]
    return [*about_letters, f"letters: {letters(about.letters)}"]


def _quotes(about: LanguageFile) -> list[str]:
    said = remark("The quotation marks, opening and closing, in pairs.")
    return [*said, f"quotes: {flow(about.quotes)}" if about.quotes else "# quotes: [“, ”]"]


def _rules() -> list[str]:
    return [
        line
        for example, explained in _RULES
        for line in (*remark(explained), *(f"# {part}" for part in example.split("\n")))
    ]


def _thousands(known: KnownLanguage) -> list[str]:
    group = {"\u00a0": "a no-break space", "\u202f": "a narrow no-break space"}
    sign = group.get(known.group, f"'{known.group}'")
    return [
        *remark(
            f"The separator of thousands. CLDR has {sign}; write another one only where that is "
            "read as something else."
        ),
        '# thousands: "\\u202F"',
    ]
