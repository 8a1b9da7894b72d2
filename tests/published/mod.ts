/** The published benchmarks that Wallclock has re-analysed. A new one is one file and one line here. */
import { echo } from "./echo.ts";
import type { Filing } from "./filing.ts";
import { httpCounter } from "./http_counter.ts";
import { speechGateway } from "./speech_gateway.ts";
import { speechGatewayErratum } from "./speech_gateway_erratum.ts";
import { staticFiles } from "./static_files.ts";
import { tokenStream } from "./token_stream.ts";

export const PUBLISHED: readonly Filing[] = [
  httpCounter,
  echo,
  speechGateway,
  speechGatewayErratum,
  staticFiles,
  tokenStream,
];
