-- Dumps wrk's whole latency histogram, in microseconds, to the file named by WALLCLOCK_HISTOGRAM.
-- wrk calls done() after it has backfilled the histogram for coordinated omission, so the loop is
-- "closed-backfilled", as for the percentiles that wrk prints. Runtime, requests and connections are what
-- the backfilling was computed from (wrk.c), so that it can be taken back.

-- latency(i) walks the histogram from its lowest value for every i. Past this many steps the dump would
-- take longer than some trials do.
local most_steps = 4e9

function done(summary, latency, requests)
  local path = os.getenv("WALLCLOCK_HISTOGRAM")
  if not path then return end
  local distinct = #latency
  if distinct * (latency.max - latency.min) > most_steps then
    io.stderr:write("histogram left out: ", distinct, " distinct values up to ", latency.max, " us\n")
    return
  end
  local file = assert(io.open(path, "w"))
  file:write("# wallclock wrk-latency-histogram 2\n")
  local lines, count = {}, 0
  for index = 1, distinct do
    local value, times = latency(index)
    lines[index] = string.format("%d %d", value, times)
    count = count + times
  end
  file:write(string.format("# unit: us, loop: closed-backfilled, count: %d\n", count))
  file:write(string.format(
    "# runtime: %d us, requests: %d, connections: %s\n",
    summary.duration, summary.requests, os.getenv("WALLCLOCK_CONNECTIONS")
  ))
  file:write(table.concat(lines, "\n"), "\n# end\n")
  file:close()
end
