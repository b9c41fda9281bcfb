"""The gallery: ``output/index.html``, with the proofs and the state of every piece."""

from pathlib import Path

from printshop.delivery.deliver import pdf_path, proof_path, write
from printshop.findings import Severity
from printshop.reading.yaml_file import digest
from printshop.shop.catalog import resolve, tickets
from printshop.shop.file_names import named
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
    proofs, printed = _shown(shop, output)
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


Pictures = dict[str, dict[str, list[str]]]  # places of the proofs, by language and stem
Links = dict[tuple[str, str], dict[str, list[list[str]]]]  # by language and stem, by condition


def _shown(shop: Shop, output: Path) -> tuple[Pictures, Links]:
    """What lies in the folder of every piece: pictures of its pages, and its files.

    A file has its size and its place; the native size comes first.
    """
    paths = [*output.glob("*/*/*.pdf"), *output.glob("proofs/*/*.png")]
    there = {path.relative_to(output).as_posix() for path in paths}
    pictures: Pictures = {}
    links: Links = {}
    for ticket in tickets(shop):
        job = resolve(shop, ticket)
        for press in shop.presses.values():
            for size in job.sizes_for(press):
                name = named(job, size, press)
                place = pdf_path(Path(), name).as_posix()
                if place in there:
                    of_piece = links.setdefault((ticket.language, ticket.stem), {})
                    of_piece.setdefault(press.name, []).append([size.upper() or "PDF", place])
                pages = range(1, len(job.layout.pages) + 1)
                places = (proof_path(Path(), name, page).as_posix() for page in pages)
                if found := [picture for picture in places if picture in there]:
                    pictures.setdefault(ticket.language, {}).setdefault(ticket.stem, found)
    return pictures, links


def _upright(shop: Shop, stem: str) -> bool:
    """Whether a piece's pages are taller than wide: the gallery shows these side by side."""
    return any(
        layout.trim[1] > layout.trim[0]
        for name, layout in shop.layouts.items()
        if stem == name or stem.startswith(f"{name}-")
    )
