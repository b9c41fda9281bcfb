"""PostScript calculator functions, type 4 (ISO 32000-1, 7.10.5).

The language has a stack and no loops; a program opens no file and runs no other program.
"""

import math
import operator
import re
from collections.abc import Callable
from typing import Any

LONGEST = 20_000  # bytes of a program
DEEPEST = 32  # procedures within procedures
HIGHEST = 128  # values on the stack

_TOKEN = re.compile(rb"[{}]|[^\s{}]+")
Stack = list[Any]

_TWO: dict[str, Callable[[Any, Any], Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": lambda a, b: a / b if b else 0.0,
    "idiv": lambda a, b: int(a / b) if b else 0,
    "mod": lambda a, b: math.fmod(a, b) if b else 0,
    "exp": lambda a, b: min(abs(a) ** min(b, 64.0), 1e9) if a or b > 0 else 0.0,
    "atan": lambda a, b: math.degrees(math.atan2(a, b)) % 360,
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
    "and": lambda a, b: (a and b) if isinstance(a, bool) else int(a) & int(b),
    "or": lambda a, b: (a or b) if isinstance(a, bool) else int(a) | int(b),
    "xor": lambda a, b: int(a) ^ int(b),
    "bitshift": lambda a, b: int(a) << min(int(b), 31) if b >= 0 else int(a) >> min(-int(b), 31),
}
_ONE: dict[str, Callable[[Any], Any]] = {
    "abs": abs,
    "neg": operator.neg,
    "ceiling": math.ceil,
    "floor": math.floor,
    "round": lambda a: math.floor(a + 0.5),
    "truncate": math.trunc,
    "sqrt": lambda a: math.sqrt(max(a, 0.0)),
    "sin": lambda a: math.sin(math.radians(a)),
    "cos": lambda a: math.cos(math.radians(a)),
    "ln": lambda a: math.log(max(a, 1e-9)),
    "log": lambda a: math.log10(max(a, 1e-9)),
    "cvi": int,
    "cvr": float,
    "not": lambda a: not a if isinstance(a, bool) else ~int(a),
}


def calculator(program: bytes, outputs: int) -> Callable[[list[float]], list[float]]:
    """A program as a function from its inputs to a list of ``outputs`` numbers.

    Raises ``ValueError`` for a program that is too long, malformed or nested too deeply. The
    function raises one of ``objects.MALFORMED`` where the program cannot be run on its inputs; of
    too few results the missing ones are 0.
    """
    if len(program) > LONGEST:
        raise ValueError(f"a program of more than {LONGEST} bytes")
    tokens = [t.decode("latin-1") for t in _TOKEN.findall(program)]
    block, end = _block(tokens, 1, 0)
    if not tokens or tokens[0] != "{" or end != len(tokens):
        raise ValueError("a malformed program")

    def work(inputs: list[float]) -> list[float]:
        stack: Stack = list(inputs)
        _run(block, stack)
        return [float(v) for v in ([0.0] * outputs + stack)[-outputs:]]

    return work


def _block(tokens: list[str], at: int, depth: int) -> tuple[list[Any], int]:
    words: list[Any] = []
    while at < len(tokens) and depth < DEEPEST:
        token = tokens[at]
        at += 1
        if token == "}":
            return words, at
        if token == "{":
            inner, at = _block(tokens, at, depth + 1)
            words.append(inner)
        else:
            words.append(_word(token))
    raise ValueError("a program without an end")


def _word(token: str) -> Any:
    try:
        return float(token) if "." in token or "e" in token.lower() else int(token)
    except ValueError:
        return {"true": True, "false": False}.get(token, token)


def _run(block: list[Any], stack: Stack) -> None:
    for i, word in enumerate(block):
        if word == "if":
            if stack.pop():
                _run(block[i - 1], stack)
        elif word == "ifelse":
            _run(block[i - 2 if stack.pop() else i - 1], stack)
        elif isinstance(word, str):
            _operate(word, stack)
        elif not isinstance(word, list):
            stack.append(word)
        if len(stack) > HIGHEST:
            raise ValueError(f"more than {HIGHEST} values on the stack")


def _operate(word: str, stack: Stack) -> None:
    if word in _TWO:
        b, a = stack.pop(), stack.pop()
        stack.append(_TWO[word](a, b))
    elif word in _ONE:
        stack.append(_ONE[word](stack.pop()))
    elif word == "pop":
        stack.pop()
    elif word == "exch":
        stack[-1], stack[-2] = stack[-2], stack[-1]
    elif word == "dup":
        stack.append(stack[-1])
    elif word == "copy":
        count = int(stack.pop())
        stack += stack[-count:] if 0 < count <= len(stack) else []
    elif word == "index":
        stack.append(stack[-1 - int(stack.pop())])
    elif word == "roll":
        turns, count = int(stack.pop()), int(stack.pop())
        if 0 < count <= len(stack):
            part = stack[-count:]
            turns %= count
            stack[-count:] = part[-turns:] + part[:-turns] if turns else part
    else:
        raise ValueError(f"'{word}' is no operator of type 4 functions")
