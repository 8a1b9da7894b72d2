import { equal } from "node:assert/strict";
import fc from "fast-check";
import { escapeMarkdown, isSafeLink, markdownParser } from "./markdown.ts";

Deno.test("isSafeLink() passes http, https and relative addresses alone", () => {
  for (
    const address of ["http://a.org", "HTTPS://a.org", "a/b.csv", "../x", "#part", "?a=b:c", "/a"]
  ) {
    equal(isSafeLink(address), true, address);
  }
  const unsafe = [
    "javascript:alert(1)",
    "JavaScript:x",
    " data:x",
    "mailto:a@b.c",
    "//a.org",
    "/\\a",
  ];
  for (const address of unsafe) equal(isSafeLink(address), false, address);
});

Deno.test("escapeMarkdown() makes any text stand as it is", () => {
  const part = fc.constantFrom(
    ..."\\`*_{}[]()<>#+-!|&~:=.,\"'/@ \t\na1".split(""),
    "&amp;",
    "http://a.org",
    "<b>",
  );
  const decode = (html: string) =>
    html.replace(
      /&(lt|gt|quot|amp);/g,
      (_, name: string) => ({ lt: "<", gt: ">", quot: '"', amp: "&" })[name] ?? "",
    );
  fc.assert(fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
    const text = parts.join("");
    const html = markdownParser().render(`a ${escapeMarkdown(text)} z`);
    const shown = text.replace(/[\n\t]+/g, " ");
    equal(decode(html), `<p>a ${shown} z</p>\n`);
  }));
});
