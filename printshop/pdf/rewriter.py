"""An interpreter of content streams that also writes a new stream."""

from collections.abc import Iterable
from typing import Any, ClassVar

from printshop.pdf.content_stream import Interpreter
from printshop.pdf.graphics_state import State
from printshop.pdf.objects import MALFORMED


class Rewriter(Interpreter):
    """An interpreter that writes a new stream.

    ``replaces`` are the operators for which ``replacement`` is called.
    """

    replaces: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, resources: Any, state: State) -> None:
        super().__init__(resources, state)
        self.written: list[Any] = []  # instructions so far

    def replacement(self, operands: Any, op: str) -> Iterable[Any] | None:
        """The instructions that replace one, or None to keep it.

        ``state`` is the state after it: for a colour operator, with the new colour.
        """
        return None

    def rewritten(self, instructions: Iterable[Any]) -> list[Any]:
        """The instructions, each as pikepdf parses it or as operands and operator, replaced.

        A malformed one goes to ``malformed``, which raises it unless it is overridden; then it is
        left out.
        """
        steps, replaces = self.steps, self.replaces
        self.written = written = []
        for instruction in instructions:
            operands, op = instruction[0], str(instruction[1])
            try:
                if (step := steps.get(op)) is not None:
                    step(self, operands, op)
                replacement = self.replacement(operands, op) if op in replaces else None
            except MALFORMED as problem:
                self.malformed(op, problem)
                replacement = ()
            if replacement is None:
                written.append(instruction)
            else:
                written += replacement
        return written
