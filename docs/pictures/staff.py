"""The pictures of the guide for staff: pages of a small copy of the shop in which somebody signs.

Pages in the browser need Chromium, and the page in Word needs LibreOffice.
"""

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from PIL import Image

from printshop.cli.program import main
from printshop.proofing.rasterise import rasterise
from tests.house.rooms import ROOT
from tests.house.staff_shop import lay_out, replace

GALLERY = "staff-gallery"
NAMES = ("staff-watch", "staff-docx", "staff-proof", "staff-changes", GALLERY)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
WRITER = shutil.which("soffice")
WIDTH = 1100  # pixels of a picture
DPI = 200  # of pages, before they are made as wide
SIGNER = "\nsigners:\n  - {name: Full Name, roles: [campaign, lawyer], languages: all}\n"
TOO_LONG = ("notes: Notities", "notes: " + " ".join(["Notities"] * 12))
WATCH = (
    "import sys; from pathlib import Path; from printshop.cli.program import main;"
    "sys.exit(main(['watch', 'nl/card'], Path(sys.argv[1])))"
)


def missing() -> list[str]:
    """What these pictures need and this machine has not."""
    built = (ROOT / "output/index.html").exists()
    needed = {"Chromium": CHROMIUM, "LibreOffice (soffice)": WRITER, "output/index.html": built}
    return [name for name, there in needed.items() if not there]


def pictures(folder: Path) -> dict[str, Image.Image]:
    """The pictures by name; the shop is copied into ``folder``."""
    root = lay_out(folder / "shop")
    made = {GALLERY: page(ROOT / "output/index.html", 760)}
    replace(root / "content/campaign.yaml", "\nsigners: []\n", SIGNER)
    for role in ("campaign", "lawyer"):
        run(root, "sign-off", "nl/card", "--by", "Full Name", "--as", role)
    run(root, "proof", "fr/card")
    made["staff-proof"] = sheet(next((root / "output/review/fr").glob("*.pdf")), 2)
    run(root, "translate", "export", "--language", "ro", "--format", "docx", "--piece", "card")
    made["staff-docx"] = sheet(as_pdf(next((root / "output/translation/ro").glob("*.docx"))))
    replace(root / "content/nl/card.yaml", "cover: Nuttige nummers", "cover: Goede nummers")
    run(root, "changes", "nl/card")
    made["staff-changes"] = page(next((root / "output/review/nl").glob("*.html")), 700)
    made["staff-watch"] = watch(root)
    return made


def run(root: Path, *typed: str) -> None:
    """Run the command; the pictures are of nothing else."""
    code = main(list(typed), root)
    if code:
        raise SystemExit(code)


def sheet(path: Path, number: int = 1) -> Image.Image:
    """A page of a PDF, its upper two thirds."""
    image = rasterise(path.read_bytes(), DPI)[number - 1].image.convert("RGB")
    image = image.resize(
        (WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS
    )
    return image.crop((0, 0, WIDTH, min(image.height, 1000)))


def as_pdf(path: Path) -> Path:
    """A document of Word, as LibreOffice sets it."""
    assert WRITER
    home = f"-env:UserInstallation={(path.parent / 'writer').as_uri()}"
    subprocess.run(
        [WRITER, home, "--headless", "--convert-to", "pdf", "--outdir", path.parent, path],
        check=True,
        capture_output=True,
    )
    return path.with_suffix(".pdf")


@contextmanager
def browser(height: int) -> Iterator[Callable[..., Image.Image]]:
    """A browser: a function from an address to the picture of its first screen."""
    from playwright.sync_api import sync_playwright

    with ExitStack() as stack:
        play = stack.enter_context(sync_playwright())
        opened = play.chromium.launch(executable_path=CHROMIUM)
        stack.callback(opened.close)
        tab = opened.new_page(viewport={"width": WIDTH, "height": height})

        def shown(address: str, until: str = "") -> Image.Image:
            tab.goto(address, wait_until="load")
            if until:
                tab.get_by_text(until).first.wait_for()
            return Image.open(io.BytesIO(tab.screenshot())).convert("RGB")

        yield shown


def page(path: Path, height: int) -> Image.Image:
    """The first screen of a page in a file."""
    with browser(height) as shown:
        return shown(path.as_uri())


def watch(root: Path) -> Image.Image:
    """The page of ``watch``, with a finding."""
    with (
        subprocess.Popen(
            [sys.executable, "-c", WATCH, root], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as child,
        browser(640) as shown,
    ):
        assert child.stdout
        try:
            address = ""
            for line in child.stdout:
                if found := re.search(r"open (\S+) in a browser", line):
                    address = found[1]
                elif line.startswith("nl/card: shown"):
                    replace(root / "content/nl/card.yaml", *TOO_LONG)
                elif line.startswith("nl/card: stopped"):
                    break
            return shown(address, "overset")
        finally:
            child.terminate()
