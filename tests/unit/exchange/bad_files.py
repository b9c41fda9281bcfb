"""Files of translations as they went out, and parts of them to spoil."""

import io
import zipfile
from collections.abc import Callable

from printshop.exchange import docx, po, xliff
from printshop.exchange.model import Batch, Unit

UNITS = (
    Unit("card/title", "Useful numbers", "Nombres utiles", is_done=False),
    Unit("card/call", "Call {hotline}.", "", is_done=False),
)
BATCH = Batch("en", "English", "fr", "French", "ltr", UNITS)
XLIFF, PO, DOCX = xliff.write(BATCH), po.write(BATCH), docx.write(BATCH)


def document(change: Callable[[str], str], part: str = "word/document.xml", **more: bytes) -> bytes:
    """The Word file with a changed part, and with further parts."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(DOCX)) as before,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            data = before.read(name)
            if name == part:
                data = change(data.decode()).encode()
            after.writestr(name, data)
        for name, data in more.items():
            after.writestr(name.replace("__", "/"), data)
    return written.getvalue()


def answered(inside: str, text: str = "Appelez le {hotline}.") -> Callable[[str], str]:
    """A change that writes into the last cell of the last row, with ``inside`` before the text."""

    def change(xml: str) -> str:
        before, end, after = xml.rpartition("<w:p/></w:tc></w:tr>")
        assert end
        words = f"<w:p>{inside}<w:r><w:t>{text}</w:t></w:r></w:p>"
        return before + end.replace("<w:p/>", words) + after

    return change
