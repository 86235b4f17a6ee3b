import assert from "node:assert/strict";
import { test } from "node:test";

import { decoded } from "../../playground/live/frontend/decoded.js";

test("what our markup escapes is read without parsing, and once", () => {
  const parsed = { innerHTML: "", get value() { return `<${this.innerHTML}>`; } };
  Object.assign(globalThis, { document: { createElement: () => parsed } });
  assert.equal(decoded("a & b"), "a & b");
  assert.equal(decoded("&lt;b&gt; &amp;lt; &#34;&#39;"), `<b> &lt; "'`);
  assert.equal(parsed.innerHTML, "", "nothing was parsed");
  assert.equal(decoded("x&nbsp;y"), "x<&nbsp;>y");
});
