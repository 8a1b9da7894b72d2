/**
 * What a preview adds to the pages that it serves, and never to the files: a script that loads the page anew after
 * a build, or shows why there is none. Every page's policy allows scripts of its own site, but not every one a
 * connection: so the script hears of builds by loading another script, which is answered when there is news.
 */
import { withinSeconds } from "../../common/time.ts";
import { answer, respond } from "./files.ts";

/** Below this address lies nothing of a site. */
const OWN = "/-/preview/";
const CLIENT = new URL("client.js", import.meta.url);

/** Browsers and what lies between give up on an answer that takes longer. */
const PATIENCE_SECONDS = 25;

/** The state of the site that is shown. */
interface State {
  /** Differs after each build, and from server to server. */
  build: string;
  /** Differs after each build that made pages. */
  site: string;
  /** Why the last build failed; empty where it did not. */
  error: string;
}

export class Preview {
  readonly #root: () => Promise<string | undefined>;
  readonly #start = crypto.randomUUID();
  #builds = 0;
  #sites = 0;
  #error = "";
  #news = Promise.withResolvers<void>();

  /** `root` finds the built site; it may not be there yet. */
  constructor(root: () => Promise<string | undefined>) {
    this.#root = root;
  }

  /** Tells the open pages of a build: whether there are new pages, and what is wrong, empty where nothing is. */
  built(isNew: boolean, error: string): void {
    this.#builds++;
    if (isNew) this.#sites++;
    this.#error = error;
    this.#tell();
  }

  /** Answers all who wait, so that their connections can be closed. */
  close(): void {
    this.#tell();
  }

  async answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (url.pathname === `${OWN}client.js`) {
      return respond(200, "client.js", await Deno.readFile(CLIENT));
    }
    if (url.pathname === `${OWN}news.js`) return await this.#answerNews(url.searchParams);
    const root = await this.#root();
    const response = root === undefined
      ? respond(503, "index.html", NOTHING_YET)
      : await answer(root, request);
    const isPage = response.headers.get("content-type")?.startsWith("text/html") ?? false;
    if (!isPage || request.method !== "GET") return response;
    return new Response(withClient(await response.text(), this.#state().site), {
      status: response.status,
      headers: response.headers,
    });
  }

  #state(): State {
    return {
      build: `${this.#start}.${this.#builds}`,
      site: `${this.#start}.${this.#sites}`,
      error: this.#error,
    };
  }

  async #answerNews(query: URLSearchParams): Promise<Response> {
    if (query.get("seen") === this.#state().build) {
      await withinSeconds(this.#news.promise, PATIENCE_SECONDS);
    }
    return respond(200, "news.js", `wallclockPreview(${scriptJson(this.#state())});\n`);
  }

  #tell(): void {
    this.#news.resolve();
    this.#news = Promise.withResolvers<void>();
  }
}

const NOTHING_YET = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Not built yet</title></head>
<body><p>The site is being built.</p></body></html>
`;

/** The page with the script in its head. */
function withClient(html: string, site: string): string {
  const script = `<script src="${OWN}client.js" data-site="${site}" defer></script>`;
  // The policy stands before it, so it holds for the script too.
  return html.includes("</head>")
    ? html.replace("</head>", () => `${script}</head>`)
    : html + script;
}

/** JSON that may stand in a script: U+2028 ends a line there in old browsers, and "</script" the script. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
