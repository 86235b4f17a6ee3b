"""What is measured on a page: what touches or is cut off, a height, and what axe-core says."""

from pathlib import Path

from tests.browser.driving.board import Board

AXE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"

# The page and all that hangs on it wear the theme, and no colour is on its way any more.
WORN = """theme => getComputedStyle(document.body).colorScheme === theme
  && [...document.querySelectorAll("[data-theme]")].every((e) => e.dataset.theme === theme)
  && document.getAnimations().every(({ playState, transitionProperty }) =>
    !transitionProperty || playState !== "running")"""


def violations(board: Board, within: str = ".stMainBlockContainer") -> list[str]:
    """What axe-core holds against our part of the page, one line each."""
    board.page.evaluate(AXE.read_text("utf-8"))  # the policy lets no script tag of ours run
    found = board.page.evaluate(
        """async within => {
          const result = await axe.run(
            {include: [[within]]},
            {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
             resultTypes: ['violations']});
          return result.violations.flatMap(v => v.nodes.map(n =>
            `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary.slice(0, 200)}`));
        }""",
        within,
    )
    return [str(line) for line in found]


def violations_in_both_themes(board: Board, within: str = ".stMainBlockContainer") -> list[str]:
    """The same in the light theme and in the dark one, in which the page stays."""
    found = []
    for theme in ("light", "dark"):
        board.page.emulate_media(color_scheme=theme)
        board.page.wait_for_function(WORN, arg=theme)
        found += [f"{theme}: {line}" for line in violations(board, within)]
    return found


def touching(board: Board) -> list[str]:
    """Pairs of texts on the diagram, or of controls, whose boxes overlap by more than a hair."""
    board.page.wait_for_function("() => document.querySelector('[data-painted]')")
    pairs = board.page.evaluate(
        """() => {
          const stage = document.querySelector('.panel-stage');
          const texts = [...stage.querySelectorAll('.textpoint text, text.textpoint, .textpoint')]
            .filter(e => e.textContent.trim());
          const controls = [...stage.querySelectorAll(
              '.layer-name, .activation, .stepper, .insert, summary')]
            .filter(e => e.checkVisibility());
          const boxes = es => es.map(e => [e.textContent.trim() || e.ariaLabel || e.className,
                                           e.getBoundingClientRect(), e]);
          const found = [];
          for (const group of [boxes(texts), boxes(controls)])
            for (let i = 0; i < group.length; i++)
              for (let j = i + 1; j < group.length; j++) {
                const [a, p, x] = group[i], [b, q, y] = group[j];
                if (x.contains(y) || y.contains(x)) continue;
                const w = Math.min(p.right, q.right) - Math.max(p.left, q.left);
                const h = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
                if (w > 2 && h > 4) found.push(`${a.slice(0, 40)} / ${b.slice(0, 40)}`);
              }
          return found;
        }"""
    )
    return [str(pair) for pair in pairs]


def spilled(board: Board) -> list[str]:
    """Texts that leave the stage, values wider than their disc, a page wider than its window."""
    found = board.page.evaluate(
        """() => {
          const card = document.querySelector('.panel-stage').getBoundingClientRect();
          const found = [];
          for (const text of document.querySelectorAll('.panel-stage .textpoint')) {
            const box = text.getBoundingClientRect();
            if (box.width && (box.left < card.left - 1 || box.right > card.right + 1))
              found.push(`outside: ${text.textContent}`);
          }
          for (const node of document.querySelectorAll('.panel-stage .node')) {
            const disc = node.getBoundingClientRect();
            for (const text of document.querySelectorAll('.panel-stage .textpoint')) {
              const box = text.getBoundingClientRect();
              const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
              const inside = Math.abs(x - (disc.left + disc.right) / 2) < 2
                && Math.abs(y - (disc.top + disc.bottom) / 2) < 6;
              if (inside && box.width > disc.width) found.push(`too wide: ${text.textContent}`);
            }
          }
          if (document.documentElement.scrollWidth > innerWidth + 1) found.push('page too wide');
          return found;
        }"""
    )
    return [str(item) for item in found]


def wait_height(board: Board, least: float, most: float) -> None:
    """Until the diagram's height lies between the two."""
    board.page.wait_for_function(
        """([least, most]) => {
          const height = document.querySelector('.stage-figure').offsetHeight;
          return height >= least && height <= most;
        }""",
        arg=[least, most],
    )
