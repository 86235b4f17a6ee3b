"""A visitor's text as it stands, where Streamlit takes Markdown: in labels and messages.

Where a block of text will do, ``st.text`` shows it as it is, and nothing has to be escaped.
"""

import re

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")  # all that Markdown can mean something by


def literal(text: str) -> str:
    r"""Markdown that shows ``text``, its white space as single spaces.

    A backslash before each sign keeps Markdown from reading it. Streamlit looks once more, in what
    Markdown has left as text, for web addresses, icons (``:material/home:``), emoji and arrows
    (``->``); so a zero-width non-joiner, which nobody sees, parts the signs from what is before.
    """
    return _PUNCTUATION.sub("\u200c\\\\\\g<0>", " ".join(text.split()))
