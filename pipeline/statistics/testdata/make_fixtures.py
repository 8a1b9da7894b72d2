"""Writes scipy.json: what SciPy says of fixed inputs. Run: python3 make_fixtures.py"""

import json
import math
import random

import numpy
import scipy
from scipy import special, stats

rng = random.Random(1908)


def log_normal(n, centre, cv):
    return [centre * math.exp(rng.gauss(0, cv)) for _ in range(n)]


def interval_on_logs(values):
    logs = numpy.log(values)
    low, high = stats.t.interval(
        0.95, len(logs) - 1, loc=logs.mean(), scale=stats.sem(logs)
    )
    return {"values": values, "low": math.exp(low), "high": math.exp(high)}


def two_samples(a, b, paired):
    """Ratio of the first to the second with its interval, on logs."""
    x, y = numpy.log(a), numpy.log(b)
    if paired:
        d = x - y
        test = stats.ttest_rel(x, y)
        mean, error, df = d.mean(), stats.sem(d), len(d) - 1
    else:
        test = stats.ttest_ind(x, y, equal_var=False)
        va, vb = x.var(ddof=1) / len(x), y.var(ddof=1) / len(y)
        mean, error = x.mean() - y.mean(), math.sqrt(va + vb)
        df = (va + vb) ** 2 / (va**2 / (len(x) - 1) + vb**2 / (len(y) - 1))
    low, high = stats.t.interval(0.95, df, loc=mean, scale=error)
    return {
        "a": a,
        "b": b,
        "df": float(df),
        "p": float(test.pvalue),
        "ratio": math.exp(mean),
        "low": math.exp(low),
        "high": math.exp(high),
    }


ZS = [0, 1e-8, 0.01, 0.3, 0.6745, 1, 1.96, 2.1, 2.2, 3, 5, 8, 20, 37]
TS = [0, 1e-6, 0.1, 0.5, 1, 2, 3.5, 6, 15, 100, 1e5]
DFS = [0.5, 1, 2, 2.7, 4, 9, 18.3, 30, 120, 1e4, 1e6]
PS = [1e-12, 1e-6, 4.76e-4, 0.01, 0.05, 0.1, 0.32, 0.5, 0.9, 0.999, 1]
XS = [1e-3, 0.1, 0.5, 1, 1.5, 2, 3.3, 4.5, 7, 11.99, 12, 25.5, 1e3, 1e6]

fixtures = {
    "made_with": f"SciPy {scipy.__version__}, NumPy {numpy.__version__}",
    "normal_two_sided": [[z, 2 * float(special.ndtr(-z))] for z in ZS],
    "normal_quantile": [[p, -float(special.ndtri(p / 2))] for p in PS],
    "student_two_sided": [
        [t, df, 2 * float(stats.t.sf(t, df))] for t in TS for df in DFS
    ],
    "incomplete_beta": [
        [x, a, b, float(special.betainc(a, b, x))]
        for x in [1e-4, 0.1, 0.5, 0.9, 0.999]
        for a in [0.5, 1, 4.5, 60]
        for b in [0.5, 1, 4.5, 60]
    ],
    "log_gamma": [[x, float(special.gammaln(x))] for x in XS],
    "digamma": [[x, float(special.digamma(x))] for x in XS],
    "trigamma": [[x, float(special.polygamma(1, x))] for x in XS],
    "interval": [
        interval_on_logs(log_normal(n, centre, cv))
        for n, centre, cv in [(2, 5, 0.02), (3, 1e-4, 0.1), (5, 35000, 0.02), (20, 1, 0.5)]
    ],
    "welch": [
        two_samples(log_normal(n, 100, cv), log_normal(m, 105, wide), False)
        for n, cv, m, wide in [(10, 0.02, 10, 0.02), (3, 0.1, 7, 0.01), (2, 0.05, 2, 0.05)]
    ],
    "paired": [
        two_samples(log_normal(n, 100, cv), log_normal(n, 105, cv), True)
        for n, cv in [(10, 0.02), (3, 0.1), (2, 0.05)]
    ],
}

with open("scipy.json", "w") as file:
    json.dump(fixtures, file, indent=1)
    file.write("\n")
