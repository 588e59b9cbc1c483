"""An estimator of your own in Python: an arm of a study by its command (see STARTER-study.yaml).

Reads one question a line on stdin, writes one answer a line on stdout; what they hold: docs/external-estimators.md.
It runs as it is (needs numpy): least squares on adstocked spend. Put your model in the place of `fit`.
"""

import json
import sys
from statistics import NormalDist

import numpy as np


def adstock(spend, retention):
    """What is felt of spend in each period: a share `retention` of the last period's, weights that sum to 1."""
    felt = np.zeros(len(spend))
    for t, x in enumerate(spend):
        felt[t] = retention * (felt[t - 1] if t else 0.0) + (1 - retention) * x
    return felt


def fit(dataset, settings, estimands, levels, seed):
    """dataset: what an estimator may see, never the truth. settings: what stands under `settings:` in the YAML.
    seed: the only source of randomness a program may use, e.g. np.random.default_rng(seed)."""
    retention = settings.get("retention", 0.5)
    periods = dataset["periods"]
    y = np.array(dataset["outcome"]["values"])
    # history is spend before the window: without it carryover starts at zero, which biases ROAS
    media = [adstock(c["spend"]["history"] + c["spend"]["window"], retention)[-periods:] for c in dataset["channels"]]
    names = [c["name"] for c in dataset["channels"]]
    design = np.column_stack([np.ones(periods), *media, *(c["values"] for c in dataset["controls"])])
    if np.linalg.matrix_rank(design) < design.shape[1]:
        # a fit that cannot be done is an answer too: it is counted, and the study goes on
        return {"status": "refused", "reason": "rank-deficient", "detail": "a column depends on others"}

    inverse = np.linalg.inv(design.T @ design)
    coefficients = inverse @ design.T @ y
    residuals = y - design @ coefficients
    errors = np.sqrt(np.diag(inverse) * (residuals @ residuals) / (periods - design.shape[1]))

    def effect(estimand):
        # this equation is linear and its weights sum to 1, so the coefficient is what a dollar brings in the long run
        if estimand["kind"] not in ("roas.total", "roas.direct"):
            return None
        j = 1 + names.index(estimand["channel"])
        half = {level: NormalDist().inv_cdf((1 + level) / 2) * errors[j] for level in levels}
        return {
            "point": coefficients[j],
            "se": errors[j],
            "intervals": [{"level": q, "lower": coefficients[j] - h, "upper": coefficients[j] + h} for q, h in half.items()],
        }

    return {"status": "ok", "effects": [effect(e) for e in estimands], "fitted": (design @ coefficients).tolist()}


for line in sys.stdin:
    question = json.loads(line)
    answer = fit(*(question[key] for key in ("dataset", "settings", "estimands", "levels", "seed")))
    # allow_nan=False: a NaN is an error with a message here, and no JSON over there
    print(json.dumps({"id": question["id"], **answer}, allow_nan=False), flush=True)
