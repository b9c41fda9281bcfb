"""Spot colours that stand for a step of finishing: no ink to be printed, but a place to be cut.

They are known by their names, in the languages of the trade here: Dutch, French, German, English.
ISO 19593-1 has a key for them in layers; most files have none, and only such a name.
"""

import re
import unicodedata
from functools import lru_cache

# What each stands for, as words for a finding, and the words of which a name is made.
STEPS: dict[str, str] = {
    "a die line": """
        die dieline diecut diecutting cut cutline cutting cutter cutterguide cutcontour thru
        through throughcut thrucut kiss kisscut knife contour kontur stans stanslijn stansvorm
        stansmes stanscontour stansen stanze stanzkontur stanzform stanzlinie stanzen snij
        snijlijn snijcontour snijvorm snijden schnitt schnittlinie schneiden decoupe decoupes
        tracedecoupe coupe mes messer""",
    "a crease or a fold": """
        crease creasing creaseline score scoring fold folding foldline ril rillijn rillen rilling
        rill rillung rilllinie rillinie vouw vouwlijn vouwen falz falzlinie falzen pli plis pliage
        rainage rainurage rainure""",
    "a perforation": """
        perf perfo perforation perforations perforating perforatie perforatielijn perforer
        perforieren perforationslinie""",
    "a varnish": """
        varnish varnishing uv spotuv spotvarnish vernis lak spotlak uvlak vernislak lack uvlack
        spotlack lackform lackierung laque matlak glanslak mattlack glanzlack coating""",
    "white beneath the colours": """
        white wit dekwit blanc weiss weis opaquewhite underprint whiteink unterdruck vorweiss
        witonderdruk undercoat""",
    "a foil": """
        foil foils foilstamp foilstamping hotfoil coldfoil folie foliedruk heissfolie kaltfolie
        foliepreeg dorure marquage""",
    "embossing": """
        emboss embossing deboss debossing preeg preegvorm preging pragung praegung praegen relief
        gaufrage braille""",
    "glue, or what is not printed": """
        glue glueing gluing lijm lijmlaag lijmzone kleb klebe klebeflache leim colle collage legend
        legende maatvoering dimensions bemassung noprint nonprint nonprinting""",
}
# Words that may stand beside them.
FILLERS = """
    line lines lijn lijnen ligne lignes linie linien trace der die das spot layer laag calque ebene
    form forme vorm gloss matt mat matte glans glanz selectif partiel partieel ink encre inkt farbe
    opaque guide technical technisch technique hot cold"""
SHORT = 2  # letters of articles and units, which may stand beside them too
_BESIDE = frozenset(FILLERS.split())
_KINDS = {word: kind for kind, words in STEPS.items() for word in words.split()}


@lru_cache(maxsize=256)
def finishing_step(name: str) -> str:
    """What a spot colour's name stands for in finishing, such as ``a die line``; else empty.

    Each of its words has to be one of those above: *Cut Contour* is a die line, *Contour Blue* is
    an ink.
    """
    spaced = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", name.replace("ß", "ss"))
    plain = unicodedata.normalize("NFKD", spaced)
    words = re.findall(r"[a-z]+", "".join(c for c in plain if not unicodedata.combining(c)).lower())
    if "".join(words) in _KINDS:
        return _KINDS["".join(words)]
    kinds = [_KINDS[word] for word in words if word in _KINDS]
    if not kinds or any(
        word not in _KINDS and word not in _BESIDE and len(word) > SHORT for word in words
    ):
        return ""
    return kinds[0]
