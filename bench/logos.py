"""How far SVG logos are from a browser's pictures: ``python bench/logos.py [--write] [FILE …]``.

The logos are those of the tests, or files. Each is drawn as for a partner, and by Chromium where it
is installed; printed are the share of pixels that differ, or why it is refused, and CPU seconds.
``--write`` makes the picture anew with which the tests compare.
"""

import argparse
import base64
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.chromium import PROGRAMS
from printshop.findings import Where
from printshop.partners.logo_child.draw import draw, load
from printshop.partners.logo_child.svg import clean
from printshop.proofing.rasterise import rasterise_boxes
from tests.unit.partners.logo_child.drawings import (
    COLUMNS,
    DRAWINGS,
    MOST,
    REFERENCE,
    TILE,
    Pixels,
    differing,
    tile,
)

SIDE = 600  # pixels, to compare; the tests do with less
AT_ONCE = 20  # pictures on a page of the browser


def browser_pictures(drawings: list[bytes], side: int, folder: Path) -> list[Pixels]:
    """A browser's pictures of SVGs, each from the upper left of a square."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        sys.exit("Chromium is not installed")
    found: list[Pixels] = []
    for first in range(0, len(drawings), AT_ONCE):
        some = drawings[first : first + AT_ONCE]
        addresses = [f"data:image/svg+xml;base64,{base64.b64encode(s).decode()}" for s in some]
        images = "".join(
            f'<div style="height:{side}px;overflow:hidden"><img style="width:{side}px" src="{a}">'
            "</div>"
            for a in addresses
        )
        (folder / "page.html").write_text(f'<body style="margin:0">{images}')
        window = f"--window-size={side},{side * len(some)}"
        shot = folder / "page.png"
        command = [program, "--headless", "--no-sandbox", "--hide-scrollbars", window]
        subprocess.run(
            [*command, f"--screenshot={shot}", str(folder / "page.html")],
            check=True,
            capture_output=True,
        )
        with Image.open(shot) as page:
            pixels = np.asarray(page.convert("RGB"))
        found += [pixels[n * side : (n + 1) * side] for n in range(len(some))]
    return found


def our_picture(svg: bytes, side: int, folder: Path) -> Pixels | str:
    """Our picture of an SVG, or why it is refused."""
    cleaned, size, findings = clean(svg, Where("logo.svg"))
    if findings:
        return "; ".join(f"{f.code}: {f.message}" for f in findings)
    pdf = draw(folder, cleaned, size)
    picture = np.asarray(rasterise_boxes(pdf, [(0, 0, *size)], 71.999999 * side / size[0])[0])
    square = np.full((side, side, 3), 255, np.uint8)
    rows = min(side, picture.shape[0])
    square[:rows] = picture[:rows, :side]
    return square


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    drawings = {path.name: path.read_bytes() for path in arguments.files}
    drawings = drawings or {name: text.encode() for name, text in DRAWINGS.items()}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if arguments.write:
            rows = -(-len(DRAWINGS) // COLUMNS)
            sheet = Image.new("RGB", (COLUMNS * TILE, rows * TILE), "white")
            for n, picture in enumerate(browser_pictures(list(drawings.values()), TILE, folder)):
                sheet.paste(Image.fromarray(picture), tile(n)[:2])
            sheet.save(REFERENCE, optimize=True)
        theirs = browser_pictures(list(drawings.values()), SIDE, folder)
        empty = folder / "empty"
        empty.mkdir()
        load(empty)
        for (name, svg), reference in zip(drawings.items(), theirs, strict=True):
            started = time.process_time()
            ours = our_picture(svg, SIDE, empty)
            seconds = time.process_time() - started
            if isinstance(ours, str):
                print(f"{name:36} refused  {ours}")
                continue
            share = differing(ours, reference)
            print(f"{name:36} {100 * share:6.2f} %  {seconds:.3f} s{'  !' * (share > MOST)}")


if __name__ == "__main__":
    main()
