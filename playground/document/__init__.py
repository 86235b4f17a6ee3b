"""Untrusted bytes, link tokens and query strings ↔ Network and Scene.

Three forms, each exact to the bit:

- a *document* (``documents``) is readable JSON: the layers, the names, and optionally what else a
  scene has;
- a *token* is URL-safe text: a network (of ``packed``), or a whole scene for the wire (``tokens``);
- a *link* (``links``) is a query string: a network's token and readable parameters.

Whatever comes in, nothing but a PlaygroundError gets out: a NetworkError, or of data a DataError.
"""

from playground.document.documents import (
    data_in,
    from_json,
    scene_from_json,
    scene_to_json,
    to_json,
)
from playground.document.links import insist, link, scene_from_link
from playground.document.tokens import scene_from_token, scene_to_token
from playground.packed import from_token, to_token

__all__ = [
    "data_in",
    "from_json",
    "from_token",
    "insist",
    "link",
    "scene_from_json",
    "scene_from_link",
    "scene_from_token",
    "scene_to_json",
    "scene_to_token",
    "to_json",
    "to_token",
]
