import { deepEqual, match, ok } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { RawFilesTable } from "./raw_files_table.tsx";

Deno.test("raw files stand by folder, with the checksum of those alone that are kept elsewhere", () => {
  const files = ["raw/a.1/server.txt", "raw/a.1/wrk.txt", "raw/b.1/wrk.txt"].map((path) => ({
    ...{ path, bytes: 2048, sha256: `sum of ${path}` },
    ...(path.startsWith("raw/b") ? { url: "https://a.example/wrk.txt" } : {}),
  }));
  const html = renderToString(
    <RawFilesTable
      files={files}
      link={({ path, url }, text) => <a href={url ?? path}>{text}</a>}
    />,
  );
  const rows = html.split(/<tr[^>]*>/).slice(2);
  deepEqual(rows.map((row) => /scope="row">([^<]*)</.exec(row)?.[1]), ["raw/a.1", "raw/b.1"]);
  match(rows[0] ?? "", /href="raw\/a\.1\/server\.txt">server\.txt<.*2\.00.KiB.*>wrk\.txt<.*4,096/);
  ok(!html.includes("sum of raw/a.1"));
  match(rows[1] ?? "", /href="https:\/\/a\.example\/wrk\.txt".*sum of raw\/b\.1\/wrk\.txt/);
});
