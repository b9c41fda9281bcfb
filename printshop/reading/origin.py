"""Where a value was written: its file and the line of each key; and how a key is displayed."""

from dataclasses import dataclass, field

from printshop.findings import Finding, Where, error

Key = tuple[str | int, ...]  # the path to a value: names, and indices in lists from 0


@dataclass(frozen=True)
class Origin:
    """Where a sheet was read: its path relative to the shop and the line of each key."""

    path: str = ""
    lines: dict[Key, int] = field(default_factory=dict)
    above: Key = ()  # the keys above a sheet that lies within another

    def at(self, *key: str | int) -> Where:
        """The place of a key; its line is that of the nearest parent where it was not written."""
        key_or_parent = full_key = (*self.above, *key)
        while key_or_parent and key_or_parent not in self.lines:
            key_or_parent = key_or_parent[:-1]
        return Where(self.path, self.lines.get(key_or_parent, 1), name_of(full_key))

    def missing(self, *key: str | int) -> Finding | None:
        """That a key is not there; None where this need not be said of each sheet."""
        name = key[-1]
        return error("missing-key", f"'{name}' is missing", self.at(*key), f"add '{name}:'")


def name_of(key: Key) -> str:
    """A key as findings display it: ``signs[3]`` for ``('items', 'signs', 2)``, counted from 1."""
    text = ""
    for part in key:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{part}" if text else part
    return text.removeprefix("items.")
