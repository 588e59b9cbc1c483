"""An estimator for Plumbline in Python: least squares by statsmodels on spend with a geometric adstock.

Reads one question a line on stdin, writes one answer a line on stdout; see docs/external-estimators.md.
Needs numpy and statsmodels (Debian: apt-get install python3-statsmodels).
Settings: alpha (share kept a period, default 0.5) and max_lag (weights, default 8).
"""

import json
import sys

import numpy as np
import statsmodels.api as sm

ANSWERED = ("roas.total", "roas.direct", "contribution", "contribution.direct")


def adstock(path, weights):
    """What is felt in each period of spend in this and earlier ones; before the path there was none."""
    return np.convolve(path, weights)[: len(path)]


def unit_effect(estimand, path, history, weights):
    """What a coefficient of 1 means: spend in the window is taken away, the difference counted until the tail's end.
    None where the question has another answer than a single equation can give."""
    if estimand["kind"] not in ANSWERED:
        return None
    first, last = (history + t for t in estimand["window"])
    end = last + 1 + estimand["tail"]
    path = np.concatenate([path, np.zeros(max(0, end - len(path)))])
    without = path.copy()
    without[first : last + 1] = 0
    lost = (adstock(path, weights) - adstock(without, weights))[first:end].sum()
    if estimand["kind"].startswith("contribution"):
        return lost
    spent = path[first : last + 1].sum()
    return lost / spent if spent > 0 else None


def fit(question):
    data, settings = question["dataset"], question["settings"]
    if len(data["geos"]) > 1:
        return {"status": "refused", "reason": "unsupported", "detail": "national data only: data: national"}
    weights = settings.get("alpha", 0.5) ** np.arange(settings.get("max_lag", 8))
    weights = weights / weights.sum()
    history, periods = data["history"], data["periods"]

    paths = {
        channel["name"]: np.concatenate([channel["spend"][part] for part in ("history", "window", "future")])
        for channel in data["channels"]
    }
    media = {name: adstock(path, weights)[history : history + periods] for name, path in paths.items()}
    columns = {"intercept": np.ones(periods)}
    columns.update({control["name"]: np.array(control["values"]) for control in data["controls"]})
    columns.update(media)
    names = list(columns)

    design = np.column_stack([columns[name] for name in names])
    if np.linalg.matrix_rank(design) < len(names):
        return {"status": "refused", "reason": "rank-deficient", "detail": "the columns depend on each other"}
    result = sm.OLS(np.array(data["outcome"]["values"]), design).fit()

    def effect(estimand):
        unit = unit_effect(estimand, paths[estimand["channel"]], history, weights)
        if unit is None:
            return None
        j = names.index(estimand["channel"])
        bounds = [(level, unit * result.conf_int(alpha=1 - level)[j]) for level in question["levels"]]
        return {
            "point": unit * result.params[j],
            "se": abs(unit) * result.bse[j],
            "intervals": [{"level": level, "lower": min(ends), "upper": max(ends)} for level, ends in bounds],
        }

    return {
        "status": "ok",
        "effects": [effect(estimand) for estimand in question["estimands"]],
        "fitted": result.fittedvalues.tolist(),
        "parameters": [
            {"name": name, "value": result.params[j], "se": result.bse[j]} for j, name in enumerate(names)
        ],
        "diagnostics": {"r2": result.rsquared, "condition_number": result.condition_number},
    }


for line in sys.stdin:
    question = json.loads(line)
    answer = fit(question)
    # allow_nan=False: a NaN is an error with a message here, and no JSON over there
    print(json.dumps({"id": question["id"], **answer}, allow_nan=False), flush=True)
