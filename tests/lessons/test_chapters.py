"""The chapters: every lesson in one of them, in their order, with words in every language."""

import shutil
from pathlib import Path

import pytest

from playground.language import LANGUAGES
from playground.lessons.chapters import chapter_texts, read_chapters
from playground.lessons.lesson import LessonError
from playground.lessons.load import FOLDER, chapters, course
from playground.panels import PANELS

CHAPTERS = chapters(frozenset(PANELS))
SLUGS = {lesson.slug for lesson in course(frozenset(PANELS))}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lessons").mkdir()
    shutil.copy(FOLDER / "lessons" / "chapters.toml", tmp_path / "lessons")
    shutil.copytree(FOLDER / "languages", tmp_path / "languages")
    return tmp_path


def test_the_course_is_its_chapters() -> None:
    assert "".join(chapter.letter for chapter in CHAPTERS) == "ABCDEFG"
    assert [lesson for chapter in CHAPTERS for lesson in chapter.lessons] == list(
        course(frozenset(PANELS))
    )
    for chapter in CHAPTERS:
        assert {lesson.chapter for lesson in chapter.lessons} == {chapter.id}


def test_a_chapter_has_words_in_every_language() -> None:
    for chapter in CHAPTERS:
        assert set(chapter.texts) == set(LANGUAGES)
        assert len({text.title for text in chapter.texts.values()}) == len(LANGUAGES)
        assert all(0 < len(text.body.split()) <= 25 for text in chapter.texts.values())


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('["gates", "xor"]', '["gates"]', "the lesson xor is in no chapter"),
        ('["gates", "xor"]', '["gates", "xor", "bias"]', "the lesson bias stands there twice"),
        ('["gates", "xor"]', '["gates", "xor", "gone"]', "no lesson called gone"),
        ('id = "gates"', 'id = "bend"', "the chapter bend stands there twice"),
        ('id = "gates"', "order = 3", "order"),
        ('id = "gates"', "id = ", "chapters.toml"),
    ],
)
def test_what_is_wrong_with_the_chapters_is_told(
    folder: Path, old: str, new: str, says: str
) -> None:
    path = folder / "lessons/chapters.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(LessonError, match=says):
        read_chapters(folder, SLUGS)


def test_a_chapter_without_words_is_told(folder: Path) -> None:
    path = folder / "languages/es/chapters.md"
    path.write_text(path.read_text("utf-8").replace("## gates:", "## gate:"), "utf-8")
    with pytest.raises(LessonError, match=r"languages/es/chapters\.md: expected the chapters"):
        chapter_texts(read_chapters(folder, SLUGS), folder)
