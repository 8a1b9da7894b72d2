import { equal, match, ok } from "node:assert/strict";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { Command, commandLines } from "./command.tsx";

Deno.test("a long command is broken before options, and a shell reads the same words", async () => {
  const names = Array.from({ length: 9 }, (_, index) => `--implementation server-${index}`);
  const command = `printf %s\\n bench ${names.join(" ")} -H 'Accept: a -b --c' --seed 0c841103`;
  const lines = commandLines(command);
  ok(lines.split("\n").length > 3);
  for (const line of lines.split("\n")) ok(line.length <= 76, line);
  const wordsOf = async (text: string) =>
    new TextDecoder().decode(
      (await new Deno.Command("sh", { args: ["-c", text] }).output()).stdout,
    );
  equal(await wordsOf(lines), await wordsOf(command));
  ok((await wordsOf(lines)).includes("Accept: a -b --c"));
});

Deno.test("a command that has room stays on its line", () =>
  equal(commandLines("deno task normalize --all"), "deno task normalize --all"));

Deno.test("an option is in one piece on its line, and what is copied is the command as it was", () => {
  const text = `deno task bench ${"--implementation server ".repeat(5)}-H 'Accept: a -b'`;
  const html = renderToString(h(Command, { text }));
  ok(html.includes("<span>--implementation server</span>"));
  match(html, /<span> *-H 'Accept: a -b'<\/span>/);
  ok(
    html.includes("<span>  --implementation server</span>"),
    "no line is blank where one has no room",
  );
  equal(html.replace(/<[^>]+>/g, ""), commandLines(text));
});
