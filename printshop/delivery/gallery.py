"""The gallery: ``output/index.html``, a picture of every piece with its state."""

from pathlib import Path

from printshop.delivery.deliver import proof_path, write
from printshop.findings import Severity
from printshop.shop.job import Outcome, Shop
from printshop.typesetting.compose import web_page


def gallery(
    shop: Shop, output: Path, outcomes: list[Outcome], signed: set[tuple[str, str]]
) -> None:
    """Write the gallery over all that lies in ``output/``, also what this run did not touch.

    ``signed`` are the pieces that are signed off, by language and stem.
    """
    refused = {(o.language, o.stem) for o in outcomes if o.state == "refused"}
    weights = {
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
                told = sorted(set(weights.get((tag, stem), [])))
                piece = {"stem": stem, "pages": pages, "files": files, "told": told}
                seen = {"upright": _upright(shop, stem), "signed": (tag, stem) in signed}
                pieces.append({**piece, **seen})
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
    """The files of a piece: for each printing condition its title, and sizes with their places."""
    found = []
    for name, press in shop.presses.items():
        folder = output / name / tag
        sizes = [folder / f"{stem}.pdf", *sorted(folder.glob(f"{stem}.*.pdf"))]
        links = [
            [p.stem.partition(".")[2].upper() or "PDF", p.relative_to(output).as_posix()]
            for p in sizes
            if p.exists()
        ]
        if links:
            found.append((press.title, links))
    return found


def _upright(shop: Shop, stem: str) -> bool:
    """Whether a piece's pages are taller than wide: then they are shown side by side."""
    return any(
        layout.trim[1] > layout.trim[0]
        for name, layout in shop.layouts.items()
        if stem == name or stem.startswith((f"{name}-", f"{name}."))
    )
