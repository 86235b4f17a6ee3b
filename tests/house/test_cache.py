"""Caches change nothing: a drawing that may be remembered equals one that is made afresh."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground import presets
from playground.cache import Cache, cached, forget, once
from playground.history import History
from playground.limits import PlaygroundError
from playground.panels import PANELS
from playground.panels.panel import Panel, View
from playground.scene import Edit, Scene, SetWeight, apply, replace_scene
from playground.session import Session
from tests.strategies import edits, scenes, tame_numbers

Panels = Mapping[str, Callable[[Scene, View], Panel]]
VIEWS = [View(), View(theme="dark"), View(phone=True, widths={"stage": 358})]


def differing(walk: list[tuple[Scene, View]], panels: Panels) -> set[str]:
    """The panels of which a drawing that follows others is not the drawing that is made first."""
    forget()
    remembered = [
        {name: render(scene, view) for name, render in panels.items()} for scene, view in walk
    ]
    found = set()
    for (scene, view), drawn in zip(walk, remembered, strict=True):
        alone = replace_scene(scene)  # without what the scene itself has computed
        for name, render in panels.items():
            forget()
            if render(alone, view) != drawn[name]:
                found.add(name)
    return found


@st.composite
def walks(draw: st.DrawFn) -> list[tuple[Scene, View]]:
    """The scenes of a visitor who edits, undoes and comes back, each in some view."""
    start = draw(
        st.sampled_from([presets.load(name) for name in ("body-size", "xor", "obesity")])
        | scenes(values=tame_numbers)
    )
    visit = Session(History(start))
    walk = []
    for _ in range(draw(st.integers(1, 6))):
        if draw(st.integers(0, 4)):
            edit: Edit = draw(edits())
            try:
                visit.edit(edit)
            except PlaygroundError:
                continue
        else:
            visit.history = visit.history.undo()
        walk.append((visit.scene, draw(st.sampled_from(VIEWS))))
    return walk


@settings(max_examples=40, deadline=None)
@given(walks(), st.sets(st.sampled_from(sorted(PANELS)), min_size=8, max_size=12))
def test_a_remembered_drawing_is_the_one_that_is_made_afresh(
    walk: list[tuple[Scene, View]], open_ones: set[str]
) -> None:
    assert differing(walk, {name: PANELS[name] for name in open_ones}) == set()


def test_a_key_that_lacks_what_is_drawn_is_noticed() -> None:
    scene = presets.load("xor")
    draw = PANELS["stage"]
    lacking = cached(8, key=lambda scene, view: scene.network.sizes)(draw.render)
    walk = [(scene, View()), (apply(scene, SetWeight(0, 0, 0, 7.0)), View())]
    assert differing(walk, {"sound": draw, "lacking": lacking}) == {"lacking"}


def test_a_result_is_made_once_for_each_key() -> None:
    made = []

    @cached(2, key=lambda number: number % 10)
    def by_last_digit(number: int) -> int:
        made.append(number)
        return number

    assert [by_last_digit(number) for number in (1, 11, 2, 21, 3, 1)] == [1, 1, 2, 1, 3, 1]
    assert made == [1, 2, 3]
    forget()
    assert by_last_digit(11) == 11


@pytest.mark.parametrize("key", [None, lambda number: number])
def test_the_oldest_result_is_forgotten(key: Callable[[int], int] | None) -> None:
    made = []

    @cached(2, key=key)
    def noted(number: int) -> int:
        made.append(number)
        return number

    for number in (1, 2, 1, 3, 1, 2):
        assert noted(number) == number
    assert made == [1, 2, 3, 2]


def test_threads_may_share_a_cache() -> None:
    cache: Cache[int, int] = Cache(8)

    def use(start: int) -> bool:
        steps = range(start, start + 2000)
        return all(
            cache.get(n % 12) in (None, n % 12) and cache.put(n % 12, n % 12) == n % 12
            for n in steps
        )

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(use, range(4)))
    assert sum(cache.get(n) is not None for n in range(12)) == 8


_puts = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 14)), max_size=30)


@given(_puts)
def test_a_cache_never_weighs_more_than_it_may_and_keeps_the_last(
    puts: list[tuple[int, int]],
) -> None:
    cache: Cache[int, int] = Cache(10, lambda weight: weight)
    for n, (key, weight) in enumerate(puts):
        assert cache.put(key, weight) == weight
        assert cache.get(key) == weight
        last: dict[int, int] = {}  # what the puts so far would leave, newest first
        for other, heavy in reversed(puts[: n + 1]):
            last.setdefault(other, heavy)
        held = {key: value for key in range(6) if (value := _peek(cache, key)) is not None}
        assert sum(held.values()) <= 10 or len(held) == 1
        assert all(last[key] == value for key, value in held.items())
        assert set(held) == set(list(last)[: len(held)])


def _peek(cache: Cache[int, int], key: int) -> int | None:
    """What is held, without making it the last one that was used."""
    return cache._values.get(key)


def test_what_is_larger_than_all_is_kept_alone_until_the_next_comes() -> None:
    cache: Cache[str, int] = Cache(10, lambda weight: weight)
    cache.put("small", 4)
    assert cache.put("large", 11) == 11
    assert (cache.get("small"), cache.get("large")) == (None, 11)
    cache.put("small", 12)  # the old value must not stand for the new one
    assert (cache.get("small"), cache.get("large")) == (12, None)
    cache.put("all", 10)
    assert (cache.get("small"), cache.get("all"), cache.weight) == (None, 10, 10)
    cache.clear()
    assert cache.put("all", 10) == cache.get("all") == 10


def test_what_is_worked_out_of_an_object_is_kept_with_it() -> None:
    made = []

    @once
    def doubled(scene: Scene, k: int) -> int:
        made.append((scene.title, k))
        return 2 * k

    one, other = presets.load("and"), presets.load("or")
    assert [doubled(scene, k) for scene in (one, one, other) for k in (1, 2)] == [2, 4] * 3
    assert made == [(scene.title, k) for scene in (one, other) for k in (1, 2)]
    doubled(replace_scene(one), 1)
    assert len(made) == 5


def test_what_is_left_is_forgotten_first_unless_it_is_asked_for() -> None:
    cache: Cache[str, str] = Cache(3)
    for key in "abc":
        cache.put(key, key)
    cache.leave("c")
    cache.leave("nothing")
    cache.put("d", "d")
    assert [key for key, _ in cache.items()] == ["a", "b", "d"]
    cache.leave("d")
    assert cache.get("d") == "d"
    cache.put("e", "e")
    assert [key for key, _ in cache.items()] == ["b", "d", "e"]
