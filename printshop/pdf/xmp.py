"""XMP metadata of a PDF (ISO 16684-1): properties by namespace, whatever prefix a file uses."""

from xml.parsers import expat

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = "http://www.w3.org/XML/1998/namespace"
PREFIXES = {  # by namespace, as standards write them; a file may use others, such as xap
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
}
DEEPEST = 64  # elements within elements
_PROPERTY = 3  # depth of a property's element: RDF, Description, property
_LANGUAGE = f"{XML} lang"


class _Malformed(ValueError):
    """XML that no XMP needs: entity declarations, or more than ``DEEPEST`` nested elements."""


def properties(packet: str) -> dict[str, str]:
    """The properties of an XMP packet as text, by names such as ``xmp:CreateDate``.

    They are elements or attributes of rdf:Description. Of a language alternative the x-default item
    is returned, or the first. Empty where the packet is not well-formed. Nothing is fetched and no
    entity is expanded; the time is linear in the packet's length.
    """
    reader = _Reader()
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = _refuse
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        parser.Parse(packet.strip("\ufeff\0 \t\r\n").encode("utf-8", "replace"), True)
    except (expat.ExpatError, _Malformed):
        return {}
    return reader.properties


def _refuse(*declaration: object) -> None:
    raise _Malformed


def _name(qualified: str) -> str:
    """A name with the prefix of ``PREFIXES``; empty for another namespace."""
    namespace, _, local = qualified.rpartition(" ")
    prefix = PREFIXES.get(namespace)
    return f"{prefix}:{local}" if prefix else ""


class _Reader:
    """The handlers of the XML parser; they collect the properties."""

    def __init__(self) -> None:
        self.properties: dict[str, str] = {}
        self.depth = 0  # within the element RDF; 0 outside
        self.property = ""
        self.words: list[str] = []
        self.values: list[tuple[str, str]] = []  # of a list's items: language and value

    def start(self, qualified: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if not self.depth and qualified != f"{RDF} RDF":
            return
        self.depth += 1
        if self.depth > DEEPEST:
            raise _Malformed
        if self.depth == _PROPERTY - 1:
            for name, value in attributes.items():
                if known := _name(name):
                    self.properties.setdefault(known, value.strip())
        elif self.depth == _PROPERTY:
            self.property, self.words, self.values = _name(qualified), [], []
        elif qualified == f"{RDF} li" and self.depth == _PROPERTY + 2:
            self.values.append((attributes.get(_LANGUAGE, ""), ""))
            self.words = []

    def text(self, words: str) -> None:
        """Text within an element."""
        if self.depth >= _PROPERTY:
            self.words.append(words)

    def end(self, qualified: str) -> None:
        """An element ends."""
        if not self.depth:
            return
        if qualified == f"{RDF} li" and self.depth == _PROPERTY + 2:
            language, _ = self.values[-1]
            self.values[-1] = language, "".join(self.words).strip()
        elif self.depth == _PROPERTY and self.property:
            value = "".join(self.words).strip()
            if self.values:
                defaults = [v for language, v in self.values if language == "x-default"]
                value = (defaults or [self.values[0][1]])[0]
            self.properties.setdefault(self.property, value)
        self.depth -= 1
