r"""Fifty texts that somebody could believe: browsers, Plotly, KaTeX, Python, spreadsheets.

Each would set ``window.ran``, ask ``example.org`` for something, leave its place or look like what
it is not. They come with their family, and all are as short as a name may be.
"""

FAMILIES: dict[str, tuple[str, ...]] = {
    "markup": (
        "<script>ran=1</script>",
        "<img src=x onerror=ran=1>",
        "<svg/onload=ran=1>",
        "<svg><script>ran=1</script></svg>",
        "<iframe srcdoc='<script>ran=1</script>'>",
        "<details open ontoggle=ran=1>",
        "<input autofocus onfocus=ran=1>",
        "<base href=//example.org>",
    ),
    "attributes": (
        '" onmouseover=ran=1 x="',
        "' autofocus onfocus=ran=1 x='",
        '"><img src=//example.org/x>',
        "`onerror=ran=1`",
        "x onpointerenter=ran=1 style=inset:0",
    ),
    "ends": (
        "</script><script>ran=1</script>",
        "</title></textarea></style>",
        "--><img src=x onerror=ran=1><!--",
        "]]><script>ran=1</script>",
    ),
    "addresses": (
        "javascript:ran=1",
        "java\tscript:ran=1",
        "data:text/html,<script>ran=1</script>",
        "//example.org/x",
    ),
    "entities": (
        "&lt;img src=x onerror=ran=1&gt;",
        "&#60;script&#62;ran=1&#60;/script&#62;",
        "&amp;lt;b&amp;gt;",
    ),
    "plotly": (
        '<a href="javascript:ran=1">x</a>',
        '<b>x</b><br><i style="color:red">y</i>',
        "<extra>x</extra>%{customdata}%{x}",
    ),
    "templates": ("{{7*7}}${ran=1}#{ran=1}", "{0.__class__}{x!r}{}", "%s%n%(x)s"),
    "mathematics": (
        r"$\href{javascript:ran=1}{x}$",
        r"\htmlData{x=1}{y}\url{//example.org}",
        r"$\includegraphics{//example.org/x}$",
    ),
    "styles": (
        "};*{background:url(//example.org/x)}",
        "</style><style>@import'//example.org'",
    ),
    "markdown": ("[x](javascript:ran=1)", "![x](//example.org/x.png)", ":material/home: :red[x]"),
    "spreadsheets": ('=HYPERLINK("//example.org")', "@SUM(1+1)*cmd|' /C calc'!A0", "+1+1"),
    "databases": ("'; DROP TABLE x; --",),
    "programs": ('"""\nimport os\n"""', "\\'''+__import__('os')+'''", "x\r\nimport os #"),
    "directions": ("\u202etpircs\u202c", "\u2067a\u2066b\u2069\u200b"),
    "odd": ("a\x00b\x1b[31m", "\ud800\udfff\ud8ff", "раураl іnput"),
}
TEXTS = tuple(text for texts in FAMILIES.values() for text in texts)
