"""The interpreter of content streams, and the rewriter."""

from collections.abc import Iterable
from typing import Any, ClassVar

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Operator, Pdf

from printshop.pdf.colour_spaces import CMYK
from printshop.pdf.content_stream import (
    COLOURS,
    MARKS,
    Budget,
    Interpreter,
    Mark,
    TooLong,
)
from printshop.pdf.geometry import Extent
from printshop.pdf.graphics_state import State
from printshop.pdf.paint import Overprint, Paint
from printshop.pdf.rewriter import Rewriter

FILE = Pdf.new()  # objects die with their file


class Heard(Interpreter):
    """All that an interpreter is asked, in order, and what it found malformed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.heard: list[tuple[Any, ...]] = []

    def malformed(self, op: str, problem: Exception) -> None:
        """An operator that cannot be read."""
        self.heard.append(("malformed", op))

    def path_painted(self, op: str, path: tuple[tuple[str, tuple[float, ...]], ...]) -> None:
        """A path."""
        self.heard.append((op, len(path), self.state.fill))

    def text_shown(self, parts: Any) -> float:
        """Text that is 10 long."""
        self.heard.append(("text", self.text_matrix[4:], self.state.font is not None))
        return 10.0

    def drawn(self, op: str, operands: Any) -> None:
        """An XObject, a shading, an inline image."""
        self.heard.append((op, self.state.matrix[4:]))

    def state_met(self, name: str, item: Any) -> None:
        """A graphics state."""
        self.heard.append(("gs", name))

    def mark_is_missing(self) -> None:
        """An EMC too many."""
        self.heard.append(("EMC",))


class Bare(Interpreter):
    """An interpreter that does nothing of its own."""


class Colours(Rewriter):
    """Each colour of fills is replaced by its number of components."""

    follows: ClassVar[frozenset[str]] = COLOURS | MARKS
    replaces: ClassVar[frozenset[str]] = frozenset({"g", "k", "scn"})

    def replacement(self, operands: Any, op: str) -> Iterable[Any] | None:
        """A width instead, but for white."""
        values = self.state.fill.values
        return None if values == (1.0,) else [([len(values)], Operator("w"))]


def parsed(content: str) -> Any:
    """The instructions of a content."""
    return pikepdf.parse_content_stream(FILE.make_stream(content.encode()))


def run(content: str, resources: Any = None, **kwargs: Any) -> Heard:
    """An interpreter that has run a content."""
    interpreter = Heard(resources, State(), **kwargs)
    interpreter.run(parsed(content))
    return interpreter


def test_paths_with_their_colours() -> None:
    """A path ends with the operator that paints it; q and Q keep the colour."""
    heard = run("0 1 0 0 k q 0.5 g 0 0 9 9 re f Q 0 0 m 9 9 l S n 0 0 1 1 re n").heard
    gray, magenta = Paint("/DeviceGray", (0.5,)), Paint("/DeviceCMYK", (0, 1, 0, 0))
    assert heard == [("f", 1, gray), ("S", 2, magenta), ("n", 1, magenta)]


def test_colours_by_their_spaces() -> None:
    """cs sets the first colour of a space, scn one of it, with or without a pattern."""
    resources = Dictionary(ColorSpace=Dictionary(P=Array([Name.Pattern, Name.DeviceCMYK])))
    state = run("/DeviceCMYK cs", resources).state
    assert (state.fill, state.fill_space) == (Paint("/DeviceCMYK", (0, 0, 0, 1)), CMYK)
    state = run("/P CS 0 0 0 0.5 /T1 SCN", resources).state
    assert (state.stroke, state.stroke_pattern) == (Paint("/DeviceCMYK", (0, 0, 0, 0.5)), "/T1")
    assert run("/P CS /T1 SCN 0 G", resources).state.stroke_pattern == ""


def test_text_moves_on() -> None:
    """By what the visitor says, and by its own operators; a line starts at the left."""
    font = Dictionary(Font=Dictionary(F=Dictionary(Type=Name.Font)))
    heard = run("BT /F 12 Tf 5 7 Td (a) Tj (b) Tj 8 TL (c) ' 1 0 0 1 2 3 Tm [(d)] TJ ET", font)
    assert [at for _, at, _ in heard.heard] == [(5, 7), (15, 7), (5, -1), (2, 3)]
    assert all(has for _, _, has in heard.heard)
    assert heard.state.size == 12


def test_clips() -> None:
    """W counts for what is painted after the path that it belongs to."""
    assert run("2 0 0 2 0 0 cm 1 1 4 4 re W n").state.clip.box == Extent(2, 2, 10, 10)
    assert run("q 1 1 4 4 re W n Q").state.clip.shapes == ()


def test_graphics_states() -> None:
    """Each is met once in a stream, and set each time; what is not listed sets nothing."""
    resources = Dictionary(ExtGState=Dictionary(A=Dictionary(OP=True, OPM=1)))
    heard = run("q /A gs Q /A gs /B gs", resources)
    assert heard.heard == [("gs", "/A")]
    assert heard.state.overprint == Overprint(True, True, 1)


def test_marks() -> None:
    """Identifiers stand beside them or in the resources; those of outside cannot be closed."""
    resources = Dictionary(Properties=Dictionary(M=Dictionary(MCID=4)))
    outer = (Mark("/P", 1),)
    heard = run("/Span /M BDC /Artifact BMC /H1 <</MCID 5>> BDC", resources, marks=outer)
    assert heard.marks == [*outer, Mark("/Span", 4), Mark("/Artifact"), Mark("/H1", 5)]
    heard = run("/Span BMC EMC EMC", None, marks=outer)
    assert (heard.marks, heard.heard) == ([*outer], [("EMC",)])


def test_what_is_drawn() -> None:
    """XObjects, shadings and inline images, under their matrix."""
    heard = run("q 1 0 0 1 3 4 cm /X Do /S sh BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q /X Do").heard
    assert heard == [("Do", (3, 4)), ("sh", (3, 4)), ("INLINE IMAGE", (3, 4)), ("Do", (0, 0))]


def test_what_is_malformed_is_passed_over() -> None:
    """And what comes after it is followed."""
    heard = run("1 2 3 re /X cm w 0 0 1 1 re f").heard
    assert heard[:3] == [("malformed", "re"), ("malformed", "cm"), ("malformed", "w")]
    assert heard[3][:2] == ("f", 1)
    with pytest.raises(IndexError):
        Bare(None, State()).run(parsed("w"))


def test_the_budget() -> None:
    """It is spent by several streams together."""
    budget = Budget(5)
    run("q Q q", budget=budget)
    assert budget.left == 2
    with pytest.raises(TooLong):
        run("q Q q", budget=budget)


def test_a_stream_is_rewritten() -> None:
    """The state is that after the operator; what is not replaced stays as it is."""
    rewriter = Colours(None, State())
    written = rewriter.rewritten(parsed("1 g 0 g 9 w /DeviceCMYK cs 0 0 0 1 scn /X Do"))
    text = pikepdf.unparse_content_stream(written)
    assert text.split() == b"1 g 1 w 9 w /DeviceCMYK cs 4 w /X Do".split()


def test_what_was_rewritten_is_rewritten_again() -> None:
    """Instructions may be pairs of operands and operator, as a rewriter leaves them."""
    once = Colours(None, State()).rewritten(parsed("0 g 0 0 0 1 k"))
    pairs = [([0], Operator("g")), *once, ([1], Operator("g"))]
    twice = Colours(None, State()).rewritten(pairs)
    assert pikepdf.unparse_content_stream(twice).split() == b"1 w 1 w 4 w 1 g".split()


def test_only_what_is_followed_is_kept() -> None:
    """A rewriter of colours knows neither matrices nor paths, and does not stumble over them."""
    rewriter = Colours(None, State())
    rewriter.rewritten(parsed("/odd cm 1 re 0 0 0 1 k"))
    assert rewriter.state.matrix == State().matrix
    assert rewriter.state.fill.is_black
