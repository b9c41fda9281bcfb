"""Metadata of a finished file, the same in XMP and Info, and its output intent."""

import hashlib
import zlib
from functools import lru_cache
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from printshop import __version__
from printshop.shop.carried import names
from printshop.shop.job import Composition, Rendering
from printshop.shop.press import Intent, Press
from printshop.shop.state import state

CREATOR = f"printshop {__version__}"

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
{standards}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

_X4 = "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n"
_UA = "<pdfuaid:part>1</pdfuaid:part>\n"
# By standard of a condition, the conformance claims: a press file makes both (ISO 15930-7, 6.7;
# ISO 14289-1, 5).
CLAIMS = {"pdf/x-4": _X4 + _UA, "pdf/ua-1": _UA, "sheet": ""}


def describe(pdf: pikepdf.Pdf, rendering: Rendering, press: Press, size: str) -> None:
    """Write output intent, XMP and Info, in place.

    Dates are those of the campaign's edition and the identifier is a digest of the content, so that
    the same input gives the same bytes.
    """
    if press.intent:
        root = rendering.composition.job.shop.root
        pdf.Root.OutputIntents = Array([_intent(pdf, root, press.intent)])
    content = hashlib.sha256(rendering.pdf).hexdigest() + press.name + size
    xmp, info = xmp_and_info(rendering.composition, press, size, content)
    metadata = pdf.make_stream(xmp)
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = metadata
    pdf.trailer.Info = pdf.make_indirect(info)


def xmp_and_info(
    composition: Composition, press: Press, size: str, identity: str, partner: str = ""
) -> tuple[bytes, Dictionary]:
    """The XMP packet and the Info dictionary of a file; its identifier is a digest of ``identity``.

    A ``partner`` is named in the title.
    """
    job = composition.job
    # A file without a slug has its status in the title instead.
    mark = "" if press.slug or state(composition).is_signed else ", draft"
    title = f"{composition.title} ({names(job)}, {job.stem(size)}{mark})"
    title += f" – {partner}" if partner else ""
    edition_date = job.shop.campaign.moment
    xmp = _XMP.format(
        title=escape(title),
        language=job.ticket.language,
        creator=CREATOR,
        date=edition_date.strftime("%Y-%m-%dT%H:%M:%SZ"),
        document=uuid5(NAMESPACE_URL, identity),
        standards=CLAIMS[press.standard],
    )
    pdf_date = String(edition_date.strftime("D:%Y%m%d%H%M%SZ"))
    info = Dictionary(
        Title=String(title),
        Creator=String(CREATOR),
        Producer=String(CREATOR),
        CreationDate=pdf_date,
        ModDate=pdf_date,
        Trapped=Name("/False"),
    )
    return xmp.encode(), info


def _intent(pdf: pikepdf.Pdf, root: Path, intent: Intent) -> Dictionary:
    """The output intent with its profile (ISO 15930-7, 6.2.2 and 6.8)."""
    profile = pdf.make_stream(b"")
    profile.write(_compressed_profile(root / "presses" / intent.profile), filter=Name.FlateDecode)
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
def _compressed_profile(path: Path) -> bytes:
    """The profile, compressed for the file once a process, not once a job."""
    return zlib.compress(path.read_bytes(), 6)
