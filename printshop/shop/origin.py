"""Where a value was written: its file, the line of each of its keys, and how keys are called."""

from dataclasses import dataclass, field

from printshop.findings import Finding, Where, error

Key = tuple[str | int, ...]  # the names and the places in lists that lead to a value


@dataclass(frozen=True)
class Origin:
    """Where a sheet was read: its path relative to the shop and the line of each key."""

    path: str = ""
    lines: dict[Key, int] = field(default_factory=dict)
    above: Key = ()  # the keys above a sheet that lies within another

    def at(self, *key: str | int) -> Where:
        """The place of a key, or of the nearest key above it that was written."""
        spot = full = (*self.above, *key)
        while spot and spot not in self.lines:
            spot = spot[:-1]
        return Where(self.path, self.lines.get(spot, 1), name_of(full))

    def missing(self, *key: str | int) -> Finding | None:
        """That a key is not there; None where this need not be said of each sheet."""
        name = key[-1]
        return error("missing-key", f"'{name}' is missing", self.at(*key), f"add '{name}:'")


def name_of(key: Key) -> str:
    """``signs[3]`` for ``('items', 'signs', 2)``: keys as a person counts them, from 1."""
    text = ""
    for part in key:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{part}" if text else part
    return text.removeprefix("items.")
