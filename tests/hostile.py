"""Texts that mean something to somebody: to Markdown, HTML, LaTeX, Plotly or Streamlit.

A visitor or a link can bring any of them, and the page must show each as it stands. What they would
load comes from ``example.org``, so a request there betrays one that was believed.
"""

MARKUP = (
    "![x](//example.org/x.png)",
    "[x](http://example.org/)",
    "![x][y] [y]: //example.org/x.png",
    "http://example.org/x",
    "www.example.org/x",
    "me@example.org",
    "mailto:me@example.org xmpp:a@example.org",
    "<http://example.org/x>",
    "<img src=//example.org/x.png>",
    "<svg/onload=alert(1)>",
    "<script src=//example.org/x.js></script>",
    "<style>@import '//example.org/x.css'",
    "<b>bold</b> &lt;b&gt; &amp; &#33;",
    "<!-- gone -->",
    "&lt;a href=//example.org&gt;x&lt;/a&gt;",
)
MARKDOWN = (
    "**bold** __bold__",
    "*x* _x_ ***x***",
    "~~gone~~ ~gone~",
    "`code` ``code``",
    "# heading",
    "### heading ###",
    "1. item",
    "12) item",
    "- item",
    "+ item",
    "* item",
    "- [x] done",
    "> quote",
    "    four spaces",
    "| a | b | |---|---|",
    "--- *** ___",
    "x[^1] [^1]: note",
    "a -- b -> c <- d <-> e >= f <= g ~= h",
    "\\*escaped\\* \\",
    "```python",
)
STREAMLIT = (
    ":material/home:",
    ":material_home:",
    ":material/home: first",
    ":streamlit:",
    ":red[x]",
    ":red-background[x] :blue-badge[y]",
    ":small[x] :shimmer[x] :help[x]",
    ":color[x]{foreground=red}",
    ":smile: :+1: :-1: :heart:",
    ":rainbow[:material/home:]",
    "::directive[x]{y}",
    "🚨 first",
)
LATEX = (
    "$x^2$",
    "$$x^2$$",
    r"$\href{//example.org}{x}$",
    r"\(x\) \[x\] \begin{x}",
    "costs $5 and $6",
)
DIRECTIONS = (
    "שלום עולם",
    "مرحبا (x) 1, 2",
    "\u202ereversed",
    "\u2067isolated\u2069",
    "a\u200bb\u200cc\u200dd",
    "x\ufeffmark",
    "a\u2060b\u00adc",
    "x\u0301\u0302\u0303\u0304",
)
TEXTS = MARKUP + MARKDOWN + STREAMLIT + LATEX + DIRECTIONS
#: The same without meaning, for a page to compare with.
HARMLESS = "plain"
