"""The course as data: every lesson loads, can be done as modelled, and the facts are covered."""

import itertools
import re
import shutil
from pathlib import Path

import pytest

from playground.lessons.checks import CHECKS, Attempt, Check, Result, decoded, grade
from playground.lessons.checks.check import Parameters, check, result
from playground.lessons.feedback import LANGUAGES, say, sentences
from playground.lessons.lesson import Lesson, LessonError, Step
from playground.lessons.load import FOLDER, course, fact_table, load_lesson, right_choice
from playground.lessons.progress import Progress, decode, encode
from playground.lessons.texts import MOST_WORDS, count_words, filled, live_names, marked, read_text
from playground.network import Layer, Network
from playground.panels import PANELS
from playground.panels.panel import View
from playground.quantities import shown
from playground.scene import Scene, SetStep, apply

LESSONS = course(frozenset(PANELS))
STEPS = [(lesson, step) for lesson in LESSONS for step in lesson.steps]
EACH_LESSON = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)


def each(steps: list[tuple[Lesson, Step]]) -> pytest.MarkDecorator:
    ids = [f"{lesson.slug}/{step.id}" for lesson, step in steps]
    return pytest.mark.parametrize(("lesson", "step"), steps, ids=ids)


EACH_STEP = each(STEPS)
EACH_TASK = each([(lesson, step) for lesson, step in STEPS if step.content.task])
EACH_QUESTION = each([(lesson, step) for lesson, step in STEPS if step.content.question])


# ---- the course ----


def test_lessons_have_an_order() -> None:
    assert 14 <= len(LESSONS) <= 18
    orders = [lesson.order for lesson in LESSONS]
    assert orders == sorted(set(orders))
    assert {lesson.slug for lesson in LESSONS} == {
        path.stem for path in FOLDER.glob("content/*.toml")
    }


def test_no_text_without_a_lesson() -> None:
    for language in LANGUAGES:
        texts = {path.stem for path in FOLDER.glob(f"text/{language}/*.md")}
        assert texts == {lesson.slug for lesson in LESSONS}


def test_every_fact_has_a_step() -> None:
    covered = {fact for _, step in STEPS for fact in step.content.facts}
    assert covered == set(fact_table())


def test_the_fact_table_covers_the_outline() -> None:
    table = fact_table()
    assert {fact.get("number") for fact in table.values()} >= set(range(1, 12))
    kinds = {kind: [id_ for id_ in table if id_.startswith(kind)] for kind in _KINDS}
    assert {kind: len(ids) for kind, ids in kinds.items()} == _KINDS
    assert all(fact["says"] for fact in table.values())


_KINDS = {"table-": 8, "example-": 7, "error-": 5, "question-": 3}


@EACH_TASK
def test_a_task_is_open_at_first_and_done_as_modelled(lesson: Lesson, step: Step) -> None:
    task = step.content.task
    assert task is not None
    before = grade(task.check, Attempt(step.begins, step.begins))
    assert not before.passed
    after = grade(task.check, Attempt(step.solved, step.begins, task.typed))
    assert after.passed, after.remarks


@EACH_TASK
def test_the_controls_of_a_solution_are_not_hidden(lesson: Lesson, step: Step) -> None:
    task = step.content.task
    assert task is not None
    assert not {edit.hidden_with() for edit in task.solution} & step.begins.hidden


@EACH_QUESTION
def test_an_answer_is_right(lesson: Lesson, step: Step) -> None:
    question = step.content.question
    assert question is not None
    assert right_choice(question, step.begins) in question.choices
    if question.proof is not None:
        assert grade(question.proof, Attempt(step.solved, step.begins)).passed


@EACH_STEP
def test_all_that_is_shown_can_be_drawn(lesson: Lesson, step: Step) -> None:
    for scene, name in itertools.product((step.begins, step.solved), step.content.panels):
        assert PANELS[name](scene, View()).html


PRINTED = re.compile(r"−?\d+(\.\d+)?|[=≈]")


@EACH_STEP
def test_every_live_number_is_a_number(lesson: Lesson, step: Step) -> None:
    for text in lesson.texts.values():
        said = text.steps[step.id]
        for part, scene in itertools.product(
            (said.body, *said.parts.values()), (step.begins, step.solved)
        ):
            for name in live_names(part):
                assert PRINTED.fullmatch(shown(scene, name)), name
            assert not re.search(r"\{[a-z-]+(/\d+)+", filled(part, scene))


def test_what_a_scene_lacks_is_no_number() -> None:
    scene = apply(_scene(), SetStep(0))
    assert [shown(scene, name) for name in live_names("{bias/3/3} {a/0/0}")] == ["–", "?"]
    assert not PRINTED.fullmatch("–")
    assert not PRINTED.fullmatch("?")


@EACH_STEP
def test_translations_have_the_same_parts_and_numbers(lesson: Lesson, step: Step) -> None:
    english = lesson.texts["en"].steps[step.id]
    for language in LANGUAGES:
        other = lesson.texts[language].steps[step.id]
        assert other.parts.keys() == english.parts.keys()
        for name in ("", *english.parts):
            texts = [each.part(name) if name else each.body for each in (english, other)]
            numbers = [sorted(live_names(text)) for text in texts]
            assert numbers[0] == numbers[1], name or "text"
        if language != "en":
            assert other.body != english.body


@EACH_LESSON
def test_texts_are_short(lesson: Lesson) -> None:
    for text in lesson.texts.values():
        assert len(text.goal.split()) <= 40
        for words in text.steps.values():
            shown = (words.title, words.body, words.part("task"), words.part("note"))
            assert count_words(*shown) <= MOST_WORDS


# ---- what is wrong is told with its place ----


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("content/bias.toml", "text/en/bias.md", "text/es/bias.md", "facts.toml"):
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


BIAS = "content/bias.toml"


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
    ],
)
def test_an_error_names_file_and_line(folder: Path, old: str, new: str, says: str) -> None:
    message, line = _broken(folder, BIAS, old, new)
    assert message.startswith(f"{BIAS}, line ")
    told = int(re.findall(r"line (\d+)", message)[0])
    assert abs(told - line) <= 8, message
    assert says in message


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
    assert graded.score == 0.5
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
        ("Straight up, above 1", "$a > 1$", "needs words"),
        ("## threshold: ", "## theta: ", "expected the steps"),
        ("So the bias says", "So the bias says" + " what" * MOST_WORDS, "words"),
    ],
)
def test_an_error_in_a_text_is_told(folder: Path, old: str, new: str, says: str) -> None:
    message, _ = _broken(folder, "text/en/bias.md", old, new)
    assert message.startswith("text/en/bias.md")
    assert says in message


def test_a_missing_translation_is_told(folder: Path) -> None:
    (folder / "text/es/bias.md").unlink()
    with pytest.raises(LessonError, match=r"text/es/bias\.md"):
        load_lesson("bias", PANELS, folder)


def test_a_solution_that_is_not_allowed_is_told(folder: Path) -> None:
    message, _ = _broken(folder, BIAS, 'allow = ["biases"]', 'allow = ["weights"]')
    assert "locked" in message or "fixed" in message


# ---- texts ----


def _scene() -> Scene:
    return Scene(Network([Layer([[0.2, 0.00001]], [1.0], "sigmoid")]), [4, 80], decimals=2)


def test_numbers_are_the_scenes() -> None:
    text = "$z$ = {z/0/0|4}, a = {a/0/0}, θ = {theta/0/0}, {input/1}, none {bias/3/3}; $e^{x}$"
    assert filled(text, _scene()) == "$z$ = 1.8008, a = 0.86, θ = −1.00, 80.00, none –; $e^{x}$"


def test_what_has_not_been_played_is_not_told() -> None:
    scene = apply(_scene(), SetStep(0))
    assert filled("{a/0/0} {z/0/0} {input/0} {weight/0/0/0}", scene) == "? ? 4.00 0.20"
    assert shown(scene, "z/0/0|4") == "?"


def test_numbers_in_formulas_are_not_marked() -> None:
    text, names = marked("{input/0} $z = {z/0/0}$ and $$a = {a/0/0|1}$$ {bias/0/0}", _scene())
    assert text == ":gray[4.00] $z = 1.80$ and $$a = 0.9$$ :gray[1.00]"
    assert names == ["input/0", "bias/0/0"]


def test_a_text_needs_its_title_first() -> None:
    with pytest.raises(LessonError, match="x, line 2"):
        read_text("\nwords", "x")


# ---- progress ----


KNOWN = {"bias": {"shift": (), "which-way": ("left", "right")}}


def test_progress_survives_the_browser() -> None:
    progress = Progress().marked("bias", "shift", "done").guessed("bias", "which-way", "left")
    progress = progress.visiting("bias")
    assert decode(encode(progress), KNOWN) == progress


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "{", '{"lessons": 3}', '{"lessons":{"bias":{"steps":{"shift":"x"}}}}'],
)
def test_what_no_browser_has_kept_is_no_progress(text: str) -> None:
    assert decode(text, KNOWN) == Progress()


def test_unknown_steps_and_choices_are_dropped() -> None:
    progress = Progress().marked("bias", "gone", "done").marked("gone", "x", "done")
    progress = progress.guessed("bias", "which-way", "up").visiting("gone")
    assert decode(encode(progress), KNOWN) == Progress({"bias": Progress().of("bias")})


def test_a_guess_stays() -> None:
    progress = Progress().guessed("bias", "which-way", "left").guessed("bias", "which-way", "right")
    assert progress.guess("bias", "which-way") == "left"
    later = Progress().guessed("bias", "which-way", "right").joined(progress)
    assert later.guess("bias", "which-way") == "left"


def test_a_step_never_goes_back() -> None:
    progress = Progress().marked("bias", "shift", "done").marked("bias", "shift", "skipped")
    assert progress.state("bias", "shift") == "done"
    assert progress.without("bias").state("bias", "shift") is None
    joined = Progress().marked("bias", "shift", "shown").joined(progress)
    assert joined.state("bias", "shift") == "done"
