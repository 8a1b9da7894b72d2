-- Dumps wrk's whole latency histogram, in microseconds, to the file named by WALLCLOCK_HISTOGRAM.
-- wrk calls done() after it has backfilled the histogram for coordinated omission, so the loop is
-- "closed-backfilled", as for the percentiles that wrk prints. Runtime, requests and connections are what
-- the backfilling was computed from (wrk.c), so that it can be taken back.

-- What asking may take of the time that bench gives wrk after its load, in seconds of CPU time.
local most_seconds = 10

-- {value, times} in rising order, as wrk's own functions give them: latency(i) walks the histogram from its
-- lowest value for every i, which takes long where a stall left many values. They are not put together in
-- classes then: what wrk added can be taken back from whole microseconds and from nothing coarser.
local function asked(latency)
  local distinct, began = #latency, os.clock()
  local pairs_of = {}
  for index = 1, distinct do
    pairs_of[index] = { latency(index) }
    if os.clock() - began > most_seconds then
      io.stderr:write("histogram left out: ", distinct, " distinct values up to ", latency.max, " us\n")
      return nil
    end
  end
  return pairs_of
end

-- The same, read in one walk from where wrk keeps it (stats.h of 4.1 and 4.2, which script.c hands over by
-- pointer); nil where what is read there is not what latency() says of it, as in another wrk. Packages and
-- builds name their versions in many ways, so the values are asked and not the version.
local function read(latency)
  local ffi = require("ffi")
  ffi.cdef("typedef struct { uint64_t count, limit, min, max, data[]; } wallclock_stats;")
  local stats = ffi.cast("wallclock_stats **", latency)[0]
  local min, max = tonumber(stats.min), tonumber(stats.max)
  if min ~= latency.min or max ~= latency.max or max >= tonumber(stats.limit) then return nil end
  local pairs_of, distinct = {}, 0
  for value = min, max do
    local times = tonumber(stats.data[value])
    if times > 0 then
      distinct = distinct + 1
      pairs_of[distinct] = { value, times }
    end
  end
  if distinct ~= #latency then return nil end
  for _, index in ipairs({ 1, distinct }) do
    local value, times = latency(index)
    if pairs_of[index][1] ~= value or pairs_of[index][2] ~= times then return nil end
  end
  return pairs_of
end

-- nil too where LuaJIT was built without ffi.
local function read_if_can(latency)
  local can, pairs_of = pcall(read, latency)
  return can and pairs_of or nil
end

function done(summary, latency, requests)
  local path = os.getenv("WALLCLOCK_HISTOGRAM")
  if not path then return end
  local pairs_of = #latency == 0 and {} or read_if_can(latency) or asked(latency)
  if not pairs_of then return end
  local file = assert(io.open(path, "w"))
  file:write("# wallclock wrk-latency-histogram 2\n")
  local lines, count = {}, 0
  for index, pair in ipairs(pairs_of) do
    lines[index] = string.format("%d %d", pair[1], pair[2])
    count = count + pair[2]
  end
  file:write(string.format("# unit: us, loop: closed-backfilled, count: %d\n", count))
  file:write(string.format(
    "# runtime: %d us, requests: %d, connections: %s\n",
    summary.duration, summary.requests, os.getenv("WALLCLOCK_CONNECTIONS")
  ))
  file:write(table.concat(lines, "\n"), "\n# end\n")
  file:close()
end
