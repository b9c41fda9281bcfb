"""Signatures: what a person reads of a piece in a language, and who has signed it.

A digest covers the source's words, the translation's words, the claims that these make and the
values of the facts that the piece prints: when one of them changes, the signatures are void. The
layout has a digest of its own, and so have the positions of the glyphs (``look``). When one of
these changes, the words stay signed and a person has to look at the piece once more.

A piece of many languages is signed off by language, under the name of its layout: whoever reads one
answers for the words in it, in whichever company they are printed. All have to be signed off.
"""

from printshop.reading.yaml_file import digest, read
from printshop.shop.claims import made
from printshop.shop.job import Composition, JobTicket, Shop
from printshop.shop.signing import Entry, SignedText, SignedWords, SignOffs

EMPTY = SignOffs(pieces={})


def name_of(ticket: JobTicket) -> str:
    """The name under which a piece is signed off."""
    return ticket.layout if ticket.carried else ticket.stem


def entries(shop: Shop, tag: str, name: str) -> tuple[Entry, ...]:
    """The record of a piece in a language, in the order in which it was written."""
    return shop.sign_offs.get(tag, EMPTY).pieces.get(name, ())


def records(shop: Shop, ticket: JobTicket) -> dict[str, tuple[Entry, ...]]:
    """The records that a piece needs, by language; empty where nobody has signed."""
    return {tag: entries(shop, tag, name_of(ticket)) for tag in ticket.languages}


def unsigned(shop: Shop, ticket: JobTicket) -> list[str]:
    """The languages of a piece in which nobody has ever signed it."""
    return [tag for tag, record in records(shop, ticket).items() if not record]


def as_signed(shop: Shop, tag: str, piece: str) -> dict[str, str] | None:
    """The texts of a piece by identifier of segment, as they were last signed in a language.

    None where nobody has signed it.
    """
    words = signed_words(shop, tag, piece)
    return {name: text.text for name, text in words.texts.items()} if words else None


def signed_words(shop: Shop, tag: str, piece: str) -> SignedWords | None:
    """What was last signed of a piece in a language; None where nobody has signed it.

    None also where the file with the words is gone, or no longer fits its digest.
    """
    signatures = [entry for entry in entries(shop, tag, piece) if entry.words]
    path = shop.root / words_path(tag, signatures[-1].words) if signatures else None
    if path is None or not path.exists():
        return None
    words, _ = read(shop.root, path, SignedWords)
    return words if words and digest_of(words) == path.stem else None


def words_path(tag: str, digest: str) -> str:
    """The file with the words of a digest that were signed in a language, from the root."""
    return f"content/{tag}/signed/{digest}.yaml"


def own_items(composition: Composition, tag: str) -> list[tuple[str, str]]:
    """The items of copy that a piece prints in a language: of a carried one its own file's."""
    ticket = composition.job.ticket
    items = sorted(composition.items)
    if tag == ticket.language:
        return items
    return [item for item in items if item[0] == ticket.layout]


def words_read(composition: Composition, tag: str = "") -> SignedWords:
    """What a person reads of a piece in a language, '' for its own.

    Those are the source's words and the translation's, and what else is printed: facts in this
    language, the names in a row of sectors, the line on litter, the address in the code; and the
    names of the claims that the words make. In a carried language it is the words of the piece's
    own file alone.
    """
    shop, ticket = composition.job.shop, composition.job.ticket
    tag = tag or ticket.language
    source_tag = shop.campaign.source_language
    sheets, sources = shop.copies.get(tag, {}), shop.copies.get(source_tag, {})
    texts: dict[str, SignedText] = {}
    items = own_items(composition, tag)
    for stem, role in items:
        own = sheets[stem].segments(role) if stem in sheets else {}
        there = sources[stem].segments(role) if stem in sources and tag != source_tag else {}
        for name in dict.fromkeys((*there, *own)):
            text = SignedText(text=own.get(name, ""), source=there.get(name))
            texts[f"{stem}/{name}"] = text
    claims: dict[str, tuple[str, ...]] = {}
    for stem, role, claim in made(sheets, items):
        claims[f"{stem}/{role}"] = (*claims.get(f"{stem}/{role}", ()), claim)
    printed = dict(composition.printed) if tag == ticket.language else {}
    return SignedWords(texts=texts, printed=printed, claims=claims)


def digest_of(words: SignedWords) -> str:
    """The digest of what is signed, 16 hex digits."""
    parts: list[str] = []
    for name, text in sorted(words.texts.items()):
        parts += [name, "" if text.source is None else f"={text.source}", text.text]
    parts.append("printed")
    parts += [part for pair in sorted(words.printed.items()) for part in pair]
    parts.append("claims")
    parts += [part for name, claims in sorted(words.claims.items()) for part in (name, *claims)]
    return digest(*parts)[:16]


def words_digest(composition: Composition, tag: str = "") -> str:
    """The digest of what a person reads of a piece in a language, '' for its own."""
    return digest_of(words_read(composition, tag))
