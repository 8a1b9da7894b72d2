import { equal } from "node:assert/strict";
import { NAMESPACE_DNS, uuidOf, version5 } from "./uuid.ts";

Deno.test("version5() gives the UUIDs that Python's uuid5() gives", async () => {
  equal(await version5(NAMESPACE_DNS, "python.org"), "886313e1-3b8a-5372-9b90-0c9aee199e5d");
  equal(await version5(NAMESPACE_DNS, ""), "4ebd0208-8328-5d69-8c44-ec50939c0967");
});

Deno.test("a name's UUID never changes: feed readers know reports by it", async () => {
  equal(await uuidOf("report published-echo"), "a9b5da7e-e332-51f7-9d3f-a4292ad2df6c");
});
