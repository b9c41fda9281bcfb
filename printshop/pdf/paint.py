"""Colours as content sets them, and whether they overprint."""

from dataclasses import dataclass
from functools import cached_property

PROCESS = {"Cyan": 0, "Magenta": 1, "Yellow": 2, "Black": 3}
Inks = tuple[float, float, float, float]


@dataclass(frozen=True)
class Paint:
    """A colour as content sets it.

    ``space`` is the family of its colour space, ``values`` are its components as written, ``names``
    the colorants of Separation and DeviceN. ``said``: what a finding calls the space, where that is
    not its family.
    """

    space: str
    values: tuple[float, ...]
    names: tuple[str, ...] = ()
    said: str = ""

    @property
    def space_words(self) -> str:
        """What a finding calls its colour space."""
        return self.said or self.space.strip("/")

    @cached_property
    def inks(self) -> Inks | None:
        """C, M, Y and K, each 0 to 1; None where that takes a profile or a tint transform."""
        v = self.values
        if self.space == "/DeviceCMYK" and len(v) == 4:
            return v[0], v[1], v[2], v[3]
        if self.space == "/DeviceGray" and len(v) == 1:
            return 0.0, 0.0, 0.0, 1 - v[0]
        if self.space in ("/Separation", "/DeviceN") and len(v) == len(self.names):
            if self.names == ("All",):
                return v[0], v[0], v[0], v[0]
            if all(n in PROCESS or n == "None" for n in self.names):
                inks = [0.0, 0.0, 0.0, 0.0]
                for name, value in zip(self.names, v, strict=True):
                    if name != "None":
                        inks[PROCESS[name]] = value
                return inks[0], inks[1], inks[2], inks[3]
        return None

    @property
    def total(self) -> float:
        """Total area coverage (TAC) in percent; 0 where the inks are not known."""
        return 100 * sum(self.inks or ())

    @property
    def is_white(self) -> bool:
        """Whether it prints no ink: the paper stays white."""
        return self.inks is not None and max(self.inks) <= 0

    @property
    def is_black(self) -> bool:
        """Whether it is 100 % black and no other ink."""
        return self.inks is not None and self.inks[3] >= 0.995 and max(self.inks[:3]) <= 0

    def how_many(self, least: float = 0.0) -> int:
        """The number of its inks, those of more than ``least`` (0 to 1)."""
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
        """Whether black in this paint leaves the other inks beneath it on the plate.

        In DeviceCMYK only with OPM 1, in Separation and DeviceN always, in DeviceGray never (ISO
        32000-1, table 148). ``stroke`` asks for strokes, otherwise for fills.
        """
        on = self.stroke if stroke else self.fill
        if paint.space == "/DeviceCMYK":
            return on and self.mode == 1
        return on and paint.space in ("/Separation", "/DeviceN")


KNOCKOUT = Overprint()  # what holds before a state is set
