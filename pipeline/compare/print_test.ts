import { match } from "node:assert/strict";
import { keyLines } from "./print.ts";

Deno.test("keyLines() shows of long values the part in which they differ", () => {
  const shared = "retbleed: Mitigated; spectre: Retpolines; ".repeat(3);
  const [, line = ""] = keyLines([["mitigations", `${shared}on`, `${shared}off, and ${shared}`]]);
  match(line, /^mitigations +….{0,20}on +….{0,20}off, and .*…$/);
  const [, short = ""] = keyLines([["cores", "2", "4"]]);
  match(short, /^cores +2 +4$/);
});
