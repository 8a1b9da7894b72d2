/**
 * websocket-stt-bench, as its authors corrected it: the C++ capacity was measured on an image that crashes
 * under load and was validated again, async Rust was tuned again, the Java figure is the edge that was confirmed.
 */
import type { Filing } from "./filing.ts";
import { speechGateway } from "./speech_gateway.ts";

const REPOSITORY = "https://github.com/cezarc1/websocket-stt-bench";
const README = `${REPOSITORY}/blob/00e106a180928d22681c1d84b81c5286a0429a3c/README.md`;
const CPP_NOTES =
  `${REPOSITORY}/blob/c3da54bce6e79f2812abd6107c9d1cd86f450ff5/services/cpp23-uwebsockets/BENCHMARK.md`;
const RUST_NOTES =
  `${REPOSITORY}/blob/286558adada367c33a2d99fcfa63d51473a6d05d/services/rust-axum/BENCHMARK.md`;

const CRASHES =
  "The image that was measured (sha-b2eed8f) crashes under load; on the one in which that is mended 4350 " +
  "sessions passed twice and 4400 failed twice.";
const TUNED =
  "Rust was tuned again (INFERENCE_HTTP_CLIENTS=512, inference directly in the flush loop): 3475 sessions " +
  "in place of 3000.";

const earlier = { report: speechGateway.report, scenario: speechGateway.scenario.name };

export const speechGatewayErratum: Filing = {
  report: "published-speech-gateway-erratum",
  title: "Speech gateway, as corrected by websocket-stt-bench",
  created: "2026-05-17",
  citation:
    `cezarc1, websocket-stt-bench, ${REPOSITORY}, notes of the services, runs of 2026-05-17 and later`,
  scenario: {
    ...speechGateway.scenario,
    does_not_show: [
      "Nearly every point is one run; where the text says that a pass was confirmed, one set of values is printed.",
      "Of the runs at 3485 and 3500 sessions of Rust only those that failed are printed; one each passed before.",
      "Latencies are published in whole milliseconds.",
      ...speechGateway.scenario.does_not_show.slice(2, 4),
      "The memory limit of the Rust gateway is not stated.",
      ...speechGateway.scenario.does_not_show.slice(5),
    ],
  },
  implementations: speechGateway.implementations.filter(({ name }) =>
    ["cpp-uwebsockets", "rust-axum", "java-helidon"].includes(name)
  ),
  environment: speechGateway.environment,
  imports: [{ files: ["raw/speech_gateway_erratum.csv"], options: { table: true, warmup: 10 } }],
  errata: [
    {
      ...earlier,
      state: "retracted",
      implementation: "cpp-uwebsockets",
      case: "",
      limits: "1 core, 2 GiB",
      reason: CRASHES,
      source: CPP_NOTES,
    },
    {
      ...earlier,
      state: "retracted",
      implementation: "cpp-uwebsockets",
      case: "stated-capacity",
      limits: "1 core",
      reason: CRASHES,
      source: CPP_NOTES,
    },
    {
      ...earlier,
      state: "superseded",
      implementation: "rust-axum",
      case: "",
      limits: "1 core",
      reason: TUNED,
      source: RUST_NOTES,
    },
    {
      ...earlier,
      state: "superseded",
      implementation: "rust-axum",
      case: "stated-capacity",
      limits: "1 core",
      reason: TUNED,
      source: RUST_NOTES,
    },
    {
      ...earlier,
      state: "superseded",
      implementation: "java-helidon",
      case: "stated-capacity",
      limits: "1 core",
      reason: "The README now states the confirmed edge of its own sweep: 2625 sessions, not 2600.",
      source: README,
    },
  ],
};
