"""Colours as content paints them, and whether they print over what lies beneath."""

from dataclasses import dataclass
from functools import cached_property

PROCESS = {"Cyan": 0, "Magenta": 1, "Yellow": 2, "Black": 3}
Inks = tuple[float, float, float, float]


@dataclass(frozen=True)
class Paint:
    """A colour as painted: its space, its components from 0 to 1, the inks that it names."""

    space: str
    values: tuple[float, ...]
    names: tuple[str, ...] = ()

    @cached_property
    def inks(self) -> Inks | None:
        """Cyan, magenta, yellow and black; None where the file alone does not say."""
        v = self.values
        if self.space == "/DeviceCMYK" and len(v) == 4:
            return v[0], v[1], v[2], v[3]
        if self.space == "/DeviceGray" and len(v) == 1:
            return 0.0, 0.0, 0.0, 1 - v[0]
        if self.space in ("/Separation", "/DeviceN") and len(v) == len(self.names):
            if self.names == ("All",):
                return v[0], v[0], v[0], v[0]
            if all(n in PROCESS or n == "None" for n in self.names):
                made = [0.0, 0.0, 0.0, 0.0]
                for name, value in zip(self.names, v, strict=True):
                    if name != "None":
                        made[PROCESS[name]] = value
                return made[0], made[1], made[2], made[3]
        return None

    @property
    def total(self) -> float:
        """The sum of its inks in percent; 0 where it is not known."""
        return 100 * sum(self.inks or ())

    @property
    def is_white(self) -> bool:
        """Whether it leaves the paper bare."""
        return self.inks is not None and max(self.inks) <= 0

    @property
    def is_black(self) -> bool:
        """Whether it is black alone, in full."""
        return self.inks is not None and self.inks[3] >= 0.995 and max(self.inks[:3]) <= 0

    def how_many(self, least: float = 0.0) -> int:
        """In how many inks it is printed, counting those of more than ``least``."""
        return sum(v > least for v in self.inks or ())

    def __str__(self) -> str:
        if self.inks:
            return " ".join(f"{100 * v:.0f}" for v in self.inks) + " (C M Y K, %)"
        return self.space.strip("/")


@dataclass(frozen=True)
class Overprint:
    """The overprint state at a paint (ISO 32000-1, 8.6.7)."""

    fill: bool = False
    stroke: bool = False
    mode: int = 0

    def lets_through(self, paint: Paint, stroke: bool = False) -> bool:
        """Whether black in this paint leaves the inks beneath it alone.

        In DeviceCMYK only with OPM 1, in a Separation always, in DeviceGray never (table 148).
        """
        on = self.stroke if stroke else self.fill
        if paint.space == "/DeviceCMYK":
            return on and self.mode == 1
        return on and paint.space in ("/Separation", "/DeviceN")


KNOCKOUT = Overprint()  # what holds before a state is set
