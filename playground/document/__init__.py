"""Untrusted bytes, link tokens and query strings ↔ Network and Scene: the only decoder.

Three forms, each exact to the bit:

- a *document* (``documents``) is readable JSON: the layers, the names, and optionally what else a
  scene has;
- a *token* (``tokens``) is URL-safe text: a network, or a whole scene for the wire;
- a *link* (``links``) is a query string: a network's token and readable parameters.

Whatever comes in, nothing but NetworkError gets out.
"""

from playground.document.documents import from_json, scene_from_json, scene_to_json, to_json
from playground.document.links import insist, link, scene_from_link
from playground.document.tokens import from_token, scene_from_token, scene_to_token, to_token

__all__ = [
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
