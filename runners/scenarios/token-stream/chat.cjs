/**
 * One virtual user: asks, waits for the whole stream, checks it, asks again at once. For k6; the stages and the
 * address come from runners/load/k6/drive.ts.
 */
"use strict";

// Not imported: k6 brings these along, and no other program that reads this file knows them.
const { check } = require("k6");
const http = require("k6/http");

const { method, headers, body, events } = JSON.parse(open("./request.json"));
const address = __ENV.WALLCLOCK_ADDRESS;

exports.options = {
  scenarios: {
    stages: {
      executor: "ramping-vus",
      startVUs: 0,
      stages: JSON.parse(__ENV.WALLCLOCK_STAGES),
      // Longer than any stream: what has begun is counted.
      gracefulRampDown: "15s",
      gracefulStop: "15s",
    },
  },
  // Nobody reads the tags, and they are most of what k6 would write.
  systemTags: [],
  // Percentiles are read from the requests themselves.
  summaryTrendStats: ["avg", "min", "max"],
};

const request = { headers, timeout: "15s" };

exports.default = function () {
  const answer = http.request(method, address, body, request);
  check(answer, {
    "status 200": ({ status }) => status === 200,
    "has DONE": ({ body }) => body !== null && body.trimEnd().endsWith("data: [DONE]"),
    "all events": ({ body }) => body !== null && body.split("data:").length - 1 === events,
  });
};
