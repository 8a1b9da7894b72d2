/** What published texts have beside their claims, by report: the registry. */
import { ECHO_PARTS } from "./echo.ts";
import { HTTP_COUNTER_PARTS } from "./http_counter.ts";
import type { TextPart } from "./part.ts";
import { SPEECH_GATEWAY_PARTS } from "./speech_gateway.ts";
import { STATIC_FILES_PARTS } from "./static_files.ts";
import { TOKEN_STREAM_PARTS } from "./token_stream.ts";

export type { Place, TextPart } from "./part.ts";

/** By the name of the report that the text is filed as. */
export const TEXT_PARTS: Readonly<Record<string, readonly TextPart[]>> = {
  "published-echo": ECHO_PARTS,
  "published-http-counter": HTTP_COUNTER_PARTS,
  "published-speech-gateway": SPEECH_GATEWAY_PARTS,
  "published-static-files": STATIC_FILES_PARTS,
  "published-token-stream": TOKEN_STREAM_PARTS,
};

/** The parts of a report's text; none of a report that has no list. */
export function textPartsOf(report: string): readonly TextPart[] {
  return Object.hasOwn(TEXT_PARTS, report) ? TEXT_PARTS[report] as readonly TextPart[] : [];
}
