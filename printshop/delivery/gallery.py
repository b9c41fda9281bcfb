"""The gallery: ``output/index.html``, with the proofs and the state of every piece."""

from pathlib import Path

from printshop.delivery.deliver import proof_path, write
from printshop.findings import Severity
from printshop.shop.job import Outcome, Shop
from printshop.typesetting.compose import web_page


def gallery(
    shop: Shop, output: Path, outcomes: list[Outcome], signed: set[tuple[str, str]]
) -> None:
    """Write the gallery of all files in ``output/``, also of those that this run did not make.

    ``signed`` are the pieces that are signed off, by language and stem.
    """
    refused = {(o.language, o.stem) for o in outcomes if o.state == "refused"}
    codes = {
        (o.language, o.stem): [
            f.code for f in o.findings if f.severity is not Severity.NOTE and not f.tally
        ]
        for o in outcomes
    }
    languages = []
    for tag, language in shop.languages.items():
        pieces = []
        for first in sorted((output / "proofs" / tag).glob("*-1.png")):
            stem = first.stem.removesuffix("-1")
            pages = [
                proof_path(Path(), tag, stem, n).as_posix()
                for n in range(1, 10)
                if proof_path(output, tag, stem, n).exists()
            ]
            files = _files(shop, output, tag, stem)
            if files and "." not in stem:
                piece = {
                    "stem": stem,
                    "pages": pages,
                    "files": files,
                    "told": sorted(set(codes.get((tag, stem), []))),
                    "upright": _upright(shop, stem),
                    "signed": (tag, stem) in signed,
                }
                pieces.append(piece)
        missing = sorted(stem for t, stem in refused if t == tag)
        languages.append({"tag": tag, "sheet": language, "pieces": pieces, "refused": missing})
    html = web_page(
        shop.root,
        "_shared/gallery.html.j2",
        campaign=shop.campaign,
        palette=shop.palette.colours,
        languages=languages,
    )
    write(output / "index.html", html.encode())


def _files(shop: Shop, output: Path, tag: str, stem: str) -> list[tuple[str, list[list[str]]]]:
    """The files of a piece: each printing condition's title, with its sizes and their paths."""
    files = []
    for name, press in shop.presses.items():
        folder = output / name / tag
        pdfs = [folder / f"{stem}.pdf", *sorted(folder.glob(f"{stem}.*.pdf"))]
        links = [
            [p.stem.partition(".")[2].upper() or "PDF", p.relative_to(output).as_posix()]
            for p in pdfs
            if p.exists()
        ]
        if links:
            files.append((press.title, links))
    return files


def _upright(shop: Shop, stem: str) -> bool:
    """Whether a piece's pages are taller than wide: the gallery shows these side by side."""
    return any(
        layout.trim[1] > layout.trim[0]
        for name, layout in shop.layouts.items()
        if stem == name or stem.startswith((f"{name}-", f"{name}."))
    )
