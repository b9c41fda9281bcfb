"""How a command line is parsed: the verb, its options and arguments, and messages on wrong usage.

Click parses the options; this module adds what click does not do. Options may stand before the
verb, the verb may be left out, and wrong usage is answered in two lines that say what to type. No
verb is named here.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import click
from click.shell_completion import CompletionItem

from printshop.findings import did_you_mean

IMPLIED = "printshop.implied"  # key in a context: no verb was typed


class Verb(click.Command):
    """A verb with its own options and arguments.

    ``example`` is what to type after the command; ``required`` describes the required parameters by
    name; ``at_most`` is the message on too many arguments.
    """

    allow_extra_args = True  # for click's parser: too many arguments are answered here

    def __init__(
        self,
        *args: Any,
        example: str,
        required: Mapping[str, str] | None = None,
        at_most: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.example, self.required, self.at_most = example, required or {}, at_most

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read options and arguments in any order; raises ``click.UsageError`` on unknown ones."""
        if ctx.resilient_parsing:  # for completion: whatever can be read
            return super().parse_args(ctx, args)
        _check_option_values(self, ctx, args)
        extra = super().parse_args(ctx, args)
        if extra:
            raise click.UsageError(self.at_most or self._not_taken(ctx, extra[0]), ctx)
        return extra

    def _not_taken(self, ctx: click.Context, word: str) -> str:
        verbs = _verbs(ctx)
        if word in verbs:
            return f"one verb at a time: {self.name} or {word}"
        takers = (v.name for v in verbs.values() if len(v.params) > len(options_of(v)))
        return f"'{word}' goes with {_or(takers)}, not with {self.name}"

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The example, on one line that is not wrapped, so that it can be copied."""
        with formatter.section("Example"):
            formatter.write(f"  .venv/bin/python {ctx.find_root().info_name} {self.example}\n")

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """What the shell offers: options, and verbs where none was typed yet."""
        offered = super().shell_complete(ctx, incomplete)
        program = ctx.find_root().command
        if ctx.meta.get(IMPLIED) and isinstance(program, Program):
            offered += click.Group.shell_complete(program, ctx.find_root(), incomplete)
        return offered


def verb(name: str, **taken: Any) -> Callable[[Callable[..., Any]], Verb]:
    """A decorator that makes a function a verb; ``taken`` are what ``Verb`` takes.

    A name may have two words, such as ``translate export``.
    """
    return click.command(name, cls=Verb, **taken)


class Program(click.Group):
    """The command itself: it finds the verb in the command line, or takes the ``default`` one.

    ``exit_codes`` has the meaning of each exit code, which its help shows at the end.
    """

    def __init__(
        self, *args: Any, default: str, exit_codes: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.default, self.exit_codes = default, exit_codes

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Move the verb to the front; raises ``click.UsageError`` where there is no such verb."""
        if not args and ctx.resilient_parsing:
            return super().parse_args(ctx, args)  # for completion: anything may come first
        args = self._with_joined_verb(ctx, args)
        at = self._verb_at(ctx, args)
        before = args[:at]
        program_options = {name for option in options_of(self) for name in option.opts}
        if typed := [word for word in before if word in program_options]:
            return super().parse_args(ctx, typed[:1])
        if at < len(args):
            return super().parse_args(ctx, [args[at], *before, *args[at + 1 :]])
        if typed := [word for word in before if word in ctx.help_option_names]:
            return super().parse_args(ctx, typed[:1])
        ctx.meta[IMPLIED] = True
        return super().parse_args(ctx, [self.default, *args])

    def _with_joined_verb(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The words, a verb of two as one; raises ``click.UsageError`` without the second.

        The second word is the next one that is no option.
        """
        for at, word in enumerate(args):
            seconds = self._second_words(word)
            if word == "--" or word in self.commands:
                break
            if not seconds:
                continue
            later = args[at + 1 :]
            if later and later[0] in seconds:
                return [*args[:at], f"{word} {later[0]}", *later[1:]]
            if ctx.resilient_parsing or set(later) & set(ctx.help_option_names):
                break
            typed = later[0] if later and not later[0].startswith("-") else ""
            wanted = f"'{word}' wants one of these after it: {', '.join(seconds)}"
            slip = f"there is no verb '{word} {typed}'; {did_you_mean(typed, seconds)}"
            raise click.UsageError(slip if typed else wanted, ctx)
        return args

    def _second_words(self, first: str) -> list[str]:
        """The second words of the verbs of two words that begin with a word."""
        pairs = (name.partition(" ") for name in self.commands)
        return [second for word, _, second in pairs if second and word == first]

    def _verb_at(self, ctx: click.Context, args: list[str]) -> int:
        """The index of the verb: of the first word that is neither an option nor its value."""
        options = [option for command in _verbs(ctx).values() for option in options_of(command)]
        with_value = {name for option in options if _takes_value(option) for name in option.opts}
        known = {name for option in (*options, *options_of(self)) for name in option.opts}
        at = 0
        while at < len(args):
            word, following = args[at], "".join(args[at + 1 : at + 2])
            if word == "--":
                break
            if not word.startswith("-"):
                if word in self.commands or ctx.resilient_parsing:
                    return at
                fix = did_you_mean(word, self.commands)
                raise click.UsageError(f"there is no verb '{word}'; {fix}", ctx)
            name = word.partition("=")[0]
            if name not in {*known, *ctx.help_option_names} and not ctx.resilient_parsing:
                raise click.NoSuchOption(name, ctx=ctx)
            at += 2 if word in with_value and not following.startswith("--") else 1
        return len(args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs, in the order in which they were defined."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs, each with the first line of its help, and the exit codes."""
        help_texts = {name: verb.help or "" for name, verb in self.commands.items()}
        with formatter.section("Verbs"):
            formatter.write_dl([(n, text.partition("\n")[0]) for n, text in help_texts.items()])
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(int(n)), text) for n, text in self.exit_codes.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """What the shell offers first: verbs, options, and the completions of the default verb.

        After the first word of a verb of two, its second words.
        """
        if seconds := [s for word in ctx.args[-1:] for s in self._second_words(word)]:
            return [CompletionItem(s) for s in seconds if s.startswith(incomplete)]
        offered = super().shell_complete(ctx, incomplete)
        default = self.commands[self.default]
        with click.Context(default, info_name=self.default) as alone:
            of_default = click.Command.shell_complete(default, alone, incomplete)
        values = {item.value for item in offered}
        return offered + [item for item in of_default if item.value not in values]


def answer(problem: click.UsageError, program: Program, name: str) -> list[str]:
    """Two lines on wrong usage: what is wrong, and which help to read.

    ``name`` is the name of the command.
    """
    command = problem.ctx.command if problem.ctx else program
    verb = command if isinstance(command, Verb) else None
    if isinstance(problem, click.NoSuchOption):
        message = _no_such_option(program, verb, problem.option_name)
    elif isinstance(problem, click.BadOptionUsage):
        message = f"{problem.option_name} takes no value"
    elif isinstance(problem, click.MissingParameter) and verb and problem.param:
        description = verb.required[problem.param.name or ""]
        message = f"{verb.name} wants {description}, as in {name} {verb.example}"
    else:
        message = problem.format_message()
    help_command = f"{name} {verb.name} --help" if verb else f"{name} --help"
    return [
        f"{name}: {message}",
        f"{help_command} shows what {verb.name} takes"
        if verb
        else f"{help_command} shows what there is",
    ]


def _no_such_option(program: Program, verb: Verb | None, option: str) -> str:
    options = {n: {o for p in options_of(v) for o in p.opts} for n, v in program.commands.items()}
    takers = [name for name, known in options.items() if option in known]
    if verb and takers:
        return f"{option} goes with {_or(takers)}, not with {verb.name}"
    known = options[verb.name or ""] if verb else set().union(*options.values())
    return f"there is no option '{option}'; {did_you_mean(option, known)}"


def _check_option_values(verb: Verb, ctx: click.Context, args: list[str]) -> None:
    """Raise ``click.UsageError`` where an option follows as a value: ``--piece --sector x``."""
    options = {name: option for option in options_of(verb) for name in option.opts}
    for at, word in enumerate(args):
        if word == "--":
            return
        if word in options and _takes_value(options[word]):
            following = args[at + 1 : at + 2]
            if not following or following[0].startswith("--"):
                wanted = f"{word} {options[word].metavar}"
                raise click.UsageError(f"{word} wants something after it: {wanted}", ctx)


def options_of(command: click.Command) -> list[click.Option]:
    """The options that a command takes, without ``--help``."""
    return [param for param in command.params if isinstance(param, click.Option)]


def _takes_value(option: click.Option) -> bool:
    return not option.is_flag


def _verbs(ctx: click.Context) -> Mapping[str, click.Command]:
    program = ctx.find_root().command
    return program.commands if isinstance(program, Program) else {}


def _or(names: Iterable[str | None]) -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    *most, last = (name or "" for name in names)
    return f"{', '.join(most)} or {last}" if most else last
