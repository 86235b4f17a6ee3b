"""Whether what a step asks, what is said of it and what it is about are in the window at once."""

from playwright.sync_api import Page, TimeoutError

PHONE = (390, 844)
SETTLES = 4_000  # ms until what is amiss is taken to stay so: a page is still being laid out before
#: What of a step is out of the window, or lies under something else. Beside the board, where the
#: window is wide, the text scrolls only once there are hints; in a narrow one all of the page does.
_AMISS = """() => {
  const LINE = 20, wide = innerWidth > 900, found = []; // less than half a line hides no words
  const all = (css) => [...document.querySelectorAll(css)];
  const over = (element) => element.scrollHeight - element.clientHeight;
  const look = (name, element) => {
    if (!wide) element.scrollIntoView({ block: "center" });
    const { left, width, top, bottom } = element.getBoundingClientRect();
    if (wide && bottom > innerHeight + 1) found.push(`${name} ends at ${bottom}`);
    for (const y of [top + 3, (top + bottom) / 2, bottom - 3]) {
      const there = document.elementFromPoint(left + width / 2, y);
      if (there && !element.contains(there) && !there.contains(element))
        found.push(`${name} is covered by ${there.className}`);
    }
  };
  const main = document.querySelector("[data-testid=stMain]");
  main.scrollTop = 0;
  const answers = ":is([data-testid=stTextInput], [role=radiogroup] label, button)";
  for (const each of all(`.st-key-lesson-task ${answers}`)) look("what is asked", each);
  for (const each of all(".panel-feedback")) look("the verdict", each);
  if (wide) {
    for (const each of all(".st-key-lesson-nav button")) look("a turn", each);
    const [board] = all(".st-key-lesson-board .panel");
    look("the board", board.querySelector(".stage-figure") ?? board);
    if (!all(".st-key-lesson-hints p, .st-key-lesson-reveal").length)
      for (const each of all(".st-key-lesson-said"))
        if (over(each) > LINE / 2) found.push(`the text has ${over(each)} px more than it shows`);
    if (!all(".st-key-lesson-hints p").length)
      for (const each of all(".st-key-lesson-task"))
        if (over(each) > LINE / 2) found.push(`the task has ${over(each)} px more than it shows`);
  }
  main.scrollTop = 0;
  return found;
}"""


def amiss(page: Page) -> list[str]:
    """What is out of sight or covered at the window's size, and stays so."""
    try:
        page.wait_for_function(f"() => !({_AMISS})().length", timeout=SETTLES)
    except TimeoutError:
        return page.evaluate(_AMISS)
    return []


def amiss_on_a_phone(page: Page) -> list[str]:
    """The same in a phone's window; the page has its own size again afterwards."""
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    found = amiss(page)
    page.set_viewport_size(size)
    return found
