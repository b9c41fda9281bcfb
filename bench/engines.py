"""Where two builds of the catalogue set type otherwise: ``python bench/engines.py ONE OTHER``.

ONE and OTHER are two ``output`` folders, such as of two engines. A page is listed where a glyph of
it stands more than 0.05 mm from where it stands in the other build, or is another glyph, or is in
another font; how many files have other bytes is said too. It ends with 1 where a page is listed.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from printshop.preflight.reading.glyph_positions import STEP, Position, positions
from printshop.preflight.reading.read import read_pdf


def lines(glyphs: list[Position]) -> set[str]:
    """The text of each line, by font and baseline, as it lies from left to right."""
    rows: dict[tuple[str, float], list[tuple[float, str]]] = {}
    for font, text, x, y in glyphs:
        rows.setdefault((font, round(y, 1)), []).append((x, text))
    return {"".join(text for _, text in sorted(row)) for row in rows.values()}


def differences(one: Path, other: Path) -> Iterator[str]:
    """What is set otherwise in a file, page by page."""
    pages, others = read_pdf(one).pages, read_pdf(other).pages
    if len(pages) != len(others):
        yield f"page 1: one of {len(pages)}, and one of {len(others)}"
        return
    for number, pair in enumerate(zip(pages, others, strict=True), 1):
        a, b = map(positions, pair)
        if [glyph[:2] for glyph in a] == [glyph[:2] for glyph in b]:
            steps = [abs(p[n] - q[n]) for p, q in zip(a, b, strict=True) for n in (2, 3)]
            if max(steps, default=0.0) <= STEP:
                continue
            yield f"page {number}: glyphs stand up to {max(steps):.2f} mm apart"
        else:
            yield f"page {number}: {len(a)} glyphs and {len(b)}, not the same or in another order"
        yield from (f"    one:   {text}" for text in sorted(lines(a) - lines(b)))
        yield from (f"    other: {text}" for text in sorted(lines(b) - lines(a)))


def main(one: Path, other: Path) -> int:
    """Compare two folders; 0 where each page is set alike."""
    names = {p.relative_to(one) for p in one.glob("*/*/*.pdf")}
    others = {p.relative_to(other) for p in other.glob("*/*/*.pdf")}
    for name in sorted(names ^ others):
        print(f"{name}: in one of the folders only")
    unlike = [
        name
        for name in sorted(names & others)
        if (one / name).read_bytes() != (other / name).read_bytes()
    ]
    listed = 0
    for name in unlike:
        for difference in differences(one / name, other / name):
            listed += difference.startswith("page")
            print(f"{name}: {difference}" if difference.startswith("page") else difference)
    counted = f"{len(names & others)} files, {len(unlike)} with other bytes"
    print(f"{counted}, {listed} pages set otherwise")
    return int(bool(listed or names ^ others))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
