import { deepEqual, equal } from "node:assert/strict";
import { madeOnce } from "./made_once.ts";

Deno.test("madeOnce() makes again only what differs or was damaged", async () => {
  const folder = await Deno.makeTempDir();
  try {
    let times = 0;
    const make = (text: string) => () => {
      times++;
      return Promise.resolve(new TextEncoder().encode(text));
    };
    const ask = async (from: string, text: string) =>
      new TextDecoder().decode(await madeOnce("card.a", from, make(text), `${folder}/cache`));
    deepEqual([await ask("1", "one"), await ask("1", "other"), times], ["one", "one", 1]);
    deepEqual([await ask("2", "two"), times], ["two", 2]);
    const path = `${folder}/cache/card.a`;
    const bytes = await Deno.readFile(path);
    bytes[bytes.length - 1] = 0;
    await Deno.writeFile(path, bytes);
    equal(await ask("2", "two"), "two");
    equal(times, 3);
    await Deno.writeTextFile(path, "");
    equal(await ask("2", "two"), "two");
    deepEqual([...Deno.readDirSync(`${folder}/cache`)].map(({ name }) => name), ["card.a"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
