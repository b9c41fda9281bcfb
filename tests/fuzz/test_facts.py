"""Any text as a fact of any kind: accepted, or refused in words, never an exception."""

from hypothesis import given, settings
from hypothesis import strategies as st

from printshop.facts.kinds import fault
from tests.unit.facts.test_kinds import RIGHT

KINDS = ("phone", "web", "mail", "postal", "name", "link", "home", "person")
# What stands in facts, right and wrong, so that many of the texts are nearly right.
PARTS = [
    *(
        "+32 ",
        "0",
        "78",
        " 055",
        "(",
        ")",
        "/",
        "@",
        ".",
        "..",
        "www.",
        "https://",
        "be",
        "example",
    ),
    *("1000 ", "Brussel", ", ", "Street ", "1", "bus 3", "xn--", "-", "'", "\u200b", "\u202e", "О"),
    *(
        "\u0301",
        "٣",
        "０",
        " ",
        "\u00a0",
        "\ud800",
        "{",
        "<",
        "Test ",
        "vzw",
        "#",
        "%",
        "\U0001f600",
    ),
]
texts = st.lists(st.sampled_from(PARTS), max_size=12).map("".join) | st.text(max_size=30)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """A right fact with one part more or less in it."""
    value = draw(st.sampled_from([v for _, v in RIGHT if isinstance(v, str)]))
    at = draw(st.integers(0, len(value)))
    return value[:at] + draw(texts) + value[at + draw(st.integers(0, 3)) :]


@settings(max_examples=400)
@given(st.sampled_from(KINDS), texts | spoilt())
def test_any_text(kind: str, value: str) -> None:
    """A fault says why and what to do, and can be written down."""
    problem = fault(kind, value)
    if problem:
        assert problem.what
        assert problem.fix
        assert f"{problem.what}{problem.fix}".encode()


@settings(max_examples=200)
@given(
    st.sampled_from([v for kind, v in RIGHT if kind == "phone"]),
    st.integers(0, 40),
    st.characters(exclude_characters="0123456789+ \u00a0\u202f"),
)
def test_no_strange_character_in_a_number(value: object, at: int, char: str) -> None:
    """Whatever stands in place of a digit, or between two, a phone number is refused."""
    text = str(value)
    at %= len(text)
    assert fault("phone", text[:at] + char + text[at + 1 :])
    assert fault("phone", text[:at] + char + text[at:])
