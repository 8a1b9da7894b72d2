/** How a figure comes about, from the trial to the difference of two. */
import type { Topic } from "./topic.tsx";

export const MEASURING: readonly Topic[] = [
  {
    id: "measured",
    title: "How a measurement is made",
    says: [
      "A trial is one run of one implementation under one load: the server is started anew, warmed up by the same load, and then measured. A program that measures itself is started anew, and warms up only as far as it does so by itself. What the load tool or the program wrote is kept byte for byte.",
      "Before the first trial each implementation must meet its scenario’s contract: status, headers, body, framing. One that does not is listed as failed, with the sentence that says why.",
      "Trials run in blocks. A block holds one trial of every cell (one implementation under one load of one case), in an order drawn from a seed that the report keeps. A host that grows warm or busy from block to block slows all cells alike; what changes within a block falls on some of them by chance, and differs from one block to the next.",
      "One implementation runs a second time under another name. The two differ in nothing, so their difference is what the host alone makes: the noise floor.",
      "Server and generator are pinned to cores of their own, the same for every implementation; backends may share the generator’s. A program that measures itself is both and shares its cores, with the other side too where the host has no more: each report says which. No limit of memory is set. The limits are part of a result: “1 core” and “2 cores” are two results.",
      "CPU and memory are read from the kernel several times a second, those of the generator too. A generator that has no CPU left hides how fast the server is: the figure is then a lower bound, “≥”.",
      "The host is described in the report, and what disturbed a trial (time stolen by a hypervisor, other programs, swapping, a changing clock) is a finding beside its figures.",
    ],
    doesNotShow: [
      "Server and generator share one machine, its memory, caches and kernel; a network between them would change both.",
      "Each scenario’s page has its own list.",
    ],
    sources: [],
  },
  {
    id: "figures",
    title: "Figures and intervals",
    says: [
      "A figure is the median over the trials of a cell: one implementation under one load. What repeats is the trial, never the request within it.",
      "Its 95 % interval is Student’s t on the logarithms of the trials, because what disturbs a server multiplies its times and rates. It holds from two trials on. Where a value is 0 it is taken on the values themselves, and goes no lower than 0. It is widened where it would leave out the median beside it.",
      "One trial has no interval: nothing says how far the next would differ. Where all trials agree in every digit there is none either: the spread is below what the tool prints.",
      "“Slowest” is the median of the trials’ slowest answers, not the slowest of them all, which one stray answer would decide. A percentile of all trials’ samples together, such as p99.99, can lie above it.",
      "The slowest and the fastest answer of fewer than six trials have no interval on the pages: one stray answer decides how wide it is. summary.csv keeps it.",
      "Where a rule withholds the value of some trials, the figure is that of the others, and beside it stands how many of how many are withheld.",
      "A figure has only the digits that its interval allows. The tables keep them all.",
    ],
    doesNotShow: [
      "The interval tells of trials on this host, with these versions, on that day; another machine may lie outside.",
    ],
    sources: [
      "Gosset, “The probable error of a mean” (1908)",
      "Kalibera and Jones, “Rigorous benchmarking in reasonable time” (2013)",
    ],
  },
  {
    id: "histograms",
    title: "Latency histograms",
    says: [
      "Where a tool leaves all its samples, a percentile is read from those of all trials together. Where it leaves none, the figure is the median of what the trials printed: of an odd number the percentile of one trial; of an even number halfway between two, which is a percentile of neither.",
      "Percentiles of different loads, cases or implementations are never averaged.",
      "Samples of one trial share its placement and its neighbours, so the interval treats the trial as what repeats. Below ten trials it comes from how far the percentile of each lies from that of all (sectioning); from ten on, from how the share of samples below it differs between trials.",
      "Each latency says how it was sampled. In a closed loop a connection asks again only after its answer, so a stall is counted once however long it lasts; an open loop counts from the schedule and sees it whole.",
    ],
    doesNotShow: [
      "No interval tells of a stall that no trial has had.",
      "Latencies of a closed and of an open loop are two different things, and are never compared.",
    ],
    sources: [
      "Asmussen and Glynn, “Stochastic Simulation” (2007), III.5a",
      "Nakayama, ACM TOMACS 24 (2014)",
      "Woodruff, JASA 47 (1952)",
      "Francisco and Fuller, Annals of Statistics 19 (1991)",
      "Field and Welsh, J. R. Stat. Soc. B 69 (2007)",
      "HdrHistogram",
    ],
  },
  {
    id: "noise",
    title: "The noise floor",
    says: [
      "It is the largest difference that the program which runs under two names shows against itself, over all loads, by the same metric.",
      "No smaller difference between two programs is called one, however sure it looks: it may be the host, the moment or the place in memory.",
      "Where two reports are compared, or many followed, the largest of their floors counts.",
    ],
    doesNotShow: [
      "One pair of twins is a sample too: on another day the floor is another. A report without twins has none and says so.",
    ],
    sources: [],
  },
  {
    id: "comparisons",
    title: "Comparisons",
    says: [
      "A pair is compared by its ratio of trials: the geometric mean of the one divided by that of the other. Where both ran in the same blocks it is taken within them, so that a drift of the host from block to block falls out. It need not be the ratio of the two medians.",
      "Few trials say little of their own spread. The pairs of a table lend each other what they know of it, and the interval of each pair follows from both.",
      "Better, or worse: the difference is no chance at 5 %, after Holm’s correction for all pairs of the table, and larger than the noise floor.",
      "Equivalent within x %: the whole 95 % interval of the ratio lies within the noise floor, and within x.",
      "No difference shown: all else. It does not say that there is none.",
      "Where the load generator was the limit the figure is a lower bound, and nothing is shown to be better than it.",
      "In a table of peaks each implementation stands at the load of its best median. The same trials choose that load and are compared, which flatters all of them alike.",
      "Two reports are compared only where host, tools and load are the same, and each implementation only where the versions of its programs are; else the keys that differ are named.",
      "What any later report took back is withheld there. What it replaced is compared, and named.",
      "Where four programs or more are in both, each is judged beside what the others share: a host that became faster or slower is no difference of programs. Over all its cells a program is judged by its trials: cells that the same trials measured, as the benchmarks of one program, count as one, since they share each trial’s luck.",
    ],
    doesNotShow: ["Why one is faster, or that it will be on another host or with another load."],
    sources: [
      "Welch, Biometrika 34 (1947)",
      "Holm, Scandinavian Journal of Statistics 6 (1979)",
      "Smyth, “Linear models and empirical Bayes methods” (2004)",
    ],
  },
  {
    id: "ranks",
    title: "Ranks",
    says: [
      "The rank of an implementation runs from one more than those shown to be better than it, to all but those that it is shown to be better than. All ranks of a table hold at once with 95 %.",
      "Between two rules of a table no order is claimed; rows of one rank stand by name.",
    ],
    doesNotShow: ["How far two ranks are apart: the comparisons say that."],
    sources: [
      "Mogstad, Romano, Shaikh and Wilhelm, Review of Economic Studies 91 (2024)",
    ],
  },
  {
    id: "changes",
    title: "Trends",
    says: [
      "Over the reports of one host, a level has changed where it went up or down, stayed there for three reports at least, and moved by more than the largest noise floor of these reports.",
      "A window slides over the series and is cut where the two sides differ most, for as long as Student’s t test calls them different; then the weakest cuts are taken back.",
      "Where host, tools or load change, the line ends and another begins. What any later report took back or replaced is left out.",
    ],
    doesNotShow: [
      "A slow drift is no step and comes out as several.",
      "One report of a noisy day hides all smaller changes of its line.",
      "A change has no cause here: what versions changed at that report stands beside it.",
    ],
    sources: [
      "Fleming et al., “Hunter”, ICPE 2023 (Apache Otava)",
      "Matteson and James, JASA 109 (2014)",
    ],
  },
];
