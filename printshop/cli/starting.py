"""The verbs that begin something new, and how their questions are asked."""

import sys
from pathlib import Path
from typing import TypeVar

import click

from printshop.cli.grammar import verb
from printshop.findings import Exit
from printshop.starting.questions import Question, Refused, Stopped, checked

T = TypeVar("T")


class Terminal:
    """Asks on the terminal, or takes the answers line by line from what is piped in."""

    def say(self, text: str) -> None:
        """Show a line."""
        click.echo(text)

    def ask(self, question: Question[T]) -> T:
        """Ask until the answer can be taken; its reason is said where it cannot."""
        default = question.default or ""
        while True:
            answer = self._answer(question.text, default)
            try:
                return question.read(checked(answer))
            except Refused as reason:
                click.echo(f"  {reason}")

    def _answer(self, text: str, default: str) -> str:
        try:
            typed = click.prompt(text, default=default, show_default=bool(default), type=str)
        except click.Abort as stop:
            raise Stopped(interrupted=not isinstance(stop.__context__, EOFError)) from None
        except UnicodeDecodeError:  # piped in from a file of another encoding
            raise Stopped(interrupted=False) from None
        if not sys.stdin.isatty():
            click.echo()  # the answer was not typed, and neither was the end of its line
        return str(typed)


class Defaults(Terminal):
    """Asks only what has no usual answer, and shows the others."""

    def ask(self, question: Question[T]) -> T:
        """The usual answer, or what is typed where there is none."""
        if question.default is None:
            return super().ask(question)
        click.echo(f"{question.text}: {question.default}")
        return question.read(question.default)


@verb("new language", example="new language pl", at_most="new language takes one tag at a time")
@click.argument("tag", required=False, default="")
@click.pass_obj
def _language(root: Path, tag: str) -> Exit:
    """Begin a language: a folder with its rules and its empty texts. TAG is its tag, such as pl."""
    from printshop.commands.starting import start_language

    return start_language(root, tag, Terminal())


@verb("new press", example="new press offset-4mm", at_most="new press takes one name at a time")
@click.argument("name", required=False, default="")
@click.pass_obj
def _press(root: Path, name: str) -> Exit:
    """Begin a printing condition, from one that is there."""
    from printshop.commands.starting import start_press

    return start_press(root, name, Terminal())


@verb(
    "translate begin",
    example="translate begin pl",
    required={"tag": "the tag of a language"},
    at_most="translate begin takes one tag at a time",
)
@click.argument("tag", required=True)
@click.pass_obj
def _begin(root: Path, tag: str) -> Exit:
    """Begin a language as new language does, and ask only what CLDR does not know of it."""
    from printshop.commands.starting import start_language

    return start_language(root, tag, Defaults())


@verb("new sector", example="new sector fishery", at_most="new sector takes one name at a time")
@click.argument("name", required=False, default="")
@click.pass_obj
def _sector(root: Path, name: str) -> Exit:
    """Begin a sector: its colour is checked as it is typed; its words are begun in the source."""
    from printshop.commands.starting import start_sector

    return start_sector(root, name, Terminal())


@verb("new layout", example="new layout handout", at_most="new layout takes one name at a time")
@click.argument("name", required=False, default="")
@click.pass_obj
def _layout(root: Path, name: str) -> Exit:
    """Begin a format: a plain piece in every language, to be changed by hand."""
    from printshop.commands.starting import start_layout

    return start_layout(root, name, Terminal())


VERBS = (_language, _sector, _layout, _press, _begin)
