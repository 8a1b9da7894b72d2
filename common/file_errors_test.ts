import { deepEqual, equal, match, ok } from "node:assert/strict";
import { Failure } from "./failure.ts";
import { asFailure } from "./file_errors.ts";

function said(error: unknown, path?: string): string {
  const failure = asFailure(error, path);
  ok(failure instanceof Failure, String(failure));
  equal(failure.status, 1);
  return failure.message;
}

Deno.test("asFailure() says in one sentence what the system says of a file", async () => {
  const folder = await Deno.makeTempDir();
  const errorOf = (action: () => unknown) => {
    try {
      return action();
    } catch (error) {
      return error;
    }
  };
  equal(
    said(errorOf(() => Deno.readTextFileSync(folder))),
    `${folder}: it is a folder, where a file belongs; put the file there`,
  );
  await Deno.writeTextFile(`${folder}/a`, "");
  match(
    said(errorOf(() => Deno.readTextFileSync(`${folder}/a/b`))),
    /a\/b: it is a file, or below/,
  );
  match(said(errorOf(() => Deno.readDirSync(`${folder}/none`).next())), /none: there is no such/);
  match(said(errorOf(() => Deno.openSync(`${folder}/${"x".repeat(300)}`))), /x: the name is too/);
  match(said(errorOf(() => Deno.renameSync(`${folder}/a`, `${folder}/c/d`))), /c\/d: there is no/);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("asFailure() knows the errors that only other users and full disks meet", () => {
  const { PermissionDenied, IsADirectory } = Deno.errors;
  equal(
    said(new PermissionDenied("Permission denied (os error 13): readfile 'data/it's'")),
    "data/it's: permission denied; change its permissions, or its folder's",
  );
  equal(
    said(new PermissionDenied("Permission denied (os error 13): open 'a.1f.partial'"), "a"),
    "a: permission denied; change its permissions, or its folder's",
  );
  match(said(new Error("No space left on device (os error 28)")), /^standard input or output: no/);
  match(said(new IsADirectory("Is a directory (os error 21)"), "-"), /^-: it is a folder/);
  equal(
    said(new Error("Text file busy (os error 26): open 'a'")),
    "a: text file busy; mend that and run it again",
  );
});

Deno.test("a path that is empty is wrong usage, and no fault of ours", async () => {
  const script = 'await Deno.stat("").catch((error) => console.log(error.message))';
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/stat.ts`, script);
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-read", `${folder}/stat.ts`],
  }).output();
  await Deno.remove(folder, { recursive: true });
  const failure = asFailure(new Error(new TextDecoder().decode(stdout).trim()));
  ok(failure instanceof Failure, String(failure));
  deepEqual([failure.message, failure.status], ['"" is no path; name a file or a folder', 2]);
});

Deno.test("asFailure() leaves alone what no file is to blame for", () => {
  for (
    const error of [
      new TypeError("Cannot destructure property 'by' of 'standing'"),
      new Deno.errors.ConnectionRefused("Connection refused (os error 111)"),
      new Error("said (os error 21): elsewhere\nat work"),
      new Failure("a: mend it"),
      "text",
    ]
  ) equal(asFailure(error), error);
});
