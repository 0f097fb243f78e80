"""Writes scores.json, significance.json and selection.json: judgements of made-up forecasts by other tools.

requirements: numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 scikit-learn==1.9.1 arch==8.0.0
run: python3 scoring.py   (writes the files, and a .sha256 of each, beside this one)

What no tool has (sMAPE, MSIS, CRPS, the decomposition of Brier's score, coverage tests, Pesaran and Timmermann's,
studentised SPA, overfitting by CSCV, minimum track record) is computed from the papers' formulas by numpy and SciPy,
integrals by quadrature and double sums in full.
"""

import hashlib
import itertools
import json
import pathlib

import arch
import numpy as np
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from arch.bootstrap import MCS, SPA, StationaryBootstrap, optimal_block_length
from scipy import integrate, stats
from sklearn import metrics
from sklearn.calibration import calibration_curve
from statsmodels.stats.multitest import multipletests

VERSIONS = {
    "numpy": np.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__,
    "scikit-learn": sklearn.__version__, "arch": arch.__version__}
rng = np.random.default_rng(41)


def floats(values):
    return [float(value) for value in np.ravel(values)]


def short(values, digits=6):
    return np.round(values, digits)


def write(name, golden):
    place = pathlib.Path(__file__).with_name(f"{name}.json")
    place.write_text(json.dumps({"versions": VERSIONS, **golden}) + "\n")
    digest = hashlib.sha256(place.read_bytes()).hexdigest()
    place.with_suffix(".json.sha256").write_text(f"{digest}  {place.name}\n")


# Point scores


def points():
    outcomes = short(50 + rng.standard_normal(40).cumsum())
    forecasts = short(outcomes + rng.standard_normal(40))
    outcomes[3] = forecasts[3] = 0.0
    history = short(50 + rng.standard_normal(60).cumsum())
    scale = np.abs(history[7:] - history[:-7]).mean()
    lower, upper = forecasts - 1.2, forecasts + 0.9
    miss = 0.1
    score = upper - lower + 2 / miss * ((lower - outcomes) * (outcomes < lower) + (outcomes - upper) * (outcomes > upper))
    size = np.abs(outcomes) + np.abs(forecasts)
    smape = 200 * np.mean(np.divide(np.abs(outcomes - forecasts), size, out=np.zeros(40), where=size > 0))
    return {
        "forecasts": floats(forecasts), "outcomes": floats(outcomes), "history": floats(history), "season": 7,
        "scale": scale, "mae": metrics.mean_absolute_error(outcomes, forecasts),
        "rmse": metrics.root_mean_squared_error(outcomes, forecasts), "smape": smape,
        "mase": metrics.mean_absolute_error(outcomes, forecasts) / scale,
        "lower": floats(lower), "upper": floats(upper), "missRate": miss, "msis": score.mean() / scale}


# Information coefficient


def coefficients():
    sections, forecasts, outcomes, starts, pearson, rank = [], [], [], [0], [], []
    for section in range(40):
        names = [2, 3, 12][section % 3] if section < 9 else 12
        x = short(rng.standard_normal(names), 2)
        y = short(0.3 * x + rng.standard_normal(names), 2)
        if section == 5:
            x[:] = 1.5
        if names > 3:
            x[1] = x[0]
        forecasts += floats(x)
        outcomes += floats(y)
        starts.append(len(forecasts))
        if names < 3 or np.ptp(x) == 0:
            continue
        sections.append(section)
        pearson.append(stats.pearsonr(x, y).statistic)
        rank.append(stats.spearmanr(x, y).statistic)
    tests = []
    for horizon, lags in [(1, 0), (5, 8), (5, 3)]:
        fit = sm.OLS(rank, np.ones(len(rank))).fit(
            cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": False})
        t = float(fit.tvalues[0])
        tests.append({"horizon": horizon, "lags": lags, "t": t, "p": stats.t.sf(t, len(rank) / horizon - 1)})
    return {
        "forecasts": forecasts, "outcomes": outcomes, "starts": starts, "sections": sections, "pearson": floats(pearson),
        "rank": floats(rank), "mean": np.mean(rank), "deviation": np.std(rank, ddof=1),
        "positive": np.mean(np.array(rank) > 0), "tests": tests}


# Quantiles and samples


def distributions():
    cases = []
    for count in [3, 19, 99]:
        levels = np.arange(1, count + 1) / (count + 1)
        quantiles = short(0.01 * stats.t.ppf(levels, 4) + 0.001)
        if count == 19:
            quantiles[6] = quantiles[5]
        for outcome in [0.0012345, -0.2, 0.15, float(quantiles[1])]:
            edges = np.concatenate([[0], (levels[1:] + levels[:-1]) / 2, [1]])
            losses = [metrics.mean_pinball_loss([outcome], [q], alpha=p) for q, p in zip(quantiles, levels)]

            def cumulative(x):
                if x < quantiles[0]:
                    return 0.0
                if x >= quantiles[-1]:
                    return 1.0
                return float(np.interp(x, quantiles, levels))

            corners = np.unique(np.concatenate([quantiles, [outcome]]))
            exact = sum(
                integrate.quad(lambda x: (cumulative(x) - (x >= outcome)) ** 2, a, b, epsabs=1e-15, epsrel=1e-13)[0]
                for a, b in zip(corners[:-1], corners[1:]))
            cases.append({
                "levels": floats(levels), "quantiles": floats(quantiles), "outcome": outcome, "crps": exact,
                "pinball": floats(losses), "crpsByPinball": 2 * np.sum(np.diff(edges) * losses)})
    sample = short(rng.standard_normal(25))
    sample[4] = sample[9]
    double = np.abs(sample[:, None] - sample[None, :]).mean()
    return {
        "cases": cases, "sample": floats(sample), "sampleOutcome": 0.4,
        "sampleCrps": np.abs(sample - 0.4).mean() - double / 2}


# Probabilities


def probabilities():
    share = short(rng.beta(2, 2, 200), 3) + 0.0004
    event = rng.random(200) < np.clip(share + 0.05, 0, 1)
    observed, predicted = calibration_curve(event, share, n_bins=10)
    bins = np.minimum((share * 10).astype(int), 9)
    mean = event.mean()
    reliability = sum((bins == b).sum() * (share[bins == b].mean() - event[bins == b].mean()) ** 2 for b in set(bins)) / 200
    resolution = sum((bins == b).sum() * (event[bins == b].mean() - mean) ** 2 for b in set(bins)) / 200
    precision, recall, f1, _ = metrics.precision_recall_fscore_support(event, share > 0.5, average="binary")
    uniform = short(rng.beta(1.3, 1.0, 120), 5)
    counts = np.histogram(uniform, bins=8, range=(0, 1))[0]
    chi = stats.chisquare(counts)
    return {
        "probabilities": floats(share), "events": [bool(e) for e in event], "logLoss": metrics.log_loss(event, share),
        "brier": metrics.brier_score_loss(event, share), "auc": metrics.roc_auc_score(event, np.round(share, 1)),
        "reliability": reliability, "resolution": resolution, "uncertainty": mean * (1 - mean),
        "binForecasts": floats(predicted), "binShares": floats(observed),
        "precision": precision, "recall": recall, "f1": f1,
        "uniform": floats(uniform), "counts": [int(c) for c in counts],
        "chi": [float(chi.statistic), float(chi.pvalue)]}


def likelihood(rate, misses, hits):
    return scipy.special.xlogy(misses, rate) + scipy.special.xlog1py(hits, -rate)


def coverage():
    cases = []
    for rate, stay in [(0.2, 0.2), (0.1, 0.45), (0.05, 0.04)]:
        misses = [False]
        for _ in range(249):
            misses.append(bool(rng.random() < (stay if misses[-1] else 0.15)))
        misses = np.array(misses)
        n1, n0 = misses.sum(), (~misses).sum()
        kupiec = 2 * (likelihood(n1 / (n0 + n1), n1, n0) - likelihood(rate, n1, n0))
        pairs = np.array([[(misses[:-1] == a) & (misses[1:] == b) for b in (0, 1)] for a in (0, 1)]).sum(2)
        free = sum(likelihood(row[1] / row.sum(), row[1], row[0]) for row in pairs)
        total = pairs.sum(0)
        dependent = 2 * (free - likelihood(total[1] / total.sum(), total[1], total[0]))
        cases.append({
            "missRate": rate, "misses": [bool(m) for m in misses],
            "unconditional": [kupiec, stats.chi2.sf(kupiec, 1)], "independence": [dependent, stats.chi2.sf(dependent, 1)],
            "conditional": [kupiec + dependent, stats.chi2.sf(kupiec + dependent, 2)]})
    return cases


# Significance


def hac_t(series, horizon):
    fit = sm.OLS(series, np.ones(len(series))).fit(
        cov_type="HAC", cov_kwds={"maxlags": horizon - 1, "kernel": "uniform", "use_correction": False})
    count = len(series)
    return float(fit.tvalues[0]) * np.sqrt((count + 1 - 2 * horizon + horizon * (horizon - 1) / count) / count)


def ratios():
    cases = []
    for horizon, count in [(1, 60), (4, 90)]:
        series = short(np.convolve(0.2 + rng.standard_normal(count + horizon), np.ones(horizon), "valid")[:count])
        t = hac_t(series, horizon)
        cases.append({
            "series": floats(series), "horizon": horizon, "statistic": t, "clarkWestP": stats.t.sf(t, count / horizon - 1),
            "dieboldMarianoP": 2 * stats.t.sf(abs(t), count - 1)})
    return cases


def directions():
    shocks = rng.standard_normal(150)
    outcomes = np.array([shocks[t] + 0.6 * shocks[t - 1] for t in range(150)]) + 0.2
    forecasts = short(0.5 * outcomes + rng.standard_normal(150), 4)
    outcomes = short(outcomes, 4)
    outcomes[7] = forecasts[9] = 0
    x, y = (forecasts > 0).astype(float), (outcomes > 0).astype(float)
    hit, px, py = (x == y).mean(), x.mean(), y.mean()
    chance = py * px + (1 - py) * (1 - px)
    n = 150
    v = chance * (1 - chance) / n
    w = ((2 * py - 1) ** 2 * px * (1 - px) / n + (2 * px - 1) ** 2 * py * (1 - py) / n
         + 4 * py * px * (1 - py) * (1 - px) / n ** 2)
    plain = (hit - chance) / np.sqrt(v - w)
    lagged = []
    for lags in [0, 2]:
        design = [np.ones(n - lags)] + [y[lags - k:n - k] for k in range(1, lags + 1)] + [x[lags - k:n - k] for k in range(1, lags + 1)]
        design = np.column_stack(design)
        rx, ry = sm.OLS(x[lags:], design).fit().resid, sm.OLS(y[lags:], design).fit().resid
        s = np.sqrt(n - lags) * (rx @ ry) / np.sqrt((rx @ rx) * (ry @ ry))
        lagged.append({"lags": lags, "test": [s, stats.norm.sf(s)]})
    return {"forecasts": floats(forecasts), "outcomes": floats(outcomes), "plain": [plain, stats.norm.sf(plain)], "lagged": lagged}


def superior():
    cases = []
    for block, edges in [(4, [0.25, 0.1, -0.05, -0.8, 0.0]), (8, [-0.1, -0.3, 0.02])]:
        count, reps, seed = 64, 99, 5
        common = rng.standard_normal((count, 1))
        benchmark = short((common[:, 0] + rng.standard_normal(count)) ** 2)
        models = short((common + rng.standard_normal((count, len(edges)))) ** 2 - np.array(edges))
        spa = SPA(benchmark, models, block_size=block, reps=reps, seed=seed)
        spa.compute()
        source = StationaryBootstrap(block, np.arange(count), seed=seed)
        draws = np.array([data[0][0] for data in source.bootstrap(reps)])
        saved = benchmark[:, None] - models
        mean, omega = saved.mean(0), np.sqrt(spa._loss_diff_var / count)
        bounds = -np.sqrt(spa._loss_diff_var / count * 2 * np.log(np.log(count)))
        centres = [np.maximum(mean, 0), np.where(mean >= bounds, mean, 0), mean]
        simulated = np.array([saved[d].mean(0) for d in draws])
        divided = [float(((simulated - c) / omega).max(1).__gt__((mean / omega).max()).mean()) for c in centres]
        cases.append({
            "benchmark": floats(benchmark), "models": floats(models), "columns": len(edges), "block": block,
            "draws": draws.tolist(), "statistic": mean.max(), "p": floats(spa.pvalues),
            "studentised": (mean / omega).max(), "studentisedP": divided})
    return cases


def confidence_sets():
    count, reps, block, seed = 64, 99, 5, 9
    cases = []
    for edges in [[0.0, 0.1, 0.5, 1.2, -0.2, 0.3], [0.0, 0.6]]:
        common = rng.standard_normal((count, 1))
        losses = short((common + 0.7 * rng.standard_normal((count, len(edges)))) ** 2 + np.array(edges))
        result = {}
        for method in ["R", "max"]:
            mcs = MCS(losses, size=0.1, reps=reps, block_size=block, method=method, seed=seed)
            mcs.compute()
            result[method] = mcs
        draws = np.array(result["R"]._bootstrap_indices)
        assert (draws == np.array(result["max"]._bootstrap_indices)).all()
        cases.append({
            "losses": floats(losses), "columns": len(edges), "draws": draws.tolist(),
            "rangeOrder": [int(i) for i in result["R"].pvalues.index],
            "rangeP": floats(result["R"].pvalues.sort_index().Pvalue),
            "maximumOrder": [int(i) for i in result["max"].pvalues.index],
            "maximumP": floats(result["max"].pvalues.sort_index().Pvalue)})
    return cases


def blocks():
    cases = []
    for persistence, count in [(0.0, 60), (0.5, 120), (0.9, 200), (-0.6, 90)]:
        series = [rng.standard_normal()]
        for _ in range(count - 1):
            series.append(persistence * series[-1] + rng.standard_normal())
        series = short(series) + 0.3
        cases.append({"series": floats(series), "block": max(1.0, float(optimal_block_length(series).stationary.iloc[0]))})
    return cases


# Best of many


def sharpe():
    returns = short(0.01 * stats.t.rvs(5, size=120, random_state=rng) + 0.001)
    returns = short(returns - returns.mean() + 0.0015)
    value = returns.mean() / returns.std(ddof=1)
    skew, kurtosis = stats.skew(returns), stats.kurtosis(returns, fisher=False)
    variance = 1 - skew * value + (kurtosis - 1) / 4 * value ** 2
    psr = stats.norm.cdf((value - 0.02) * np.sqrt(119 / variance))
    trials, spread = 40, 0.004
    g = np.euler_gamma
    maximum = np.sqrt(spread) * ((1 - g) * stats.norm.ppf(1 - 1 / trials) + g * stats.norm.ppf(1 - np.exp(-1) / trials))
    dsr = stats.norm.cdf((value - maximum) * np.sqrt(119 / variance))
    length = 1 + variance * (stats.norm.ppf(0.95) / value) ** 2
    return {
        "returns": floats(returns), "value": value, "skewness": skew, "kurtosis": kurtosis, "benchmark": 0.02,
        "probabilistic": psr, "trials": trials, "trialVariance": spread, "expectedMaximum": maximum, "deflated": dsr,
        "minimumTrackRecord": length}


def overfitting():
    times, trials, groups = 50, 7, 6
    returns = short(0.01 * rng.standard_normal((times, trials)) + 0.002 * np.arange(trials) / trials, 5)
    returns[:, 3] = 0
    bounds = [times * g // groups for g in range(groups + 1)]
    results = {}
    for measure in ["sharpe", "mean"]:
        def performance(rows):
            part = returns[rows]
            deviation = part.std(0, ddof=1)
            if measure == "mean":
                return part.mean(0)
            return np.divide(part.mean(0), deviation, out=np.zeros(trials), where=deviation > 0)

        logits, inside, outside = [], [], []
        for chosen in itertools.combinations(range(groups), groups // 2):
            mask = np.zeros(times, bool)
            for group in chosen:
                mask[bounds[group]:bounds[group + 1]] = True
            first, second = performance(mask), performance(~mask)
            best = int(np.argmax(first))
            share = stats.rankdata(second)[best] / (trials + 1)
            logits.append(np.log(share / (1 - share)))
            inside.append(first[best])
            outside.append(second[best])
        slope = sm.OLS(outside, sm.add_constant(np.array(inside))).fit().params[1]
        results[measure] = {
            "probability": np.mean(np.array(logits) <= 1e-12), "logits": sorted(floats(logits)), "slope": slope,
            "loss": np.mean(np.array(outside) < 0)}
    return {"returns": floats(returns), "columns": trials, "groups": groups, **results}


def adjustments():
    sets = [[0.01, 0.04, 0.03, 0.005], [0.5, 0.5], [0.9, 0.001, 0.2, 0.2, 0.04], [0.03]]
    return [{"p": p, "holm": floats(multipletests(p, method="holm")[1])} for p in sets]


if __name__ == "__main__":
    write("scores", {
        "points": points(), "coefficients": coefficients(), "distributions": distributions(),
        "probabilities": probabilities(), "coverage": coverage()})
    write("significance", {
        "ratios": ratios(), "directions": directions(), "superior": superior(), "sets": confidence_sets(),
        "blocks": blocks()})
    write("selection", {
        "sharpe": sharpe(), "overfitting": overfitting(), "adjustments": adjustments()})
