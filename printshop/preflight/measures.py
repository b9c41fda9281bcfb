"""Measures against limits, in words: a number never looks like the limit that it breaks."""

NAMED = ("left", "right", "upper", "lower")  # the sides of a page, in the order of a sentence
MOST_PLACES = 6  # decimals: what differs by less is not told apart by any measure here


def against(value: float, limit: float, unit: str, places: int = 0) -> tuple[str, str]:
    """A measured value and its limit as texts with their unit: ``('300.4 %', '300 %')``.

    The value has ``places`` decimals, or as many more as are needed to differ from the limit.
    """
    text = f"{value:z.{places}f}"
    while float(text) == limit != value and places < MOST_PLACES:
        places += 1
        text = f"{value:z.{places}f}"
    return f"{text} {unit}", f"{limit:g} {unit}"


def listed(names: list[str]) -> str:
    """Names as a sentence has them: 'left, right and upper'."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
