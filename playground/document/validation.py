"""What a scene has to pass before it becomes a document, a token or a link, and after."""

from playground.scene import FIELDS, Scene


def checked_scene(scene: Scene) -> Scene:
    """The scene itself, or NetworkError if no reader would take it."""
    for name, field in FIELDS.items():
        field.check_portable(getattr(scene, name))
    return scene
