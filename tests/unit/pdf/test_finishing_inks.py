"""Names of spot colours that stand for cutting, creasing, varnish: in several languages."""

import pytest

from printshop.pdf.finishing_inks import finishing_step

DIE, CREASE, PERF = "a die line", "a crease or a fold", "a perforation"
VARNISH, WHITE, FOIL = "a varnish", "white beneath the colours", "a foil"


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("CutContour", DIE),
        ("Die Line", DIE),
        ("dieline", DIE),
        ("Stanslijn", DIE),
        ("STANS", DIE),
        ("Stanzkontur", DIE),
        ("Forme de découpe", DIE),
        ("Tracé de découpe", DIE),
        ("Kiss-Cut", DIE),
        ("Thru-cut", DIE),
        ("Crease", CREASE),
        ("Rillijn 1", CREASE),
        ("Falz", CREASE),
        ("Pli", CREASE),
        ("Perfo", PERF),
        ("Spot UV", VARNISH),
        ("UV-Lack", VARNISH),
        ("Vernis sélectif", VARNISH),
        ("Lak", VARNISH),
        ("White", WHITE),
        ("Opaque White", WHITE),
        ("Weiß", WHITE),
        ("Hot Foil", FOIL),
        ("Heißfolie", FOIL),
        ("Prägung", "embossing"),
    ],
)
def test_steps_of_finishing(name: str, step: str) -> None:
    """With accents or without, in one word or several, with a number."""
    assert finishing_step(name) == step


@pytest.mark.parametrize(
    "name",
    [
        "PANTONE 485 C",
        "PANTONE Bright White",
        "Gold",
        "Contour Blue",
        "Warm Red",
        "HKS 43",
        "Cutty Sark",
        "All",
        "Black",
        "Line",
        "",
    ],
)
def test_inks(name: str) -> None:
    """What has another word beside is an ink."""
    assert finishing_step(name) == ""
