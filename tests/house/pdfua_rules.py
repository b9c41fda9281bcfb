"""The machine rules of the PDF/UA-1 profile (ISO 14289-1:2014), and who sees to each.

``ROWS``: clause, test, what it asks in our words, and the code of our rule, or, after a dash, why
it cannot come about. docs/accessibility.md holds the same table; ``test_accessibility`` compares.
"""

NO_TABLE = "- no layout has a table"
NO_FORM = "- no form fields are written"
NO_MEDIA = "- no sound or film is written"
NO_CMAP = "- all fonts use Identity-H"
NO_SIMPLE = "- all fonts are composite"

_TEXT = f"""
5|1|the metadata names the standard|not-pdfua
5|2|the part is 1|not-pdfua
5|3|the part has the right prefix|not-pdfua
5|4|an amendment has the right prefix|- none is named
5|5|a corrigendum has the right prefix|- none is named
6.1|1|the file begins with a PDF header|not-pdfx
6.2|1|the catalogue says that the file is tagged|not-tagged
7.1|1|no decoration within tagged content|not-tagged
7.1|2|no tagged content within decoration|not-tagged
7.1|3|all content is tagged or decoration|not-tagged
7.1|4|no tag is in doubt (Suspects)|not-tagged
7.1|5|types of one's own lead to standard ones|tag-unknown
7.1|6|no circle among types|tag-unknown
7.1|7|no standard type gets another meaning|tag-unknown
7.1|8|the catalogue has metadata|not-pdfua
7.1|9|the metadata has a title|not-pdfua
7.1|10|the window shows the title|not-pdfua
7.1|11|there is a tag tree|not-tagged
7.1|12|each tag names the one it lies in|tags-lead-astray
7.2|2|bookmarks have a language|- no bookmarks are written
7.2|3|a table holds rows and groups of rows|{NO_TABLE}
7.2|4|a row lies in a table|{NO_TABLE}
7.2|5|a head of rows lies in a table|{NO_TABLE}
7.2|6|a body of rows lies in a table|{NO_TABLE}
7.2|7|a foot of rows lies in a table|{NO_TABLE}
7.2|8|a head cell lies in a row|{NO_TABLE}
7.2|9|a cell lies in a row|{NO_TABLE}
7.2|10|a row holds cells only|{NO_TABLE}
7.2|11|one head of rows at most|{NO_TABLE}
7.2|12|one foot of rows at most|{NO_TABLE}
7.2|13|a foot goes with a body|{NO_TABLE}
7.2|14|a head goes with a body|{NO_TABLE}
7.2|15|cells do not overlap|{NO_TABLE}
7.2|16|a table's caption is first or last|{NO_TABLE}
7.2|17|an item lies in a list|list-not-nested
7.2|18|a body lies in an item|list-not-nested
7.2|19|a list holds items, lists and a caption|list-not-nested
7.2|20|an item holds its sign and its body|list-not-nested
7.2|21|replaced text of a tag has a language|language-missing
7.2|22|alternative text of a tag has a language|language-missing
7.2|23|an expansion in a tag has a language|language-missing
7.2|24|an annotation's words have a language|language-missing
7.2|25|a field's name has a language|{NO_FORM}
7.2|26|an entry lies in a table of contents|- no table of contents is written
7.2|27|a table of contents holds entries only|- no table of contents is written
7.2|28|its caption comes first|- no table of contents is written
7.2|29|languages are well-formed|language-missing
7.2|30|replaced text beside content has a language|language-missing
7.2|31|alternative text beside content has a language|language-missing
7.2|32|an expansion beside content has a language|language-missing
7.2|33|the title's language is known|language-missing
7.2|34|the text's language is known|language-missing
7.2|36|a head holds rows only|{NO_TABLE}
7.2|37|a body holds rows only|{NO_TABLE}
7.2|38|a foot holds rows only|{NO_TABLE}
7.2|39|one caption at most|{NO_TABLE}
7.2|40|a list's caption comes first|- no list has a caption
7.2|41|columns span as many rows|{NO_TABLE}
7.2|42|rows span as many columns|{NO_TABLE}
7.2|43|rows span as many columns, with the cell named|{NO_TABLE}
7.3|1|a figure has an alternative or replaced text|picture-without-words
7.4.2|1|no level of heading is skipped|heading-skipped
7.4.4|1|one unnumbered heading in a tag at most|- headings are numbered
7.4.4|2|unnumbered and numbered headings are not mixed|- headings are numbered
7.4.4|3|numbered and unnumbered headings are not mixed|- headings are numbered
7.5|1|a cell is tied to its head cells|{NO_TABLE}
7.5|2|head cells that are named are there|{NO_TABLE}
7.7|1|a formula has an alternative text|picture-without-words
7.9|1|a note has an identifier|- no notes are written
7.9|2|identifiers of notes are unique|- no notes are written
7.10|1|layers have names|- no layers are written
7.10|2|layers do not switch themselves|- no layers are written
7.11|1|an embedded file has its names|- no files are embedded
7.15|1|no XFA form|not-pdfua
7.16|1|readers may open an encrypted file|not-pdfx
7.18.1|1|an annotation is in a tag|link-not-tagged
7.18.1|2|an annotation has words|link-not-tagged
7.18.1|3|a field has a name|{NO_FORM}
7.18.2|1|no trap network|- traps are left to the print shop
7.18.3|1|pages with annotations follow the tags|link-not-tagged
7.18.4|1|a field is in a tag of its kind|{NO_FORM}
7.18.4|2|such a tag holds one field|{NO_FORM}
7.18.5|1|a link is in a tag of its kind|link-not-tagged
7.18.5|2|a link has words|link-not-tagged
7.18.6.2|1|a clip says what it is|{NO_MEDIA}
7.18.6.2|2|a clip has an alternative text|{NO_MEDIA}
7.18.8|1|printer's marks are in no tag|- marks are content, as decoration
7.20|1|no content from another file|- no references to other files are written
7.20|2|a form with tagged content is shown once|- the renderer tags the page, not its forms
7.21.3.1|1|font and encoding have the same characters|{NO_CMAP}
7.21.3.2|1|an embedded font says how codes lead to glyphs|- the text layer writes it
7.21.3.3|1|an encoding is known or embedded|{NO_CMAP}
7.21.3.3|2|an encoding's direction is the same throughout|{NO_CMAP}
7.21.3.3|3|an encoding names only known ones|{NO_CMAP}
7.21.4.1|1|fonts are embedded|font-not-embedded
7.21.4.1|2|embedded fonts have all glyphs that are used|missing-glyph
7.21.4.2|1|a list of glyph names is whole|{NO_SIMPLE}
7.21.4.2|2|a list of glyphs is whole|- none is written
7.21.5|1|widths are the font's own|- the renderer measures them in the font
7.21.6|1|a plain font has a table of characters|{NO_SIMPLE}
7.21.6|2|a plain font's encoding is known|{NO_SIMPLE}
7.21.6|3|a symbol font has no encoding|{NO_SIMPLE}
7.21.6|4|a symbol font has one table of characters|{NO_SIMPLE}
7.21.7|1|each glyph stands for letters|glyph-without-text
7.21.7|2|no glyph stands for what no text may have|glyph-without-text
7.21.8|1|no missing glyph is shown|missing-glyph
"""

ROWS = [line.split("|") for line in _TEXT.strip().splitlines()]


def table() -> list[str]:
    """The rows as docs/accessibility.md has them."""
    return [
        f"| {clause} | {test} | {asks} | "
        + (answer[2:] if answer.startswith("- ") else f"`{answer}`")
        + " |"
        for clause, test, asks, answer in ROWS
    ]
