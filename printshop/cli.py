"""The command: words in, an exit code out. What each verb does stands in a module of its own."""

import argparse
import sys
from pathlib import Path

from printshop import __version__
from printshop.findings import Exit

ROOT = Path(__file__).resolve().parent.parent
VERBS = {
    "build": "make press files into output/ (the default)",
    "check": "check words, facts, layouts and presses without making a file",
    "list": "show what can be made, and in which state the words are",
    "preflight": "examine PDFs as a print shop would, also such as were not made here",
    "order": "make what a print shop receives, from an order file or by an order's number",
    "sign-off": "write down that a person has read pieces (nl/leaflet) and answers for their words",
}
FILTERS = (
    ("language", "nl,fr"),
    ("piece", "leaflet,card"),
    ("sector", "horeca,general"),
    ("press", "offset"),
)


# What goes with which verbs, and what a verb has to be given.
TAKEN_BY = {
    "files": ("preflight", "sign-off", "order"),
    "html": ("preflight",),
    "verapdf": ("preflight",),
    "by": ("sign-off",),
    "proof": ("order",),
}
WANTED = {
    "preflight": "the PDFs to examine",
    "sign-off": "the pieces, such as nl/leaflet",
    "order": "one order file, or the number of an order",
}


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Run the command; the exit code is ``findings.Exit``."""
    parser = _parser()
    options = parser.parse_intermixed_args(arguments)
    if told := _misplaced(options):
        parser.error(told)
    try:
        return int(_run(options, root))
    except KeyboardInterrupt:
        said = "" if options.verb == "preflight" else "; nothing in output/ was removed"
        print(f"\ninterrupted{said}", file=sys.stderr)
        return int(Exit.INTERRUPTED)
    except BrokenPipeError:
        return int(Exit.DONE)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="generate.py",
        description="Make the print of the campaign stopmensenhandel.be.",
        epilog="exit codes: 0 done · 1 a fault of the program · 2 the inputs are wrong · 3 a text "
        "does not fit · 4 a PDF is not fit to print · 5 a tool is missing · 130 interrupted",
    )
    parser.add_argument("--version", action="version", version=f"printshop {__version__}")
    verbs = "; ".join(f"{verb}: {what}" for verb, what in VERBS.items())
    parser.add_argument(
        "verb", nargs="?", default="build", choices=VERBS, metavar="VERB", help=verbs
    )
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="of preflight: the PDFs to examine; of sign-off: the pieces, e.g. nl/leaflet; "
        "of order: an order file or number",
    )
    parser.add_argument("--by", default="", metavar="NAME", help="of sign-off: who signs")
    parser.add_argument(
        "--proof",
        action="store_true",
        help="of order: packages to look at, marked; nothing has to be signed off for them",
    )
    for name, example in FILTERS:
        parser.add_argument(
            f"--{name}",
            type=lambda text: [part.strip() for part in text.split(",") if part.strip()],
            default=[],
            metavar="NAMES",
            help=f"only these, comma-separated, e.g. {example}",
        )
    parser.add_argument(
        "--html",
        type=Path,
        metavar="REPORT",
        help="of preflight: write a report with pictures, and its JSON beside it",
    )
    parser.add_argument(
        "--verapdf",
        type=Path,
        metavar="PATH",
        help="of preflight: an installed veraPDF that checks PDF/UA-1 as well",
    )
    return parser


def _misplaced(options: argparse.Namespace) -> str:
    """What was typed and does not go with the verb."""
    verb = options.verb
    for name, verbs in TAKEN_BY.items():
        if getattr(options, name) and verb not in verbs:
            given = f"'{options.files[0]}'" if name == "files" else f"--{name}"
            return f"{given} goes with the verb {' or '.join(verbs)}, not with {verb}"
    if verb in WANTED and not options.files:
        return f"{verb} wants {WANTED[verb]}"
    if verb == "sign-off" and not options.by.strip():
        return "sign-off wants the name of the person who signs: --by NAME"
    if verb == "order" and len(options.files) > 1:
        return "order takes one order file or number at a time"
    if verb == "preflight" and len(options.press) > 1:
        return "preflight measures against one --press at a time"
    wrong = [n for n, _ in FILTERS if getattr(options, n) and (n, verb) != ("press", "preflight")]
    return f"--{wrong[0]} does not go with {verb}" if wrong and verb in WANTED else ""


def _run(options: argparse.Namespace, root: Path) -> Exit:
    # Each verb loads its own: preflight is done before the renderer's fonts would be there.
    if options.verb == "preflight":
        from printshop.commands.preflight import preflight

        press = "".join(options.press)
        files = [Path(name) for name in options.files]
        return preflight(root, files, press, options.html, options.verapdf)
    if options.verb == "sign-off":
        from datetime import UTC, datetime

        from printshop.commands.sign_off import sign

        return sign(root, options.files, options.by.strip(), datetime.now(UTC).date())
    if options.verb == "order":
        from printshop.commands.order import order

        return order(root, options.files[0], options.proof)
    from printshop.commands.build import work

    filters = {name: getattr(options, name) for name, _ in FILTERS}
    return work(options.verb, filters, root)
