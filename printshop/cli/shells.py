"""Completion in bash and zsh, also of a value after an equals sign.

Click splits ``--language=nl`` only after it has found the command, and bash passes it as three
words. So the words are joined and split here, before Click reads them.
"""

from pathlib import Path
from typing import ClassVar

import click
from click import shell_completion
from click.shell_completion import CompletionItem


def answer(program: click.Command, root: Path, variable: str, instruction: str) -> int:
    """Answer a shell: with its script (``bash_source``), or with the words to offer."""
    for shell in (Bash, Zsh):
        shell_completion.add_completion_class(shell)
    found = {"obj": root}
    return shell_completion.shell_complete(program, found, "generate", variable, instruction)


class _AfterEquals(shell_completion.ShellComplete):
    """A shell where the word to complete may be an option, ``=`` and part of its value."""

    prefix = ""  # the option and its ``=``, where the shell takes them as part of the word

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one to complete, and that word."""
        args, incomplete = super().get_completion_args()
        words = _joined(args)
        if incomplete == "=":
            return words, ""
        if args[-1:] == ["="]:
            words[-1] = words[-1].removesuffix("=")
        elif incomplete.startswith("--") and "=" in incomplete:
            name, equals, incomplete = incomplete.partition("=")
            self.prefix = name + equals
            words.append(name)
        return words, incomplete

    def format_completion(self, item: CompletionItem) -> str:
        """An offered word in the format that the shell's script reads."""
        if item.type == "plain":
            item = CompletionItem(f"{self.prefix}{item.value}", help=item.help)
        return super().format_completion(item)


class Bash(_AfterEquals, shell_completion.BashComplete):
    """Bash: the word to complete is the value only, unless ``=`` does not separate words."""


class Zsh(_AfterEquals, shell_completion.ZshComplete):
    """Zsh: it completes names of files itself, after ``compset`` has removed the option."""

    source_template: ClassVar[str] = shell_completion.ZshComplete.source_template.replace(
        "_path_files -f", "compset -P '--*='; _path_files -f", 1
    )


def _joined(words: list[str]) -> list[str]:
    """The words, with ``--language``, ``=`` and ``nl`` joined to one."""
    joined: list[str] = []
    for at, word in enumerate(words):
        option = at > 0 and word == "=" and joined[-1].startswith("--")
        value = at > 1 and words[at - 1] == "=" and words[at - 2].startswith("--")
        if option or value:
            joined[-1] += word
        else:
            joined.append(word)
    return joined
