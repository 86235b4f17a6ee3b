"""What is wrong with a lesson's files is told with file and line; a check is one class."""

import re
import shutil
from pathlib import Path

import pytest

from playground import presets
from playground.lessons.checks import CHECKS, Attempt, Check, Result, decoded, grade
from playground.lessons.checks.check import Parameters, check, result
from playground.lessons.feedback import say, sentences
from playground.lessons.lesson import LessonError
from playground.lessons.load import FOLDER, load_lesson, scene_of
from playground.lessons.texts import MOST_WORDS
from playground.panels import PANELS
from playground.scene import replace_scene


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        *("lessons/content/bias.toml", "lessons/facts.toml"),
        *("languages/en/lessons/bias.md", "languages/es/lessons/bias.md"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(FOLDER / name, tmp_path / name)
    return tmp_path


def _broken(folder: Path, name: str, old: str, new: str) -> tuple[str, int]:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    line = text[: text.index(old)].count("\n") + 1
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(LessonError) as caught:
        load_lesson("bias", PANELS, folder)
    return str(caught.value), line


BIAS = "lessons/content/bias.toml"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('allow = ["biases"]', 'allow = ["bias"]', "expected some of activations"),
        ('allow = ["biases"]', "allow = [", ""),
        ('panels = ["stage", "neuron"]', 'panels = ["stag"]', "got 'stag'"),
        ('highlight = "bias/0/0"', 'highlight = "bias/0/7"', "has no bias/0/7"),
        ('highlight = "bias/0/0"', 'highlight = "matrices"', "highlight"),
        ('facts = ["bias-threshold"]', 'facts = ["bias-thresh"]', "bias-thresh"),
        ('name = "value"', 'name = "valeu"', "valeu"),
        ('answer = "left"', 'answer = "down"', "got 'down'"),
        ('answer = "left"', "", "expected one of answer"),
        ("threshold = 3.0", 'threshold = "3"', "Expected `float`"),
        ("open = true", "opened = true", "opened"),
        ('id = "threshold"', 'id = "shift"', "second step called shift"),
        ("input = [2.0]", "input = [2.0, 1.0]", "expected 1 values"),
        ('activation = "step"', 'activation = "stop"', "stop"),
        ("input = [2.0]", 'data = "corners-xnor"', "xnor"),
        ("input = [2.0]", 'data = "corners-or"\nrow = 4', "there is no number 5"),
        ("input = [2.0]", 'preset = "bias"', "preset: expected one of body-size"),
        ("input = [2.0]", 'data = { columns = ["x", "y"], rows = [[1, 0], [2]] }', "start"),
        ("input = [2.0]", 'data = { columns = ["x", "y"], row = [1, 0] }', "row"),
    ],
)
def test_an_error_names_file_and_line(folder: Path, old: str, new: str, says: str) -> None:
    message, line = _broken(folder, BIAS, old, new)
    assert message.startswith(f"{BIAS}, line ")
    told = int(re.findall(r"line (\d+)", message)[0])
    assert abs(told - line) <= 8, message
    assert says in message


def test_a_start_says_what_is_another_than_in_an_example() -> None:
    example = presets.load("obesity")
    bare = scene_of({"preset": "obesity", "data": "", "decimals": 3})
    assert (bare.data, bare.decimals) == (None, 3)
    assert replace_scene(bare, data=example.data, decimals=example.decimals) == example
    assert scene_of({"preset": "obesity"}) == scene_of("obesity") == example


def test_a_start_may_hold_its_rows() -> None:
    layers = [{"weights": [[1.0, 1.0]], "biases": [0.0], "activation": "step"}]
    rows = {"columns": ["a", "b", "c"], "rows": [[0, 1, 0], [2, 3, 1], [4, 5, 1]]}
    scene = scene_of({"layers": layers, "data": rows, "row": 1, "input": [2.0, 3.0]})
    data = scene.fitting
    assert data is not None
    assert data.x.tolist() == [[0, 1], [2, 3], [4, 5]]
    assert (data.task, data.target.tolist(), len(data.test)) == ("binary", [0, 1, 1], 0)
    assert scene.is_at_row


def test_a_check_is_one_class(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parameters and grade: a lesson's file may ask for it, and its sentence is said."""
    monkeypatch.setitem(CHECKS, "few-parameters", Parameters)  # so that it is gone after the test
    monkeypatch.setitem(sentences("en"), "few", "{count} parameters; wanted at most {most}.")
    monkeypatch.setitem(sentences("en"), "few-passed", "{count} parameters: few enough.")

    @check
    class FewParameters(Parameters, frozen=True, tag="few-parameters"):
        most: int = 1

        def grade(self, attempt: Attempt) -> Result:
            count = attempt.scene.network.n_parameters
            return result(self.most / count, count <= self.most, "few", count=count, most=self.most)

    path = folder / BIAS
    asked = 'check = { name = "fires-above", threshold = 3.0 }'
    text = path.read_text("utf-8")
    path.write_text(text.replace(asked, 'check = { name = "few-parameters", most = 2 }'), "utf-8")
    step = next(
        step for step in load_lesson("bias", PANELS, folder).steps if step.id == "threshold"
    )
    assert step.content.task is not None
    assert step.content.task.check == FewParameters(2)
    graded = grade(step.content.task.check, Attempt(step.begins, step.begins))
    assert say(graded.remarks[0], "en") == "2 parameters: few enough."
    nested = decoded(Check, {"name": "all", "checks": [{"name": "few-parameters"}]})
    graded = grade(nested, Attempt(step.begins, step.begins))
    assert graded.score == 0.0  # nothing has been done yet
    assert say(graded.remarks[0], "en") == "2 parameters; wanted at most 1."
    message, line = _broken(folder, BIAS, "most = 2", 'most = "two"')
    assert message == f"{BIAS}, line {line}: Expected `int`, got `str`"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("### hint 2", "### hint two", "got 'hint two'"),
        ("## shift: ", "## shift ", "expected '## step-id: Its title'"),
        ("{bias/0/0}", "{bias/0}", "quantity"),
        ("# The bias", "The bias", "expected '# Title'"),
        ("### choice up", "### choice down", "choice up"),
        ("### wrong right", "### wrong left", "expected '### wrong right'"),
        ("### further hint", "### note", "expected '### further hint'"),
        ("Straight up, above 1", "$a > 1$", "needs words"),
        ("## threshold: ", "## theta: ", "expected the steps"),
        ("So the bias says", "So the bias says" + " what" * MOST_WORDS, "words"),
    ],
)
def test_an_error_in_a_text_is_told(folder: Path, old: str, new: str, says: str) -> None:
    message, _ = _broken(folder, "languages/en/lessons/bias.md", old, new)
    assert message.startswith("languages/en/lessons/bias.md")
    assert says in message


def test_a_missing_translation_is_told(folder: Path) -> None:
    (folder / "languages/es/lessons/bias.md").unlink()
    with pytest.raises(LessonError, match=r"languages/es/lessons/bias\.md"):
        load_lesson("bias", PANELS, folder)


def test_a_solution_that_is_not_allowed_is_told(folder: Path) -> None:
    message, _ = _broken(folder, BIAS, 'allow = ["biases"]', 'allow = ["weights"]')
    assert "locked" in message or "fixed" in message
