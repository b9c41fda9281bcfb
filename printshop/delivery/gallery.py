"""The gallery: ``output/index.html``, with the proofs and the state of every piece."""

from pathlib import Path

from printshop.delivery.deliver import write
from printshop.findings import Severity
from printshop.reading.yaml_file import digest
from printshop.shop.job import Outcome, Shop
from printshop.typesetting.compose import web_page

TEMPLATE = "_shared/gallery.html.j2"


def gallery(
    shop: Shop, output: Path, outcomes: list[Outcome], signed: set[tuple[str, str]]
) -> None:
    """Write the gallery of all files in ``output/``; not again where it would be the same.

    ``outcomes`` are those of all files, ``signed`` the pieces that are signed off, by language and
    stem.
    """
    refused = {(o.language, o.stem) for o in outcomes if o.state == "refused"}
    codes: dict[tuple[str, str], set[str]] = {}
    for outcome in outcomes:
        told = (f for f in outcome.findings if f.severity is not Severity.NOTE and not f.tally)
        piece = (outcome.language, outcome.stem.partition(".")[0])
        codes.setdefault(piece, set()).update(f.code for f in told)
    proofs, printed = _proofs(output), _printed(output)
    languages = []
    for tag, language in shop.languages.items():
        pieces = []
        for stem, pages in proofs.get(tag, {}).items():
            links = printed.get((tag, stem), {})
            files = [(p.title, links[name]) for name, p in shop.presses.items() if name in links]
            if files:
                entry = {
                    "stem": stem,
                    "pages": pages,
                    "files": files,
                    "told": sorted(codes.get((tag, stem), ())),
                    "upright": _upright(shop, stem),
                    "signed": (tag, stem) in signed,
                }
                pieces.append(entry)
        missing = sorted(stem for t, stem in refused if t == tag)
        languages.append({"tag": tag, "sheet": language, "pieces": pieces, "refused": missing})
    made_from = digest(
        (shop.root / "layouts" / TEMPLATE).read_bytes(),
        shop.campaign.model_dump_json(),
        *(str(languages), str(shop.palette.colours)),
    )
    path = output / "index.html"
    if path.exists() and made_from.encode() in path.read_bytes():
        return
    html = web_page(
        shop.root,
        TEMPLATE,
        campaign=shop.campaign,
        palette=shop.palette.colours,
        languages=languages,
        made_from=made_from,
    )
    write(path, html.encode())


def _proofs(output: Path) -> dict[str, dict[str, list[str]]]:
    """The places of the proofs by language and stem, page by page."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted(output.glob("proofs/*/*-[1-9].png")):
        pages = found.setdefault(path.parent.name, {}).setdefault(path.stem[:-2], [])
        pages.append("/".join(path.parts[-3:]))
    return found


def _printed(output: Path) -> dict[tuple[str, str], dict[str, list[list[str]]]]:
    """The files by language and piece, and by printing condition: each size with its place.

    The native size comes first. The folders are read once for all pieces.
    """
    found: dict[tuple[str, str], dict[str, list[list[str]]]] = {}
    for path in sorted(output.glob("*/*/*.pdf"), key=lambda p: p.stem):
        (press, tag, name), (stem, _, size) = path.parts[-3:], path.stem.partition(".")
        links = found.setdefault((tag, stem), {}).setdefault(press, [])
        links.append([size.upper() or "PDF", f"{press}/{tag}/{name}"])
    return found


def _upright(shop: Shop, stem: str) -> bool:
    """Whether a piece's pages are taller than wide: the gallery shows these side by side."""
    return any(
        layout.trim[1] > layout.trim[0]
        for name, layout in shop.layouts.items()
        if stem == name or stem.startswith(f"{name}-")
    )
