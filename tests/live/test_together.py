"""All modules in one: each keeps what is its own, and gives what it exported."""

import re

from playground.live.files import EARLY, ENTRY, MODULES, TOGETHER, sent, text
from playground.live.together import EXPORT, IMPORT, names, together

FOLDER = {
    "entry.js": 'import { first } from "./a/first.js";\nimport "./effect.js";\n',
    "effect.js": 'import { open as opened } from "./a/first.js";\nopened();\n',
    "a/first.js": (
        'import other from "../vendor/other.js";\n'
        'import {\n  half,\n  Whole as All,\n} from "../b.js";\n\n'
        "let seen = 0;\n\n"
        "/** One. */\nexport function first() {\n  return half(seen, All, other);\n}\n\n"
        'export async function open() {\n  await import("./later.js");\n}\n'
    ),
    "b.js": (
        "const seen = new URL(import.meta.url);\n"
        "export const half = () => seen;\n"
        "export class Whole {}\n"
    ),
}

WHOLE = """\
import other from "./vendor/other.js";
// b.js
const _0 = (() => {
const seen = new URL(new URL("./b.js", import.meta.url));
const half = () => seen;
class Whole {}
return { half, Whole };
})();
const _0_half = _0.half;
export { _0_half as half };
const _0_Whole = _0.Whole;
export { _0_Whole as Whole };
// a/first.js
const _1 = (() => {
const {
  half,
  Whole: All,
} = _0;

let seen = 0;

/** One. */
function first() {
  return half(seen, All, other);
}

async function open() {
  await import("./a/later.js");
}
return { first, open };
})();
const _1_first = _1.first;
export { _1_first as first };
const _1_open = _1.open;
export { _1_open as open };
// effect.js
const _2 = (() => {
const { open: opened } = _1;
opened();
return {  };
})();
"""


def test_each_module_is_a_scope_behind_all_that_it_imports() -> None:
    assert names(["entry.js"], FOLDER.__getitem__) == ["b.js", "a/first.js", "effect.js"]
    assert re.sub(" +", " ", together(["entry.js"], FOLDER.__getitem__)) == re.sub(" +", " ", WHOLE)


def test_our_modules_are_written_so_that_they_can_be_put_together() -> None:
    exported: list[str] = []
    for name in [*MODULES, EARLY, ENTRY]:
        source = text(name)
        begun = re.findall(r"^(?:import|export)\b", source, re.MULTILINE)
        default = source.count("export default ")
        assert len(begun) == len(IMPORT.findall(source)) + len(EXPORT.findall(source)) + default
        assert not default or name == ENTRY
        exported += EXPORT.findall(source)
    assert sorted(exported) == sorted(set(exported)), "each name is exported once"


def test_the_whole_exports_all_that_any_of_them_does() -> None:
    given = re.findall(r"^export \{ \w+ as (\w+) \};$", sent(TOGETHER)[0], re.MULTILINE)
    assert sorted(given) == sorted(each for name in MODULES for each in EXPORT.findall(text(name)))
    assert "\nimport {" not in sent(TOGETHER)[0]
