"""MLP Playground: draw a multilayer perceptron, change every number, watch the values flow.

The way through the house: Edit → apply → Scene → forward → Trace → panels → browser.

- ``activations``  one table: name → function, derivative, formula, range, traits
- ``network``      Network, Layer, NetworkError; initialisers; the limits
- ``engine``       forward(network, x) → Trace: all the arithmetic there is
- ``notation``     numbers as people type and read them
- ``relation``     "=" or "≈": whether what is printed holds as printed
- ``scene``        Scene; the Edit union; apply(scene, edit) → Scene
- ``neuron_states``  off here, saturated: what a slope says at one input
- ``document``     untrusted bytes or link token ↔ Network and Scene (the only decoder)
- ``presets``      the example networks of assets/presets/
- ``graph``        Network → networkx.DiGraph and node positions
- ``panels``       pure renderers: figure, markup and targets of each panel
- ``live``         the wire (WebSocket), the Streamlit component, the browser's side
- ``session``      the only code that touches session state and query parameters
- ``pages``        one file a page
- ``lessons``      the course, as data
"""
