"""Cleaning: names and addresses for print, and findings about invisible characters.

A printed name must be the one that a person read. Characters that change the direction of reading,
are invisible or look like markup are findings, and are never removed silently; only spaces are
normalised.
"""

import re
import unicodedata
from collections.abc import Iterator

from printshop.findings import Finding, Where, error, many
from printshop.orders.mangled import mangled
from printshop.orders.model import OrderLine
from printshop.orders.vocabulary import Vocabulary
from printshop.reading.characters import described, hidden
from printshop.sandbox.messages import visible

# The most characters of each text that are printed, or written into a package.
LONGEST = {
    "partner": 80,
    "contact": 100,
    "publisher": 160,
    "publisher_address": 160,
    "delivery": 300,
    "printer": 300,
    "remarks": 300,
    **dict.fromkeys(("customer_number", "order_reference", "invoice_reference"), 40),
    **dict.fromkeys(("contact_name", "contact_phone", "contact_mail", "proof_approver"), 80),
    **dict.fromkeys(("delivery_receiver", "delivery_street", "delivery_town"), 80),
    **dict.fromkeys(("delivery_number", "delivery_postcode", "delivery_country"), 20),
    **dict.fromkeys(("delivery_hours", "delivery_phone", "certification"), 80),
    **dict.fromkeys(("invoice_name", "invoice_street", "invoice_town", "invoice_mail"), 80),
    **dict.fromkeys(("invoice_number", "invoice_postcode", "invoice_country", "invoice_vat"), 20),
}
LONGEST_LABEL = 60
# Their line breaks become commas.
ADDRESSES = ("publisher_address", "delivery", "printer", "remarks")

FREE = ("remarks",)  # may hold a day or a number, which nobody dials
_MARKUP = re.compile(r"<\s*/?[a-zA-Z!?]|&[A-Za-z]+;|&#|[{}]")
_ABSOLUTE = re.compile(r"[/\\~]|[A-Za-z][A-Za-z0-9+.-]*:")


def cleaned(line: OrderLine, words: Vocabulary | None = None) -> tuple[OrderLine, list[Finding]]:
    """The line with its texts trimmed and in NFC, and errors about what cannot be printed.

    Keys with an error are marked, and hold nothing.
    """
    words = words or Vocabulary()
    by_key: dict[str, list[Finding]] = {}
    texts: dict[str, str | dict[str, str]] = {}
    for name, longest in LONGEST.items():
        key = OrderLine.model_fields[name].alias or name
        original, where = getattr(line, name), line.at(key)
        texts[name] = text = tidy(original, breaks=name in ADDRESSES)
        by_key[key] = [
            *_text_findings(original, text, key, longest, where),
            *(mangled(text, key, where, words) if name not in FREE else ()),
        ]
    texts["label"], by_key["label"] = _labels(line)
    texts["logo"] = logo = unicodedata.normalize("NFC", line.logo.strip())
    by_key["logo"] = list(_logo_path_findings(logo, line.at("logo")))
    findings = [finding for told in by_key.values() for finding in told]
    faulty = {key for key, told in by_key.items() if told}
    texts |= {key.replace("-", "_"): "" for key in faulty}
    cleaned_line = line.model_copy(update=texts)
    return (cleaned_line.marked(faulty) if faulty else cleaned_line), findings


def _labels(line: OrderLine) -> tuple[str | dict[str, str], list[Finding]]:
    """The text of the bundles' labels, one or one by language, and errors about it."""
    labels = line.label if isinstance(line.label, dict) else {"": line.label}
    tidied = {tag: tidy(text, breaks=True) for tag, text in labels.items()}
    findings: list[Finding] = []
    for tag, text in tidied.items():
        where = line.at("label", tag) if tag else line.at("label")
        findings += _text_findings(labels[tag], text, "label", LONGEST_LABEL, where)
    return (tidied if isinstance(line.label, dict) else tidied[""]), findings


def tidy(text: str, breaks: bool) -> str:
    """A text in NFC with single spaces and none around it; ``breaks`` become commas."""
    text = unicodedata.normalize("NFC", text).strip()
    if breaks:
        text = re.sub(r"\s*,?\s*[\r\n\u2028\u2029]+\s*", ", ", text)
    spaced = "".join(" " if unicodedata.category(c) == "Zs" else c for c in text)
    return re.sub(" +", " ", spaced).strip()


def _text_findings(
    original: str, text: str, key: str, longest: int, where: Where
) -> Iterator[Finding]:
    if original and not text:
        yield error("empty-text", f"'{key}' holds no words", where, f"write them, or leave '{key}'")
    if len(text) > longest:
        message = f"'{key}' has {len(text)} characters; at most {longest} are printed"
        yield error(
            "too-long", message, where, f"shorten it by {many(len(text) - longest, 'character')}"
        )
    if re.search(r"[\r\n\u2028\u2029]", text):
        message = f"'{key}' has a line break where one line is printed"
        yield error("line-break", message, where, "write it in one line")
        text = re.sub(r"[\r\n\u2028\u2029]", " ", text)
    if control := next((c for c in text if unicodedata.category(c) == "Cc"), ""):
        message = f"a control character (U+{ord(control):04X}) stands in '{key}'"
        yield error("control-character", message, where, "delete the character")
    if hidden_characters := hidden(text):
        names = ", ".join(map(described, hidden_characters))
        message = f"'{key}' has invisible characters: {names}"
        yield error("hidden-character", message, where, f"write {key} anew, letter by letter")
    if markup := _MARKUP.search(text):
        message = f"'{key}' is printed as it stands, and '{markup.group()}' looks like code"
        fix = f"write '{key}' as it is to be read, without < >, &…; and {{ }}"
        yield error("not-plain-text", message, where, fix)


def _logo_path_findings(logo: str, where: Where) -> Iterator[Finding]:
    """Errors about a logo's path: it must lead into the order file's folder or beneath it."""
    if hidden(logo) or any(unicodedata.category(c) == "Cc" for c in logo):
        message = f"'logo' has invisible characters: {visible(logo[:80])}"
        yield error("hidden-character", message, where, "name the file in plain letters")
    elif _ABSOLUTE.match(logo) or ".." in re.split(r"[/\\]", logo) or "\\" in logo:
        message = f"'{logo[:80]}' leads out of the order file's folder"
        fix = "copy the logo beside the order file, and write its path from there, with /"
        yield error("outside-the-shop", message, where, fix)
