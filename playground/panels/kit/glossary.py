"""What the letters on the page mean, in one place: for the guide, for hovering and for focus.

The terms themselves are those of the course: ``playground.glossary`` has a sentence for each.
"""

from markupsafe import Markup

from playground.glossary import Term, glossary
from playground.language import language, to_say
from playground.panels.kit.template import Template

#: The term that each letter stands for.
LETTERS = {
    "x": "input",
    "w": "weight",
    "b": "bias",
    "z": "pre-activation",
    "a": "activation",
    "ŷ": "output",
    "P": "class probability",
}
#: The same for the number in a neuron, short enough for the tag that it shows when pointed at.
IN_NEURON = {
    "a": to_say("what the neuron passes on"),
    "ŷ": to_say("what the network answers"),
    "z": to_say("weighted sum plus bias"),
    "Σ": to_say("weighted sum of its inputs"),
}

_EXPLAINED = Template(
    '<dfn class="explained" tabindex="0" data-explain="{}">{}'
    '<span class="sr-only">: {}</span></dfn>'
)


def letters() -> dict[str, str]:
    """What each letter means, in the language that is spoken."""
    terms = glossary(language())
    return {letter: terms[name].told for letter, name in LETTERS.items()}


def explained(letter: str, shown: Markup | str) -> Markup:
    """``shown`` with what the letter means, told on hover and on focus."""
    told = glossary(language())[LETTERS[letter]].told
    return _EXPLAINED.format(told, shown, told)


def explained_term(term: Term, shown: Markup | str) -> Markup:
    """``shown`` with what the term means, told in the same way."""
    return _EXPLAINED.format(term.told, shown, term.means)
