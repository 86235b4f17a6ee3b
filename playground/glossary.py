"""What the field's terms mean, a sentence each, in every language of the course.

``languages/<code>/glossary.toml`` has a line for each term: its id, which is the same in all
languages, perhaps its ``word`` (the id unless said), and what it ``means``. Lessons mark terms as
``[[bias]]``; the panels tell the same of their letters.
"""

import tomllib

import msgspec

from playground.cache import cached
from playground.language import FOLDER


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A term's ``word`` in a language, and what it ``means``: a sentence without its full stop."""

    means: str
    word: str = ""

    @property
    def told(self) -> str:
        """The word, and what it means."""
        return f"{self.word}: {self.means}"


@cached(16)
def glossary(language: str) -> dict[str, Term]:
    """All terms of a language by their ids. Raises msgspec.ValidationError."""
    with (FOLDER / language / "glossary.toml").open("rb") as file:
        given = msgspec.convert(tomllib.load(file), dict[str, Term])
    return {name: Term(term.means, term.word or name) for name, term in given.items()}


@cached(16)
def _by_word(language: str) -> dict[str, Term]:
    terms = glossary(language)
    words = {term.word.casefold(): term for term in terms.values()}
    return words | {name.casefold(): term for name, term in terms.items()}


def find(name: str, language: str) -> Term:
    """The term of an id, or of a word of the language, small or capital. Raises KeyError."""
    return _by_word(language)[name.casefold()]
