"""Line breaks: the same ones with every Pango.

Before 1.51, Pango lets a no-break space at the end of a text hang over the end of a line, as it
does with other spaces. A word that is tied to the fact after it, which is a text of its own, then
seems to fit where it does not, and the renderer breaks after the first word of the line instead of
before the last. So where only the hanging space decides, less room is given: then it does not.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

NO_BREAK = "\u00a0\u202f\u2007"  # spaces at which no line may break
LESS = 0.1  # pixels by which the room is less than what stands before the space
WIDTH = 3  # where the renderer's answer holds the width of the line, in pixels


@lru_cache
def install(inline: Any) -> None:
    """Make the renderer (its module ``layout.inline``) count a no-break space at the end; once."""
    inline.split_first_line = counting(inline.split_first_line)


def counting(split: Callable[..., tuple[Any, ...]]) -> Callable[..., tuple[Any, ...]]:
    """The renderer's ``split_first_line``, with no-break spaces counted at the end of a text."""

    def counted(
        text: str, style: Any, context: Any, room: float | None, *args: Any, **options: Any
    ) -> tuple[Any, ...]:
        bare = text.rstrip(NO_BREAK)
        if room is not None and bare and bare != text:
            whole, before = (
                split(words, style, context, None, *args, **options)[WIDTH]
                for words in (text, bare)
            )
            if before <= room < whole:
                room = before - LESS
        return split(text, style, context, room, *args, **options)

    return counted
