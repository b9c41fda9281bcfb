"""What still stands from an earlier run: a job whose key is the same is not made again.

The key is a digest of all that a file is made from: the composed page, styles, fonts, printing
condition, edition, program and engines. Same key, same bytes.
"""

from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from printshop.delivery.deliver import unchanged
from printshop.findings import Finding, stops
from printshop.shop import sign_off
from printshop.shop.catalog import resolve
from printshop.shop.job import Composition, JobTicket, Outcome, Shop
from printshop.shop.press import Press
from printshop.shop.yaml_file import digest
from printshop.typesetting import compose

ENGINES = ("weasyprint", "pydyf", "pikepdf", "fonttools", "pypdfium2", "zxing-cpp", "pillow")


def standing(
    shop: Shop, ticket: JobTicket, presses: list[str], inputs: list[Finding], output: Path
) -> list[Outcome] | None:
    """The outcomes of an earlier run, when no file of the ticket has to be made again."""
    if stops(inputs):
        return None
    job = resolve(shop, ticket)
    try:
        composition, findings = compose.compose(job)
    except Exception:  # noqa: BLE001  # a fault of ours: it is told when the job is made
        return None
    if composition is None or stops(findings):
        return None
    found = [
        unchanged(
            output,
            name,
            ticket.language,
            job.stem(size),
            key(composition, shop.presses[name], size),
        )
        for name in presses
        for size in job.sizes_for(shop.presses[name])
    ]
    outcomes = [o for o in found if o]
    return outcomes if len(outcomes) == len(found) else None


def key(composition: Composition, press: Press, size: str) -> str:
    """The digest of all that a file is made from."""
    shop, layout = composition.job.shop, composition.job.layout.name
    looks = layout_digest(shop, layout)
    return digest(
        composition.html,
        sign_off.status(composition),
        *(finding.message for finding in sign_off.state(composition, looks)),
        size,
        looks,
        str(shop.campaign.moment),
        press_digest(shop, press.name),
        program_digest(),
    )


@lru_cache(maxsize=64)
def layout_digest(shop: Shop, name: str) -> str:
    """A digest of what every piece of a layout is made from, its words aside."""
    folders = (f"layouts/{name}", "layouts/_shared", "fonts")
    return digest(*(_folder(shop, f) for f in folders))[:16]


@lru_cache(maxsize=64)
def press_digest(shop: Shop, name: str) -> str:
    """A digest of a printing condition and its profile."""
    press = shop.presses[name]
    folder = shop.root / "presses"
    profile = (folder / press.intent.profile).read_bytes() if press.intent else b""
    return digest((folder / f"{name}.yaml").read_bytes(), profile)


@lru_cache(maxsize=64)
def _folder(shop: Shop, name: str) -> str:
    folder = shop.root / name
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return digest(*(x for p in files for x in (p.relative_to(folder).as_posix(), p.read_bytes())))


@lru_cache
def program_digest() -> str:
    """A digest of the program and its engines."""
    here = Path(__file__).parents[1]
    sources = sorted(here.rglob("*.py"))
    engines = [f"{name} {version(name)}" for name in ENGINES]
    return digest(*(p.read_bytes() for p in sources), *engines)
