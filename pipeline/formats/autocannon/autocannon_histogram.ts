/**
 * autocannon's latencies to the microsecond, written by the program that drives it
 * (runners/load/autocannon/drive.cjs). Its own JSON has percentiles of latencies cut to whole milliseconds.
 */
import { histogramDumpFormat } from "../histogram_dump.ts";

export const autocannonHistogramFormat = histogramDumpFormat("autocannon");
