"""The addresses of scenes."""

from urllib.parse import urlencode

from playground.scene import Scene
from playground.share import link_of


def path_of(scene: Scene) -> str:
    """The path that opens a scene."""
    return "/?" + urlencode(link_of(scene))
