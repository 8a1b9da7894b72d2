/** A diagnosis as a person reads it. */
import type { Diagnosis, Runnable } from "./doctor.ts";
import { noiseLines } from "./host/noise/text.ts";

/** The whole text, with a line feed at its end. */
export function diagnosisText({ host, noise, load_tools, scenarios }: Diagnosis): string {
  const lines = [
    `host: ${host.title}`,
    ...Object.entries(host.fingerprint).map(([key, value]) => `  ${key}: ${value}`),
    ...host.isolation.map((sentence) => `  ${sentence}`),
    "",
    "noise, what to change first",
    ...noiseLines(noise),
    "",
    "load tools",
    ...load_tools.flatMap((each) => runnableLines(each, "ready   ", " ")),
    ...scenarios.flatMap(({ name, implementations, backends }) => {
      const count = implementations.filter(({ lacks }) => lacks.length === 0).length;
      return [
        "",
        `${name}: ${count} of ${implementations.length} can be run here`,
        ...implementations.flatMap((each) => runnableLines(each, "runnable", ": ")),
        ...backends.flatMap((each) => runnableLines(each, "backend ", ": ")),
      ];
    }),
  ];
  return `${lines.join("\n")}\n`;
}

function runnableLines({ name, versions, lacks }: Runnable, ready: string, between: string) {
  if (lacks.length === 0) return [`  ${ready}  ${name}${between}${versions.join(", ")}`];
  return lacks.map(({ reason, remedy }) => `  missing   ${name}: ${reason}; get it: ${remedy}`);
}
