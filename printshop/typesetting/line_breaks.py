"""The same line breaks with every version of Pango.

Before 1.51, Pango lets a no-break space at the end of a text run hang over the end of a line, like
other spaces. A word that a no-break space joins to the fact after it, which is a text run of its
own, then seems to fit where it does not, and the renderer breaks after the first word of the line
instead of before the last. So where only the hanging space decides, a smaller width is given.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

NO_BREAK = "\u00a0\u202f\u2007"  # spaces at which no line may break
LESS = 0.1  # pixels: the width given is that of the text without the space, less this
WIDTH = 3  # index of the line's width in pixels in the renderer's result


@lru_cache
def install(inline: Any) -> None:
    """Patch the renderer's module ``layout.inline``, once, to count a no-break space at the end."""
    inline.split_first_line = count_no_break_spaces(inline.split_first_line)


def count_no_break_spaces(split: Callable[..., tuple[Any, ...]]) -> Callable[..., tuple[Any, ...]]:
    """The renderer's ``split_first_line``, counting no-break spaces at the end of a text run."""

    def split_counting_spaces(
        text: str, style: Any, context: Any, max_width: float | None, *args: Any, **options: Any
    ) -> tuple[Any, ...]:
        stripped = text.rstrip(NO_BREAK)
        if max_width is not None and stripped and stripped != text:
            full_width, stripped_width = (
                split(words, style, context, None, *args, **options)[WIDTH]
                for words in (text, stripped)
            )
            if stripped_width <= max_width < full_width:
                max_width = stripped_width - LESS
        return split(text, style, context, max_width, *args, **options)

    return split_counting_spaces
