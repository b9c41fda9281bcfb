"""Verbs about translations and sign-offs."""

from pathlib import Path

import click

from printshop.cli import completion
from printshop.cli.grammar import verb
from printshop.cli.options import person
from printshop.findings import Exit
from printshop.shop import names


@verb(
    "fresh",
    example="fresh fr,ar,de/flyer rights",
    required={"typed": "the files, each with its language: fr/flyer"},
)
@click.argument(
    "typed",
    nargs=-1,
    required=True,
    metavar="LANGUAGES/FILE… [TEXT…]",
    shell_complete=completion.each_once(names.translations),
)
@click.pass_obj
def _fresh(root: Path, typed: tuple[str, ...]) -> Exit:
    """Write down that translations (fr/flyer) were compared with their source and say the same.

    Without a text all texts of the file; with texts (rights, or signs[3]) only these.
    """
    from printshop.commands.fresh import fresh

    words = " ".join(typed).replace(", ", ",").split()  # 'fr, de/flyer' is meant as one
    targets = [name for name in words if "/" in name]
    for name in targets:
        tags, _, stem = name.removeprefix("content/").partition("/")
        if not tags.strip(", ") or not stem.strip("/ "):
            raise click.UsageError(f"'{name}' has to be a language and a file, such as fr/flyer")
    texts = [name for name in words if "/" not in name]
    if not targets:
        raise click.UsageError(f"'{' '.join(texts)}' names no file: type it as fr/flyer")
    return fresh(root, targets, texts)


@verb(
    "sign-off",
    example='sign-off nl/leaflet nl/card --by "Full Name" --as campaign',
    required={
        "pieces": "the pieces, each with its language",
        "by": "the name of the person who signs: --by NAME",
    },
)
@click.argument(
    "pieces", nargs=-1, required=True, shell_complete=completion.each_once(names.pieces_by_language)
)
@click.option(
    "--by",
    required=True,
    metavar="NAME",
    callback=person,
    help="Who signs: a name under signers in content/campaign.yaml.",
)
@click.option(
    "--as",
    "role",
    default="",
    metavar="ROLE",
    shell_complete=completion.among(names.roles),
    help="In which role, such as translator; needed by a person with several.",
)
@click.option("--withdraw", is_flag=True, help="Take the sign-off back; say why with --reason.")
@click.option("--reason", default="", metavar="TEXT", help="Why it is withdrawn, in one line.")
@click.pass_obj
def _sign_off(
    root: Path, pieces: tuple[str, ...], by: str, role: str, withdraw: bool, reason: str
) -> Exit:
    """Write down that a person has read pieces (nl/leaflet) and answers for their words."""
    from datetime import UTC, datetime

    from printshop.commands import sign_off

    today, reason = datetime.now(UTC).date(), " ".join(reason.split())
    if withdraw != bool(reason):
        raise click.UsageError(
            "--reason goes with --withdraw"
            if reason
            else 'say why it is withdrawn: --withdraw --reason "…"'
        )
    if withdraw:
        return sign_off.withdraw(root, pieces, by, reason, today)
    return sign_off.sign(root, pieces, by, role, today)


VERBS = (
    _fresh,
    _sign_off,
)
