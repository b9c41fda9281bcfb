"""The direction of a line of type: where points lie as it is read, whichever way it is turned."""

Direction = tuple[float, float]  # in which glyphs advance, as a vector of length 1


def along(direction: Direction, x: float, y: float) -> float:
    """How far along its line a point of type lies: its x where the type is not turned."""
    return direction[0] * x + direction[1] * y


def across(direction: Direction, x: float, y: float) -> float:
    """How far up from line to line a point of type lies: its y where the type is not turned."""
    return direction[0] * y - direction[1] * x
