import { deepEqual } from "node:assert/strict";
import { codeSizeOf, sourceFiles } from "./source_files.ts";

Deno.test("codeSizeOf() counts lines that are not empty, of programs alone", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/src`);
    await Deno.mkdir(`${folder}/target`);
    const files = {
      "src/main.rs": "// a comment\n\nfn main() {\n  \t\n}\n",
      "start.sh": "#!/bin/sh\nexec ./server\n",
      "Cargo.toml": "[package]\n",
      "Cargo.lock": "version = 4\n",
      "CMakeLists.txt": "project(x)\n",
      "implementation.json": "{}\n",
      "README.md": "text\n",
      "target/built.rs": "fn built() {}\n",
    };
    for (const [path, text] of Object.entries(files)) {
      await Deno.writeTextFile(`${folder}/${path}`, text);
    }
    deepEqual(await codeSizeOf(folder), { lines: 5, files: 2 });
    deepEqual((await sourceFiles(folder)).includes("target/built.rs"), false);
    await Deno.remove(`${folder}/start.sh`);
    deepEqual(await codeSizeOf(folder), { lines: 3, files: 1 });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
