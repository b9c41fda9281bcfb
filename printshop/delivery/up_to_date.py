"""Which files are up to date: one whose inputs are those of an earlier run is not made again.

Two digests stand in each file's report. That of the inputs is taken without composing: of the words
that a layout may set, the campaign's values, the layout, the printing condition, the program and
its engines. Where it differs, the piece is composed, and the digest of what the page holds decides:
a word that another piece prints does not make this one again. Same digest, same bytes.
"""

import json
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from printshop.checks.about_inputs import about_inputs
from printshop.delivery.deliver import MadeFrom, earlier_outcome, renew
from printshop.findings import Finding, in_order, stops
from printshop.reading.yaml_file import digest
from printshop.shop import editions, sign_off
from printshop.shop.catalog import resolve
from printshop.shop.editions import edition_of, mark, to_line
from printshop.shop.file_names import named
from printshop.shop.job import Composition, Job, JobTicket, Outcome, Shop
from printshop.shop.press import Press
from printshop.shop.sign_off_reviews import since_signed
from printshop.shop.state import status
from printshop.shop.words import COMMON
from printshop.typesetting.engine import engine_digest

# Of layouts/_shared/: templates of web pages, packages and proofs for review.
SETS_NO_PIECE = ("gallery.html.j2", "package/", "report.html.j2", "review/", "watch.html.j2")


def unchanged(
    shop: Shop, ticket: JobTicket, presses: list[str], inputs: list[Finding], output: Path
) -> list[Outcome] | None:
    """The outcomes of an earlier run; None where a file of the ticket has to be made again.

    What was found in the files is that of the earlier run; what there is to say about their inputs
    is that of today, from the findings ``inputs``.
    """
    if stops(inputs):
        return None
    general = [f for f in inputs if not f.scope.press]
    job = resolve(shop, ticket)
    composition: Composition | None = None
    outcomes = []
    for press in (shop.presses[name] for name in presses):
        for size in job.sizes_for(press):
            name = named(job, size, press)
            earlier = earlier_outcome(output, name)
            if earlier is None:
                return None
            outcome, made_from_then = earlier
            inputs_now = inputs_digest(job, press, size)
            if made_from_then.inputs != inputs_now:
                composition = composition or _composed(job)
                if composition is None:
                    return None
                made_from_now = made_from(composition, press, size)
                if made_from_then.composed != made_from_now.composed:
                    return None
                with suppress(OSError):  # at worst the next run composes once more
                    renew(output, name, made_from_now)
                made_from_then = made_from_now
            known = about_inputs(shop, ticket, general, made_from_then.items)
            known += [f for f in inputs if f.scope.press == press.name]
            told = (*in_order(known), *outcome.findings)
            outcomes.append(replace(outcome, findings=told, edition=made_from_then.edition))
    return outcomes


def still_current(job: Job, reported: dict[tuple[str, str], MadeFrom]) -> set[tuple[str, str]]:
    """The files of a job whose inputs give today what they gave when they were made.

    ``reported`` has by printing condition and suffix of size what each was made from. The job is
    composed once, and only where the digest of the inputs differs; a file of which that cannot be
    known, because a profile is gone, is not current.
    """
    found: set[tuple[str, str]] = set()
    composition: Composition | None = None
    for file, then in reported.items():
        press, size = job.shop.presses[file[0]], file[1]
        with suppress(OSError):
            if then.inputs != inputs_digest(job, press, size):
                composition = composition or _composed(job)
                if composition is None:
                    return found
                if then.composed != composed_digest(composition, press, size):
                    continue
            found.add(file)
    return found


def _composed(job: Job) -> Composition | None:
    from printshop.typesetting.compose import compose  # loaded only where a digest differs

    try:
        composition, findings = compose(job)
    except Exception:  # noqa: BLE001  # a fault of ours: the job raises it again
        return None
    return None if stops(findings) else composition


def made_from(composition: Composition, press: Press, size: str) -> MadeFrom:
    """What a file is made from. Raises ``OSError`` where a profile or a font cannot be read."""
    inputs = inputs_digest(composition.job, press, size)
    composed = composed_digest(composition, press, size)
    edition, items = edition_of(composition), tuple(sorted(composition.items))
    return MadeFrom(inputs, composed, items, to_line(edition), mark(edition, press.name, size))


def inputs_digest(job: Job, press: Press, size: str) -> str:
    """The digest of all inputs of a file, whether its page prints them or not."""
    shop, ticket = job.shop, job.ticket
    return digest(
        *(ticket.layout, ticket.sector, ticket.language, *ticket.carried, size),
        _words_digest(shop, ticket.language, ticket.layout),
        *(_carried_digest(shop, tag, ticket.layout) for tag in ticket.carried),
        _sign_off_digest(shop, ticket),
        _campaign_digest(shop),
        *_other_digests(shop, ticket.layout, press),
    )


def composed_digest(composition: Composition, press: Press, size: str) -> str:
    """The digest of all that a file is made from, with its page as composed."""
    shop, layout = composition.job.shop, composition.job.layout.name
    return digest(
        composition.digest,
        *(language.no_break_after for language in composition.job.languages),  # not in the HTML
        status(composition),
        editions.mark(editions.edition_of(composition), press.name, size),
        _row_digest(shop, composition.job.ticket),
        *(f.message for f in since_signed(composition, layout_digest(shop, layout))),
        size,
        *_other_digests(shop, layout, press),
    )


def _other_digests(shop: Shop, layout: str, press: Press) -> tuple[str, ...]:
    """Digests of the inputs that are neither words nor facts."""
    return (
        layout_digest(shop, layout),
        str(shop.campaign.moment),
        press_digest(shop, press.name),
        program_digest(),
        engine_digest(),
    )


@lru_cache(maxsize=128)
def _words_digest(shop: Shop, language: str, layout: str) -> str:
    """A digest of a language, and by file of the words in it that a layout may set.

    Those are the words that all pieces share, its own (also those it borrows), and of any sector:
    each may stand in a row of sectors. The claims that they make belong to them: a sign-off covers
    these, and a file prints whether it is signed off.
    """
    copies = shop.copies[language]
    own = shop.layouts[layout].stems
    stems = [stem for stem in (COMMON, *own, *sorted(shop.sectors)) if stem in copies]
    sheets = ((stem, copies[stem]) for stem in stems)
    words = (part for stem, s in sheets for part in (stem, s.digest(), json.dumps(s.claims)))
    return digest(shop.languages[language].model_dump_json(), *words)


def _carried_digest(shop: Shop, language: str, layout: str) -> str:
    """A digest of a language, and of the words in it that a piece of many languages prints."""
    sheet = shop.copies[language].get(layout)
    words = (sheet.digest(), json.dumps(sheet.claims)) if sheet else ()
    return digest(shop.languages[language].model_dump_json(), *words)


def _sign_off_digest(shop: Shop, ticket: JobTicket) -> str:
    """A digest of what the state of a piece that somebody has signed depends on, besides words.

    That is the record, the words of its source and those compared with, and who may sign.
    """
    row, campaign = _row_digest(shop, ticket), shop.campaign
    if not row:
        return ""
    compared = (shop.compared[tag] for tag in ticket.languages if tag in shop.compared)
    return digest(
        row,
        _words_digest(shop, campaign.source_language, ticket.layout),
        *(signer.model_dump_json() for signer in campaign.signers),
        campaign.sign_off.model_dump_json(),
        *(record.model_dump_json() for record in compared),
    )


def _row_digest(shop: Shop, ticket: JobTicket) -> str:
    """A digest of a piece's sign-offs as they are written; empty where there is none."""
    records = sign_off.records(shop, ticket)
    written = [f"{tag} {entry.model_dump_json()}" for tag in records for entry in records[tag]]
    return digest(*written) if written else ""


@lru_cache(maxsize=2)
def _campaign_digest(shop: Shop) -> str:
    """A digest of the campaign's values and the sectors, without who checked facts, and when."""
    checks = {"facts": {"__all__": {"source", "checked", "checked_by", "valid_until"}}}
    campaign = shop.campaign.model_dump_json(exclude={"signers": True, "sign_off": True, **checks})
    sectors = (part for name, s in shop.sectors.items() for part in (name, s.model_dump_json()))
    return digest(campaign, *sectors)


@lru_cache(maxsize=64)
def layout_digest(shop: Shop, name: str) -> str:
    """A digest of the files of a layout, the shared ones and the fonts: 16 hex digits.

    It is without the shared templates that no piece is set with: those say nothing of its look.
    """
    shared = _folder(shop, "layouts/_shared", SETS_NO_PIECE)
    return digest(_folder(shop, f"layouts/{name}"), shared, _folder(shop, "fonts"))[:16]


def package_digest(shop: Shop) -> str:
    """A digest of the templates of job sheets and READMEs."""
    return _folder(shop, "layouts/_shared/package")


@lru_cache(maxsize=64)
def press_digest(shop: Shop, name: str) -> str:
    """A digest of a printing condition and its profile. Raises ``OSError`` without the profile."""
    press = shop.presses[name]
    folder = shop.root / "presses"
    profile = (folder / press.intent.profile).read_bytes() if press.intent else b""
    return digest((folder / f"{name}.yaml").read_bytes(), profile)


@lru_cache(maxsize=64)
def _folder(shop: Shop, name: str, without: tuple[str, ...] = ()) -> str:
    folder = shop.root / name
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    paths = [(p.relative_to(folder).as_posix(), p) for p in files]
    counted = [(path, p) for path, p in paths if not path.startswith(without)]
    return digest(*(x for path, p in counted for x in (path, p.read_bytes())))


@lru_cache
def program_digest() -> str:
    """A digest of the program's own modules, without the libraries."""
    program = Path(__file__).parents[1]
    sources = sorted(program.rglob("*.py"))
    return digest(*(p.read_bytes() for p in sources))
