"""A new language: its questions, and the files that begin it."""

import re
from dataclasses import dataclass

from printshop.checks.font_characters import folders, in_any_font
from printshop.findings import GENERATE, many
from printshop.shop import language_names
from printshop.shop.carried import MANY_LANGUAGES
from printshop.shop.job import Shop
from printshop.shop.language_names import KnownLanguage
from printshop.shop.words import FIGURES, LATIN, Fonts, Voice
from printshop.starting import questions
from printshop.starting.empty_copy import empty_translation, sources
from printshop.starting.exemplars import exemplars
from printshop.starting.language_file import LanguageFile, language_file
from printshop.starting.plan import Plan
from printshop.starting.questions import Asker, Question, Refused


def tidy(tag: str) -> str:
    """A tag in the usual case of letters: ``zh-Hans`` for ``ZH_hans``."""
    first, *rest = re.split("[-_]", tag)
    sizes = {4: str.title, 2: str.upper}
    return "-".join([first.lower(), *(sizes.get(len(part), str.lower)(part) for part in rest)])


def read_tag(answer: str) -> str:
    """The tag of a language that can be begun. Raises ``Refused``."""
    if not answer:
        raise Refused(
            "write a tag of two or three letters; it is the name of the language's folder"
        )
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", answer):
        raise Refused(
            f"'{answer}' is no language tag: it has two or three letters, and a script or a "
            "country where it needs one"
        )
    tag = tidy(answer)
    first = tag.partition("-")[0]
    now = language_names.today_as(first)
    if tag == MANY_LANGUAGES:
        raise Refused(f"'{tag}' stands for pieces in many languages: write the tag of one language")
    if len(first) == 2 and now and now != first:
        raise Refused(f"'{tag}' is out of use: write {tag.replace(first, now, 1)}")
    if forms := language_names.forms_by_script(tag):
        raise Refused(f"it is written in several scripts: write {' or '.join(forms)}")
    if not language_names.is_tag(tag):
        if now and language_names.is_tag(now):
            raise Refused(f"CLDR has no data under '{tag}': write {now}")
        raise Refused(
            f"CLDR, the data on languages of the Unicode Consortium, does not know '{tag}', and so "
            "not how it writes numbers: write the tag of a language that it knows"
        )
    return tag


TAG = Question("Tag of the language (BCP 47: two or three letters in most cases)", read_tag)


def ask_language(shop: Shop, tag: str, asker: Asker) -> Plan:
    """Ask what CLDR does not say of a language, and plan its folder."""
    known = language_names.known_language(tag)
    if known is None:
        raise Refused(f"'{tag}' is not known")
    letters, quotes = exemplars(tag, known.base)
    asker.say(f"{known.english or tag}: from CLDR, unless you write something else.")
    name = asker.ask(questions.text("Its own name, within a sentence", known.name or None))
    heading = name[:1].upper() + name[1:]
    autonym = asker.ask(questions.text("Its own name, as a heading", heading))
    label = asker.ask(questions.text("A code for those who print it", tag.upper(), longest=12))
    script = known.script or asker.ask(Question("Its script (ISO 15924, such as Latn)", _script))
    if not letters:
        letters = asker.ask(
            questions.text(
                "Its small letters, without spaces (or nothing)",
                "",
                longest=1000,
                may_be_empty=True,
            )
        ).replace(" ", "")
    choice = _fonts(shop, script, letters) or _typed_fonts(shop, letters, known, asker)
    about = LanguageFile(
        name, autonym, label, script, choice.fonts, choice.head, choice.text, letters, quotes
    )
    inside = {"language.yaml": language_file(tag, known, about)}
    texts = 0
    for stem, sheet in sources(shop).items():
        inside[f"{stem}.yaml"] = empty_translation(shop.root, sheet, known.english or tag, tag)
        texts += len(list(sheet.texts()))
    missing = [n for n in (*choice.fonts.head, *choice.fonts.text) if n not in folders(shop.root)]
    return Plan(
        f"content/{tag}", inside, after=_after(tag, texts, len(inside) - 1, sorted(set(missing)))
    )


def missing_files(shop: Shop, tag: str) -> Plan:
    """The files that a language lacks beside its source, each with empty texts."""
    known = language_names.known_language(tag)
    english = (known and known.english) or tag
    files = {
        f"content/{tag}/{stem}.yaml": empty_translation(shop.root, sheet, english, tag)
        for stem, sheet in sources(shop).items()
        if not (shop.root / f"content/{tag}/{stem}.yaml").exists()
    }
    return Plan(files=files, after=_checking(tag))


def _script(answer: str) -> str:
    if not re.fullmatch("[A-Za-z]{4}", answer):
        raise Refused("write a code of four letters, such as Latn, Arab or Ethi")
    return answer.title()


@dataclass(frozen=True)
class _Choice:
    """Fonts of a language, and the factors of their sizes."""

    fonts: Fonts
    head: Voice
    text: Voice


def _with_latin(family: str) -> _Choice:
    """A family for all that is set, and behind it those that have the Latin letters of names."""
    fonts = Fonts(head=(family, FIGURES), text=(family, LATIN))
    return _Choice(fonts, Voice(), Voice())


def _has(shop: Shop, families: tuple[str, ...], letters: str) -> bool:
    """Whether fonts have all letters, small and capital."""
    known = folders(shop.root)
    there = in_any_font(tuple(known[name] for name in families if name in known))
    return bool(letters) and all(ord(sign) in there for sign in letters + letters.upper())


def _fonts(shop: Shop, script: str, letters: str) -> _Choice | None:
    """Fonts that have a language's letters; None where those of the shop do not.

    First those of a language in the same script, then those of Latin ones, then any family.
    """
    source = shop.campaign.source_language
    for tag in sorted(shop.languages, key=lambda t: (t != source, t)):
        model = shop.languages[tag]
        both = (model.fonts.head, model.fonts.text)
        if model.script == script and all(_has(shop, fonts, letters) for fonts in both):
            return _Choice(model.fonts, model.head, model.text)
    if all(_has(shop, (name,), letters) for name in (FIGURES, LATIN)):
        return _Choice(Fonts(head=(FIGURES,), text=(LATIN,)), Voice(), Voice())
    having = [name for name in sorted(folders(shop.root)) if name and _has(shop, (name,), letters)]
    return _with_latin(having[0]) if having else None


def _typed_fonts(shop: Shop, letters: str, known: KnownLanguage, asker: Asker) -> _Choice:
    """Fonts that a person names, since none in ``fonts/`` has the letters."""
    there = folders(shop.root)

    def read(answer: str) -> str:
        if not answer or "," in answer:
            raise Refused("write the name of one family, such as Noto Sans Ethiopic")
        if answer in there and letters and not _has(shop, (answer,), letters):
            lacking = [c for c in letters if ord(c) not in in_any_font((there[answer],))]
            raise Refused(
                f"'{answer}' has not all its letters: {' '.join(lacking[:12])} are missing"
            )
        return answer

    which = known.english or "this language"
    asker.say(
        f"No font in fonts/ has all letters of {which}: "
        f"{' '.join(letters[:12])}{' …' if letters[12:] else ''}"
        if letters
        else f"Which font in fonts/ has the letters of {which} is not known."
    )
    family = asker.ask(Question("The font family that you will put into fonts/", read))
    return _with_latin(family)


def _after(tag: str, texts: int, files: int, missing: list[str]) -> tuple[str, ...]:
    """What comes next, in lines."""
    fonts = [
        f"Put the font family '{name}' into a folder of its own in fonts/, with its licence in it."
        for name in missing
    ]
    return (
        f"{many(texts, 'text')} in {many(files, 'file')} are empty, and show as missing; nothing "
        f"in this language is printed until they are written.",
        *fonts,
        f"Read content/{tag}/language.yaml line by line; write 'telltale' above all.",
        "Have the texts translated from the source that stands above each: docs/translating.md.",
        *_checking(tag),
    )


def _checking(tag: str) -> tuple[str, ...]:
    return (
        f"To see what is still missing, type: {GENERATE} check --language {tag}",
        f"To make its files, type: {GENERATE} --language {tag}",
    )
