"""MLP Playground: draw a multilayer perceptron, change every number, watch the values flow.

The way through the house: Edit → apply → Scene → forward → Trace → analysis → panels → browser.

The map, in the order of the house: a module imports only what stands above it here, and is the
only place of what its row names.

- ``language``     what is said, in the language that is spoken: ``_``, ``speaking``
- ``limits``       every limit with its reason, and what is refused: ``PlaygroundError``
- ``cache``        what was made lately is not made again: ``cached``
- ``glossary``     what the field's terms mean, by language: ``glossary``, ``find``
- ``activations``  one row each, function, formula, traits, code: ``ACTIVATIONS``
- ``formulas``     formulas as short texts, for whoever draws or writes them: ``write``
- ``initialisers`` one row each, how fresh weights are drawn: ``INITIALISERS``
- ``network``      the network as a value: ``Layer``, ``Network``, ``NetworkError``
- ``packed``       a network as bytes and as a token: ``to_token``, ``from_token``
- ``notation``     numbers as people write and read them: ``parse_number``
- ``relation``     "=" or "≈": whether what is printed holds as printed
- ``data``         tables, and what a network reads of them: ``Table``, ``Dataset``
- ``engine``       the passes forward and back: ``forward``, ``backward``, ``Trace``
- ``training``     losses, optimisers, and runs as values: ``Recipe``, ``start``, ``advance``
- ``scene``        what is on the page, and the edits of it: ``Scene``, ``Edit``, ``apply``
- ``graph``        the network as a graph: places, neighbours, paths
- ``analysis``     what a scene means, in NumPy: each idea once
- ``quantities``   every number on the page by one name: ``quantity``, ``QUANTITIES``
- ``gesture``      what a visitor did, and the edit that it means: ``Gesture``, ``perform``
- ``history``      undo and redo as a value: ``History``
- ``document``     files, tokens and links: ``to_json``, ``from_json``
- ``presets``      the example networks of assets/presets/: ``load``
- ``share``        a scene's link, and what a teacher changes of it: ``link_of``, ``scene_of``
- ``export``       code, graphs, worksheets and trainings to take along
- ``panels``       pure renderers, figure, markup and targets: ``PANELS``
- ``lessons``      the course as data, and the checks of its tasks
- ``answers``      what a browser asks of the panels, and the one function that answers
- ``report``       what a browser reports of its visit: ``Report``, ``decode``
- ``missing``      a table that a link names and nobody here knows: ``MissingTable``
- ``session``      a visitor's session as a value: ``Session``, ``Notice``
- ``draft``        the data that a visitor is choosing, before it is used: ``Draft``
- ``learner``      a learner's visit to the course: ``Learner``
- ``operations``   how the server is doing: its log, health, metrics and versions
- ``live``         the wire, the Streamlit component, and the browser's side
- ``visitor``      the only code on Streamlit's session state and address bar
- ``widgets``      pieces of Streamlit that the pages are put together from
- ``pages``        one file a page
"""
