"""Stock: what a piece is printed on.

Paper has a weight in g/m²; another material is named instead, and has none.
"""

from typing import Literal, Self

from pydantic import model_validator

from printshop.reading.yaml_file import Sheet

Material = Literal["", "white-film"]  # other than paper; white-film: self-adhesive, on a backing


class Stock(Sheet):
    """What a piece is printed on: paper of a ``weight`` in g/m², or another ``material``."""

    weight: int = 0
    material: Material = ""

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.weight > 0) == bool(self.material):
            raise ValueError("wants the 'weight' of a paper in g/m², or another 'material'")
        return self
