"""Prepress: a rendering becomes a press file, PDF/X-4 (ISO 15930-7:2010), always the same bytes."""

import hashlib
import io
import zlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from printshop import __version__, slug, tags
from printshop.job import Boxes, PressFile, Rendering
from printshop.model import PT, Intent, Press

SLUG_FONT = "/Slug"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:format>application/pdf</dc:format>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Producer>{creator}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def make_press_file(rendering: Rendering, press: Press, size: str, boxes: Boxes) -> PressFile:
    """The press file of one size: boxes, slug, intent, metadata; only what the standard allows."""
    job = rendering.composition.job
    with pikepdf.open(io.BytesIO(rendering.pdf)) as pdf:
        tags.tidy(pdf, rendering, boxes)
        slug_font = slug.add_font(pdf, job.shop.root)
        for number, page in enumerate(pdf.pages, 1):
            _clean(page.obj)
            _place(pdf, page, boxes)
            page.obj.Resources.Font[SLUG_FONT] = slug_font
            text = slug.operators(
                job.shop.root, slug.line(job, press, size, number), boxes, SLUG_FONT
            )
            page.obj.Contents = pdf.make_stream(page.obj.Contents.read_bytes() + text)
        _forms_without_groups(pdf)
        _describe(pdf, rendering, press, size)
        out = io.BytesIO()
        pdf.save(
            out,
            min_version="1.6",
            force_version="1.6",
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return PressFile(job, press, size, out.getvalue(), boxes)


def _points(box: Iterable[float]) -> Array:
    return Array([round(v * PT, 4) for v in box])


def _clean(page: Dictionary) -> None:
    """Leave out what the renderer lists and nothing uses: boxes, Lab spaces, empty resources."""
    for key in ("/ArtBox", "/CropBox", "/Annots"):
        if key in page:
            del page[key]
    _clean_resources(page.Resources)


def _clean_resources(resources: Any) -> None:
    if "/ColorSpace" in resources:
        del resources["/ColorSpace"]
    for key in ("/Pattern", "/Shading", "/XObject", "/ExtGState", "/Font"):
        if key in resources and not len(resources[key]):
            del resources[key]


def _forms_without_groups(pdf: pikepdf.Pdf) -> None:
    """All artwork is opaque: its forms need no transparency group, least of all one in RGB."""
    for item in pdf.objects:
        if isinstance(item, Stream) and item.get("/Subtype") == Name.Form:
            if "/Group" in item:
                del item["/Group"]
            if "/Resources" in item:
                _clean_resources(item.Resources)


def _place(pdf: pikepdf.Pdf, page: Any, boxes: Boxes) -> None:
    """Scale and move the artwork to its place, clip it at the bleed, and set the boxes."""
    x0, y0, x1, y1 = (v * PT for v in boxes.bleed)
    dx, dy = (v * PT for v in boxes.shift)
    head = (
        f"q {x0:.4f} {y0:.4f} {x1 - x0:.4f} {y1 - y0:.4f} re W n "
        f"{boxes.scale:.6f} 0 0 {boxes.scale:.6f} {dx:.4f} {dy:.4f} cm\n"
    )
    body = page.obj.Contents.read_bytes()
    page.obj.Contents = pdf.make_stream(head.encode() + body + b"\nQ\n")
    page.obj.MediaBox = _points(boxes.media)
    page.obj.BleedBox = _points(boxes.bleed)
    page.obj.TrimBox = _points(boxes.trim)


# ── intent, metadata ─────────────────────────────────────────────────────────────────────────


def _describe(pdf: pikepdf.Pdf, rendering: Rendering, press: Press, size: str) -> None:
    job = rendering.composition.job
    if press.intent:
        pdf.Root.OutputIntents = Array([_intent(pdf, job.shop.root, press.intent)])
    title = f"{rendering.composition.title} ({job.language.name}, {job.stem(size)})"
    creator = f"printshop {__version__}"
    moment = job.shop.campaign.moment
    name = uuid5(NAMESPACE_URL, hashlib.sha256(rendering.pdf).hexdigest() + press.name + size)
    xmp = _XMP.format(
        title=escape(title),
        language=job.ticket.language,
        creator=creator,
        date=moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        document=name,
    )
    metadata = pdf.make_stream(xmp.encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = metadata
    stamp = String(moment.strftime("D:%Y%m%d%H%M%SZ"))
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(title),
            Creator=String(creator),
            Producer=String(creator),
            CreationDate=stamp,
            ModDate=stamp,
            Trapped=Name("/False"),
        )
    )


def _intent(pdf: pikepdf.Pdf, root: Path, intent: Intent) -> Dictionary:
    """The output intent with its profile (ISO 15930-7, 6.2.2 and 6.8)."""
    profile = pdf.make_stream(b"")
    profile.write(_packed_profile(root / "presses" / intent.profile), filter=Name.FlateDecode)
    profile.N = 4
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(intent.identifier),
        RegistryName=String(intent.registry),
        Info=String(intent.info),
        DestOutputProfile=profile,
    )


@lru_cache
def _packed_profile(path: Path) -> bytes:
    """The profile as it lies in the file: packed once a process, not once a job."""
    return zlib.compress(path.read_bytes(), 6)
