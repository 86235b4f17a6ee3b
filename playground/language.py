"""The language that is spoken, and how a sentence is said in it.

The sources are English. ``languages/<code>/*.po`` hold what they say in another language, a
catalogue a room of the house, in gettext's own format, which translators' programs read. Which
language is spoken belongs to what is being done, a message answered or a page written, and not to
the server: ``speaking`` says it for a block, and threads that are started inside inherit it.

``_("Layer {k}", k=1)`` is "Capa 1" in Spanish. A word in a table, which is made before anybody
speaks, is written ``to_say("Hidden")`` and said by ``_`` where it is shown. The names that
examples, lessons and built-in sets bring are said by ``called``, which leaves a visitor's own as it
is.
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from babel import Locale, numbers
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

T = TypeVar("T")
FOLDER = Path(__file__).parent / "languages"
SOURCE = "en"  # the language of the sources
#: Every language that the page speaks, the source's first.
LANGUAGES = (SOURCE, *sorted({path.name for path in FOLDER.iterdir() if path.is_dir()} - {SOURCE}))

#: The context in the catalogues of what examples, lessons and built-in sets bring.
NAME = "name"
#: That of activation functions' names: a "step" is a word for something else as well.
FUNCTION = "function"

_spoken: ContextVar[str] = ContextVar("language", default=SOURCE)


def language() -> str:
    """The code of the language that is spoken."""
    return _spoken.get()


def known(code: str | None) -> str:
    """The code itself if the page speaks it, else the source's."""
    return code if code in LANGUAGES else SOURCE


def speak(code: str) -> None:
    """Speak a language from now on, until the end of what is being done: a run of a page's script.

    One that is not known is the source's.
    """
    _spoken.set(known(code))


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a language inside of the block; one that is not known is the source's."""
    before = _spoken.set(known(code))
    try:
        yield
    finally:
        _spoken.reset(before)


def gettext(text: str, /, **values: Any) -> str:
    """The text as it is said in the spoken language, its ``{gaps}`` filled with the values."""
    said = translations(language()).gettext(text)
    return said.format(**values) if values else said


def ngettext(one: str, many: str, count: int, /, **values: Any) -> str:
    """``one`` or ``many`` as the spoken language wants it for a count, which fills ``{count}``."""
    return translations(language()).ngettext(one, many, count).format(count=count, **values)


def called(text: str) -> str:
    """A name, title or note that came with an example, a lesson or a set, as it is said.

    One of a visitor's own stays as it is, for no catalogue has it. A number behind a name that is
    known stays, too: ``class 3``.
    """
    catalogue = translations(language())
    said = catalogue.pgettext(NAME, text)
    word, space, number = text.rpartition(" ")
    if said == text and word and number.isdecimal():
        return catalogue.pgettext(NAME, word) + space + number
    return said


def in_context(context: str, text: str) -> str:
    """A word as it is said where it means what it does in a context of the catalogues."""
    return translations(language()).pgettext(context, text)


def in_this_language(make: Callable[[], T]) -> Callable[[], T]:
    """What is made later, by whoever comes for it, in the language that is spoken now."""
    code = language()

    def made() -> T:
        with speaking(code):
            return make()

    return made


def to_say(text: str) -> str:
    """The text itself, noted for the catalogues: it is said by ``gettext`` where it is shown."""
    return text


_ = gettext


@functools.cache
def translations(code: str) -> NullTranslations:
    """What is said in a language, by what the sources say."""
    if code == SOURCE:
        return NullTranslations()
    whole = Catalog(locale=code)
    for path in catalogues(code):
        with path.open("rb") as file:
            for message in read_po(file, locale=code):
                whole.add(message.id, message.string, context=message.context)
    compiled = BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return Translations(compiled)


def catalogues(code: str) -> list[Path]:
    """The files that hold what is said in a language."""
    return sorted((FOLDER / code).glob("*.po"))


@functools.cache
def decimal_mark(code: str) -> str:
    """What stands before a number's decimals: ``.`` or ``,`` (of the Unicode CLDR)."""
    return numbers.get_decimal_symbol(Locale.parse(code))


def grouped(number: int) -> str:
    """A whole number in groups of three digits: ``20,000``.

    Where the comma is the decimal mark they are parted by a thin space, which nobody takes for one.
    """
    text = f"{number:,}"
    return text if decimal_mark(language()) == "." else text.replace(",", "\u202f")


@functools.cache
def own_name(code: str) -> str:
    """What the speakers of a language call it: ``Español``."""
    return (Locale.parse(code).get_display_name() or code).capitalize()
