/** What an implementation is: its language, versions, source and size. */
import type { Manifest } from "../../pipeline/report.ts";
import { formatCount } from "../format.ts";
import type { ImplementationView } from "../model/implementation.ts";
import { Breakable } from "./breakable.tsx";
import { Facts } from "./facts.tsx";
import { LinkedText } from "./linked_text.tsx";

export interface ImplementationFactsProps {
  view: ImplementationView;
  manifest: Manifest;
}

export function ImplementationFacts({ view, manifest }: ImplementationFactsProps) {
  const { implementation } = view;
  const { language, runtime, framework, versions, state, reason } = implementation;
  const kind = [...new Set([language, runtime, framework])].filter((part) => part !== "");
  const facts = [
    ["Language, runtime, framework", kind.join(", ")],
    ["Versions", versions.map(({ name, version }) => `${name} ${version}`).join(", ")],
    ["Source", sourceOf(implementation, manifest)],
    ["Size", sizeText(view)],
    [
      "Noise floor",
      implementation.twin_of === undefined
        ? ""
        : `the program of ${implementation.twin_of} a second time, not ranked`,
    ],
    ["State", state === "measured" ? "" : `${state}: ${reason}`],
  ] as const;
  return <Facts facts={facts} />;
}

/** No report names the address of a repository: a folder is one of the project's, whoever has a copy of it. */
function sourceOf(
  { source }: ImplementationView["implementation"],
  { origin, citation }: Manifest,
) {
  if (/^https?:/.test(source)) return <LinkedText text={source} />;
  if (source !== "") {
    return (
      <>
        <code>
          <Breakable as="file" text={source} />
        </code>{" "}
        in the repository of the project
      </>
    );
  }
  if (origin === "measured" || citation === "") return <>not recorded</>;
  return (
    <>
      its authors’, not kept here: <LinkedText text={citation} />
    </>
  );
}

/** "734 lines of code in 6 files", where the report states it or whoever measured counted them; else empty. */
function sizeText({ cells, implementation: { code } }: ImplementationView): string {
  if (code !== undefined) {
    const own = `${formatCount(code.lines, "line")} in ${formatCount(code.files, "file")}`;
    return `${own}: empty lines, files of its build and shared code are not counted`;
  }
  const figures = cells.flatMap((cell) => cell.figures);
  const stated = (metric: string) =>
    figures.find((figure) => figure.metric === metric)?.summary?.median;
  const lines = stated("counter:lines_of_code");
  const files = stated("counter:source_files");
  if (lines === undefined) return "";
  const text = formatCount(lines, "line of code", "lines of code");
  return files === undefined ? text : `${text} in ${formatCount(files, "file")}`;
}
