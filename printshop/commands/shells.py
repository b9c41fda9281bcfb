"""Shells, and how each tells what was typed: bash and zsh, also of a value after a sign.

The library reads ``--language=nl`` only once it knows the command, and bash takes it for three
words. So it is put together, and split, before the library sees it.
"""

from pathlib import Path
from typing import ClassVar

import click
from click import shell_completion
from click.shell_completion import CompletionItem


def answer(program: click.Command, root: Path, variable: str, instruction: str) -> int:
    """What a shell asks for: its script (``bash_source``), or the words that it may offer."""
    for shell in (Bash, Zsh):
        shell_completion.add_completion_class(shell)
    found = {"obj": root}
    return shell_completion.shell_complete(program, found, "generate", variable, instruction)


class _AfterTheSign(shell_completion.ShellComplete):
    """A shell whose word may be an option with a part of its value."""

    sign = ""  # the option and its sign, where the shell counts them to the word that is completed

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is completed, and that one."""
        args, incomplete = super().get_completion_args()
        words = _joined(args)
        if incomplete == "=":
            return words, ""
        if args[-1:] == ["="]:
            words[-1] = words[-1].removesuffix("=")
        elif incomplete.startswith("--") and "=" in incomplete:
            name, equals, incomplete = incomplete.partition("=")
            self.sign = name + equals
            words.append(name)
        return words, incomplete

    def format_completion(self, item: CompletionItem) -> str:
        """What the shell's script reads of a word that is offered."""
        if item.type == "plain":
            item = CompletionItem(f"{self.sign}{item.value}", help=item.help)
        return super().format_completion(item)


class Bash(_AfterTheSign, shell_completion.BashComplete):
    """Bash, which asks for a value alone unless it was told not to break words at the sign."""


class Zsh(_AfterTheSign, shell_completion.ZshComplete):
    """Zsh, which looks for the files itself, once it is told that the option is no part of them."""

    source_template: ClassVar[str] = shell_completion.ZshComplete.source_template.replace(
        "_path_files -f", "compset -P '--*='; _path_files -f", 1
    )


def _joined(words: list[str]) -> list[str]:
    """Words in which ``--language``, ``=`` and ``nl`` are one."""
    joined: list[str] = []
    for at, word in enumerate(words):
        option = at > 0 and word == "=" and joined[-1].startswith("--")
        value = at > 1 and words[at - 1] == "=" and words[at - 2].startswith("--")
        if option or value:
            joined[-1] += word
        else:
            joined.append(word)
    return joined
