/** runners/hosts.json: the machines that measure for publication. */
import { z } from "zod";
import { nameSchema } from "../pipeline/report.ts";
import { readJson } from "./json.ts";

export const HOSTS_FILE = "runners/hosts.json";

const hostsSchema = z.strictObject({
  hosts: z.array(z.strictObject({
    /** The label of its runner; it goes into the names of artifacts and reports. */
    name: nameSchema.regex(/^[^.]*$/, "a host's name has no dot"),
    /** Machine, processor, where it stands: a sentence. */
    about: z.string().min(1),
  })),
});

/** Names of the machines. */
export async function readHosts(file = HOSTS_FILE): Promise<string[]> {
  const remedy = "runners/hosts/README.md says what it holds";
  return (await readJson(file, hostsSchema, remedy)).hosts.map((host) => host.name);
}
