/** wrk's latency histogram, written by a Lua `done` hook (runners/load/wrk/histogram.lua). */
import { histogramDumpFormat } from "../histogram_dump.ts";

export const wrkHistogramFormat = histogramDumpFormat("wrk");
