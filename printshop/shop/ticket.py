"""Tickets: what is to be made, by name."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class JobTicket:
    """What is to be made, by name: one layout, for a sector or '', in a language.

    ``carried`` are the languages that a piece of many languages carries, in their order; its own
    language is then that of its small print. Any other piece carries none.
    """

    layout: str
    sector: str
    language: str
    carried: tuple[str, ...] = ()

    @property
    def stem(self) -> str:
        """The name of its files, without size."""
        return f"{self.layout}-{self.sector}" if self.sector else self.layout

    @property
    def label(self) -> str:
        """What a person calls the piece, in messages."""
        return f"{self.stem} in {self.in_language}"

    @property
    def in_language(self) -> str:
        """Its language as messages name it: its tag, or how many languages it carries."""
        return f"{len(self.carried)} languages" if self.carried else self.language

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of all languages that it prints, its own first, each once."""
        return tuple(dict.fromkeys((self.language, *self.carried)))
