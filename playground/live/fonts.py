"""The page's typeface, cut down to the characters that the page writes.

Streamlit's own files of Source Sans hold 1,615 characters in every small capital and swash, 308 kB
for its two faces. These hold a quarter of the characters, from the same release, in 88 kB. They
stand for the same family and only for their characters: for any other (a name in Cyrillic) a
browser loads Streamlit's. ``make vendor`` cuts them.
"""

import re

#: Latin, Greek, punctuation, indices, arrows, operators and shapes, as CSS names ranges.
CHARACTERS = (
    "U+20-7E,U+A0-FF,U+131,U+152-153,U+15D,U+174-177,U+300-308,U+370-3FF,U+1DBB,U+2000-206F,"
    "U+2070-209F,U+20AC,U+2122,U+2190-22FF,U+25A0-25FF,U+2713,U+2717"
)
FACES = {"normal": "upright.woff2", "italic": "italic.woff2"}


_WHOLE = re.compile(rb'<link\s+rel="preload"[^>]*/SourceSans[^>]*>')


def with_faces(page: bytes, folder: str) -> bytes:
    """The page with the faces in ``folder`` instead of the whole one that Streamlit preloads.

    They must stand after Streamlit's sheet: of two faces for a character the later one holds.
    """
    rules = "".join(
        "@font-face{font-family:Source Sans;font-weight:100 900;"
        f'font-style:{style};src:url({folder}{name})format("woff2");unicode-range:{CHARACTERS}}}'
        for style, name in FACES.items()
    )
    early = "".join(
        f'<link rel="preload" as="font" type="font/woff2" href="{folder}{name}" crossorigin>'
        for name in FACES.values()
    )
    head = f"<style>{rules}</style>{early}</head>".encode()
    return _WHOLE.sub(b"", page).replace(b"</head>", head, 1)
