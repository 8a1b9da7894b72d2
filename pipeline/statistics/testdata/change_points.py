"""Makes change_points.json: what Apache Otava finds in seeded series.

    python3 -m venv venv && venv/bin/pip install apache-otava==0.8.0 scipy==1.16.3 numpy==2.2.0
    venv/bin/python change_points.py > change_points.json
"""

import json
from importlib.metadata import version
from platform import python_version

import numpy as np
from otava.analysis import compute_change_points
from otava.change_point_divisive.calculator import PairDistanceCalculator
from scipy.stats import ttest_ind

MAX_P = 0.001


def series(seed, levels, cv):
    """One value a level, with log-normal noise, to six digits as a table might hold them."""
    noise = np.random.default_rng(seed).normal(0, cv, len(levels))
    return [float(f"{value:.6g}") for value in 1000 * np.array(levels) * np.exp(noise)]


def steps(*parts):
    return [level for level, count in parts for _ in range(count)]


def found(values):
    points, weak = compute_change_points(values, window_len=50, max_pvalue=MAX_P)
    indices = [int(point.index) for point in points]
    edges = [0, *indices, len(values)]
    # The same test with the sample standard deviation, of the final segments.
    exact = [
        ttest_ind(values[a:b], values[b:c]).pvalue
        for a, b, c in zip(edges, edges[1:], edges[2:])
    ]
    return {
        "points": indices,
        "weak": [int(point.index) for point in weak],
        "p": [float(point.stats.pvalue) for point in points],
        "p_sample": [float(p) for p in exact],
    }


def case(name, values):
    logs = np.log(values)
    best = PairDistanceCalculator(logs).get_candidate_change_point(slice(0, len(logs)))
    return {
        "name": name,
        "values": values,
        "split": {"index": int(best.index), "energy": float(best.qhat)},
        "on_logs": found([float(value) for value in logs]),
        "on_values": found(values),
    }


def outlier(values, index, factor):
    values[index] = float(f"{values[index] * factor:.6g}")
    return values


CASES = [
    case("step up", series(1, steps((1, 10), (1.1, 10)), 0.01)),
    case("step down", series(2, steps((1, 12), (0.9, 12)), 0.01)),
    case("two steps", series(3, steps((1, 15), (1.1, 15), (0.95, 15)), 0.015)),
    case("up and back", series(4, steps((1, 10), (1.08, 8), (1, 10)), 0.01)),
    case("none", series(5, steps((1, 40)), 0.02)),
    case("slow drift", series(6, list(np.exp(np.linspace(0, 0.2, 30))), 0.01)),
    case("one outlier", outlier(series(7, steps((1, 20)), 0.01), 10, 1.3)),
    case("outlier at the end", outlier(series(8, steps((1, 20)), 0.01), 19, 1.3)),
    case("short series", series(9, steps((1, 2), (1.5, 2)), 0.01)),
    case("six values", series(10, steps((1, 3), (1.2, 3)), 0.005)),
    case("cv of 10 %", series(11, steps((1, 25), (1.1, 25)), 0.10)),
    case("cv of 10 %, step of 40 %", series(12, steps((1, 25), (1.4, 25)), 0.10)),
    case("long", series(13, steps((1, 48), (1.1, 40), (1.2, 37), (0.9, 35)), 0.02)),
]

print(json.dumps({
    "made_by": {
        "python": python_version(),
        **{name: version(name) for name in ("apache-otava", "numpy", "scipy")},
    },
    "max_p": MAX_P,
    "cases": CASES,
}, indent=1))
