"""Pictures of panels, and where each text of copy stands on the page.

A panel is a page, or the part of one between folds. Lengths are in mm from the trim's upper left
corner as seen, also where a page is read from right to left.
"""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from PIL import Image

from printshop.pdf.geometry import Extent, union
from printshop.prepress import impose
from printshop.prepress.press_file import ink_artwork, place_artwork
from printshop.proofing import place_numbers
from printshop.proofing.rasterise import rasterise_boxes
from printshop.shop import panels
from printshop.shop.job import Job, PressFile, Rendering
from printshop.shop.press import Press
from printshop.shop.units import PT
from printshop.typesetting.compose import compose
from printshop.typesetting.glyph_ink import PX
from printshop.typesetting.segment_marks import MarkingApi, SegmentRef, owners

MM_PER_INCH = 25.4
DISC = 4.0  # mm
SLUG = 10.0  # mm: the line of a draft stands there, and not on the page
NONE: Mapping[str, int] = {}


@dataclass(frozen=True)
class SegmentPlace:
    """Where a segment stands: on which page, from 1, in which frame, and the boxes of its lines.

    A segment has a place for each frame that sets it, and for each strip. ``panel`` counts the
    panels of the page from 0, in reading order; ``rtl`` says that it is read from right to left.
    """

    ref: SegmentRef
    page: int
    panel: int
    frame: str
    lines: tuple[Extent, ...]
    rtl: bool

    @property
    def identifier(self) -> str:
        """What its segment is called in files that go out, such as ``flyer/signs[3]``."""
        return self.ref.identifier

    @property
    def box(self) -> Extent:
        """The box around all its lines."""
        return union(self.lines)


@dataclass(frozen=True)
class Panel:
    """A page, from 1, or a part of it: which, from 0 in reading order, its left and right edge."""

    page: int
    number: int
    x0: float
    x1: float


def panels_of(job: Job) -> tuple[Panel, ...]:
    """The panels of a piece, page by page in reading order, also those without a text."""
    width, mirrored = job.layout.trim[0], job.language.direction == "rtl"
    return tuple(
        Panel(page, n, *((width - end, width - start) if mirrored else (start, end)))
        for page, side in enumerate(job.layout.pages, 1)
        for n, (start, end) in enumerate(panels.panels(job.layout, side))
    )


def segment_places(rendering: Rendering) -> tuple[SegmentPlace, ...]:
    """Where the segments of a piece stand, in reading order.

    What has no place on the page, such as the title of the file, is not among them.
    """
    job = rendering.composition.job
    api = MarkingApi(job)
    marked, _ = compose(job, api)
    if marked is None:
        return ()
    owner = {name: owners(markup) for name, markup in marked.frames.items()}
    lines: dict[tuple[int, str, int, int], list[Extent]] = {}
    copies: dict[str, tuple[int, int]] = {}  # by frame: the copy, and its last character
    for text in rendering.texts:
        copy, last = copies.get(text.frame, (0, -1))
        copy += text.characters[0] < last and job.layout.frames[text.frame].strips
        copies[text.frame] = copy, text.characters[-1]
        box = Extent(*(side / PX - job.layout.bleed for side in text.box))
        for number in dict.fromkeys(owner[text.frame][n] for n in text.characters):
            if number is not None:
                lines.setdefault((text.page, text.frame, copy, number), []).append(box)
    found = panels_of(job)
    return tuple(
        _place(job, found, api.refs[number], page + 1, frame, tuple(boxes))
        for (page, frame, _, number), boxes in lines.items()
    )


def _place(
    job: Job,
    found: tuple[Panel, ...],
    ref: SegmentRef,
    page: int,
    frame: str,
    lines: tuple[Extent, ...],
) -> SegmentPlace:
    middle = (lines[0].x0 + lines[0].x1) / 2
    of_page = [panel for panel in found if panel.page == page]
    nearest = min(of_page, key=lambda panel: max(panel.x0 - middle, middle - panel.x1))
    rtl = job.shop.languages[ref.language].direction == "rtl"
    return SegmentPlace(ref, page, nearest.number, frame, lines, rtl)


def numbered(places: Iterable[SegmentPlace], language: str) -> dict[str, int]:
    """The numbers of a language's segments by identifier, from 1 in the order of their places."""
    names = dict.fromkeys(p.identifier for p in places if p.ref.language == language)
    return {name: number for number, name in enumerate(names, 1)}


@dataclass(frozen=True, eq=False)
class PanelPictures:
    """The pictures of a rendering under a printing condition, whose colours they have.

    A condition with sheets is shown by the page, too.
    """

    rendering: Rendering
    press: Press
    _pages: dict[float, tuple[Image.Image, ...]] = field(default_factory=dict)

    @cached_property
    def places(self) -> tuple[SegmentPlace, ...]:
        """Where the segments stand."""
        return segment_places(self.rendering)

    @cached_property
    def file(self) -> PressFile:
        """The piece at its native size, without bleed."""
        flat = {"standard": "pdf/ua-1", "bleed": 0.0, "large": None, "slug": SLUG, "marks": ()}
        press = self.press.model_copy(
            update={**flat, "intent": None, "contour": "", "links": False}
        )
        boxes = impose.boxes(self.rendering.composition.job.layout, "", press)
        return place_artwork(replace(ink_artwork(self.rendering, press), press=press), "", boxes)

    def png(
        self, panel: Panel, dpi: float, numbers: Mapping[str, int] = NONE, disc: float = DISC
    ) -> bytes:
        """A panel as a PNG, trimmed to it.

        With ``numbers``, by the identifiers of segments, each place of one has its number in a disc
        of ``disc`` mm at the edge where its text begins. The picture is then wider by a white
        margin of ``place_numbers.margin(disc)`` mm on both sides, for discs that have no room
        beside their text.
        """
        image = self._image(panel, dpi)
        if numbers:
            marks, texts = self._marks(panel, numbers)
            image = place_numbers.draw(image, dpi / MM_PER_INCH, marks, texts, disc)
        # Flat colours: a palette halves the size, and nobody sees the difference.
        small = image.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        out = io.BytesIO()
        small.save(out, "PNG", compress_level=6)
        return out.getvalue()

    def _image(self, panel: Panel, dpi: float) -> Image.Image:
        if dpi not in self._pages:
            trim = tuple(mm * PT for mm in self.file.boxes.trim)
            pages = len(self.rendering.composition.job.layout.pages)
            self._pages[dpi] = rasterise_boxes(self.file.pdf, [trim] * pages, dpi)
        page = self._pages[dpi][panel.page - 1]
        edges = [round(x * dpi / MM_PER_INCH) for x in (panel.x0, panel.x1)]
        return page.crop((edges[0], 0, min(edges[1], page.width), page.height))

    def _marks(
        self, panel: Panel, numbers: Mapping[str, int]
    ) -> tuple[list[place_numbers.Mark], list[Extent]]:
        """The numbered texts of a panel, and the boxes of all; from the panel's corner."""
        marks = [
            place_numbers.Mark(numbers[p.identifier], p.lines[0].shifted(-panel.x0, 0), p.rtl)
            for p in self.places
            if (p.page, p.panel) == (panel.page, panel.number) and p.identifier in numbers
        ]
        bleed = self.rendering.composition.job.layout.bleed
        boxes = (
            Extent(*(side / PX - bleed for side in text.box)).shifted(-panel.x0, 0)
            for text in self.rendering.texts
            if text.page == panel.page - 1
        )
        return marks, list(boxes)
