import { expressionFailure } from "../expression_failure.ts";
import { exactly } from "../quantity.ts";
import { checkArguments, type ClaimFunction, itemsOf } from "./function.ts";

export const trialsFunction: ClaimFunction = {
  name: "trials",
  signature: "trials(value or list)",
  about: "how many trials its figures rest on; of several figures the fewest",
  evaluate(call) {
    checkArguments(call, [], Infinity);
    const figures = itemsOf(call).flatMap((item) => item.quantity.operands);
    if (figures.length === 0) {
      throw expressionFailure(
        call.at,
        'trials takes figures, as in trials(throughput("rust-axum"))',
      );
    }
    return { ...exactly(Math.min(...figures.map((figure) => figure.n))), cells: figures };
  },
};
