"""A language is one folder: copied from another one, the page offers it and speaks it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SPEAKS = """
from playground.answers.answer import answer
from playground.language import LANGUAGES, gettext, own_name, speaking
from playground.learner import Learner, lessons
from playground.lessons.feedback import sentences
from playground.notation import format_number
from playground.panels import PANELS
from playground.panels.panel import View
from playground import presets

assert LANGUAGES == ("en", "ca", "es"), LANGUAGES
assert own_name("ca") == "Català"
with speaking("ca"):
    assert gettext("Settings") == "Ajustes"
    assert format_number(1.5) == "1,50"
for lesson in lessons():
    assert lesson.texts["ca"].steps.keys() == lesson.texts["en"].steps.keys()
learner = Learner()
learner.follow({"lesson": "bias", "lang": "ca"})
assert learner.language == "ca"
assert learner.page_text["next"] == sentences("es", "page")["next"]
scene = presets.load("xor")
said = PANELS["stage"](scene, View(language="ca"))
assert "Oculta 1" in said.html
print("spoken")
"""


def test_a_language_is_one_folder(tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__", "vendor")
    shutil.copytree(ROOT / "playground", tmp_path / "playground", ignore=ignored)
    shutil.copytree(ROOT / "assets", tmp_path / "assets")
    words = tmp_path / "playground" / "languages"
    shutil.copytree(words / "es", words / "ca")
    done = subprocess.run(
        [sys.executable, "-c", SPEAKS],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "spoken", done.stderr
