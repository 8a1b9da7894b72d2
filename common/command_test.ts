import assert from "node:assert/strict";
import { withoutControls } from "./command.ts";

Deno.test("withoutControls() leaves nothing that a terminal obeys, and text of any script alone", () => {
  assert.equal(withoutControls("a\u001b[2Jb\u0007c\u009bd\re"), "a\ufffd[2Jb\ufffdc\ufffdd\ufffde");
  assert.equal(withoutControls("µs · מבחן 🙂"), "µs · מבחן 🙂");
});
