"""Lines by hand: a text that has them set in one line, and one without them set in several.

Both work on the HTML of a text, in every script: where words have no spaces between them none comes
in, and a sentence ends at the full stop of its own script.
"""

import re
from typing import Literal

from printshop.reading.characters import FULL_WIDTH_ENDS, SENTENCE_ENDS, UNSPACED

BREAK = "<br>"
After = Literal["sentence", "colon"]

# What ends a part with a space behind it, and what needs none. The last of all breaks nothing.
_ENDS = {"sentence": (SENTENCE_ENDS, FULL_WIDTH_ENDS), "colon": (":፦", "：")}
_BREAKS = {
    after: re.compile(rf"(?<=[{re.escape(spaced)}])\s+(?=\S)|(?<=[{full}])(?=[^\s<])")
    for after, (spaced, full) in _ENDS.items()
}


def joined(html: str, script: str) -> str:
    """A text in one line: its breaks become spaces, or nothing in a script without spaces.

    ``script``: a code of ISO 15924.
    """
    return html.replace(BREAK, "" if script in UNSPACED else " ")


def broken(html: str, after: After) -> str:
    """A text with a line break after each sentence, or after each colon, but the last."""
    return _BREAKS[after].sub("\n", html)
