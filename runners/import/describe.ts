/** report.json of an imported report: made when it is not there, and what each import adds to it. */
import type { Manifest, ScenarioEntry } from "../../pipeline/report.ts";

/** What an import says of the report, its scenario and its implementation; what is left out stays as it is. */
export interface Description {
  title?: string | undefined;
  citation?: string | undefined;
  date?: string | undefined;
  scenarioTitle?: string | undefined;
  kind?: ScenarioEntry["kind"] | undefined;
  implementationTitle?: string | undefined;
}

/** An imported report with nothing in it yet. */
export function newManifest(name: string): Manifest {
  return {
    name,
    title: name,
    created: "",
    state: "draft",
    origin: "imported",
    citation: "",
    profile: "",
    seed: "",
    reproduce: "",
    scenarios: [],
    implementations: [],
    failures: [],
    left_out: [],
  };
}

/** The manifest with what an import of these cells adds. */
export function describe(
  before: Manifest,
  scenario: string,
  cells: readonly { implementation: string; load_unit: string }[],
  description: Description,
): Manifest {
  const manifest = structuredClone(before);
  manifest.title = description.title ?? manifest.title;
  manifest.citation = description.citation ?? manifest.citation;
  manifest.created = description.date ?? manifest.created;
  const loadUnit = cells.find((cell) => cell.load_unit !== "")?.load_unit ?? "";
  let entry = manifest.scenarios.find((each) => each.name === scenario);
  if (entry === undefined) {
    entry = {
      name: scenario,
      title: scenario,
      about: "",
      kind: loadUnit === "" ? "fixed-work" : "ladder",
      load_unit: loadUnit,
      does_not_show: [],
      load_tool: "",
    };
    manifest.scenarios.push(entry);
  }
  entry.title = description.scenarioTitle ?? entry.title;
  entry.kind = description.kind ?? entry.kind;
  for (const name of new Set(cells.map((cell) => cell.implementation))) {
    let known = manifest.implementations.find((each) =>
      each.scenario === scenario && each.name === name
    );
    if (known === undefined) {
      known = {
        name,
        scenario,
        title: name,
        language: "",
        runtime: "",
        framework: "",
        state: "measured",
        reason: "",
        remedy: "",
        versions: [],
        source: "",
      };
      manifest.implementations.push(known);
    }
    known.title = description.implementationTitle ?? known.title;
  }
  return manifest;
}
