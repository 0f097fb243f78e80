"""Answers in the shape of the server's, made from invented, deterministic data: for looking at the dashboard and testing it.

Nothing here is a result: prices are a random walk and the scores are chosen so that every state of a screen is seen.
"""
import math
import random
from datetime import datetime, timedelta, timezone

SYMBOLS = {"AAPL": 176.0, "AMZN": 135.0, "GOOG": 132.0, "META": 301.0, "NFLX": 396.0, "NVDA": 422.0}
HORIZONS = (1, 5, 21)
MODELS = ("persistence", "drift", "seasonal-naive", "ridge", "random-forest", "lightgbm", "ensemble")
NAIVE = MODELS[:3]
# Standard normal quantiles at the levels 0.05, 0.10, … 0.95.
NORMAL = [
    -1.645, -1.282, -1.036, -0.842, -0.674, -0.524, -0.385, -0.253, -0.126, 0.0,
    0.126, 0.253, 0.385, 0.524, 0.674, 0.842, 1.036, 1.282, 1.645,
]
HISTORY = 400
IN_SAMPLE = ("AAPL", 21)  # the symbol and horizon whose model is said to have learnt from everything
FIRST_LIVE_DAY = datetime(2023, 8, 14, 20, tzinfo=timezone.utc)


def stamp(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def after(time: datetime, sessions: int) -> datetime:
    """The weekday that many sessions later, or earlier."""
    step = 1 if sessions > 0 else -1
    for _ in range(abs(sessions)):
        time += timedelta(days=step)
        while time.weekday() >= 5:
            time += timedelta(days=step)
    return time


class Market:
    """A random walk for each symbol; `advance` adds one day to all."""

    def __init__(self) -> None:
        self.random = random.Random(20230814)
        self.feed_pass = 1
        self.clock = after(FIRST_LIVE_DAY, -1)
        self.bars: dict[str, list[dict]] = {symbol: [] for symbol in SYMBOLS}
        time = after(self.clock, -HISTORY)
        prices = {symbol: price * 0.8 for symbol, price in SYMBOLS.items()}
        for _ in range(HISTORY):
            time = after(time, 1)
            for symbol, price in prices.items():
                bar = self.bar(symbol, time, price)
                self.bars[symbol].append(bar)
                prices[symbol] = bar["close"]

    def bar(self, symbol: str, time: datetime, price: float) -> dict:
        draw = self.random.gauss
        opening = price * math.exp(draw(0, 0.004))
        close = opening * math.exp(draw(0.0006, 0.013))
        return {
            "time": stamp(time), "open": round(opening, 2), "close": round(close, 2),
            "high": round(max(opening, close) * math.exp(abs(draw(0, 0.005))), 2),
            "low": round(min(opening, close) * math.exp(-abs(draw(0, 0.005))), 2),
            "volume": round(5e7 * math.exp(draw(0, 0.35))),
        }

    def advance(self) -> list[dict]:
        """One more day; the new bars as live messages."""
        self.clock = after(self.clock, 1)
        messages = []
        for symbol, bars in self.bars.items():
            bars.append(self.bar(symbol, self.clock, bars[-1]["close"]))
            messages.append({"type": "bar", "symbol": symbol, "feed": "replay", **bars[-1]})
        return messages

    def feed(self) -> dict:
        return {"name": "replay", "state": "running", "clock": stamp(self.clock), "pass": self.feed_pass}

    def status(self) -> dict:
        feed = self.feed()
        return {"type": "status", "feed": feed.pop("name"), **feed}

    def symbols(self) -> dict:
        rows = []
        for symbol, bars in self.bars.items():
            rows.append({
                "symbol": symbol, "interval": "1d", "bars": 2300 + len(bars), "first": "2013-01-02T21:00:00Z",
                "last": bars[-1]["time"], "last_close": bars[-1]["close"], "change_1d": bars[-1]["close"] / bars[-2]["close"] - 1,
                "feed": "replay", "champions": [{"horizon_bars": h, "model": champion(symbol, h), "version": 1} for h in HORIZONS],
            })
        return {"symbols": rows, "feed": self.feed()}

    def plot(self, symbol: str, days: int, count: int) -> dict:
        bars = self.bars[symbol]
        points = []
        for ahead in range(1, days + 1):
            value = dict(zip(range(5, 100, 5), quantiles(bars[-1]["close"], ahead)))
            points.append({
                "time": stamp(after(self.clock, ahead)), "horizon_bars": ahead,
                **{f"q{level:02}": value[level] for level in (5, 10, 25, 50, 75, 90, 95)},
            })
        forecast = {"as_of": bars[-1]["time"], "model": champion(symbol, days), "version": 1, "points": points}
        return {"symbol": symbol, "interval": "1d", "bars": bars[-count:], "forecast": forecast}

    def forecast(self, symbol: str, days: int) -> dict:
        trained = next(horizon for horizon in HORIZONS if horizon >= days)
        bars, model = self.bars[symbol], champion(symbol, trained)
        last = bars[-1]["close"]
        levels = [f"{level / 100:g}" for level in range(5, 100, 5)]
        prices = quantiles(last, days)
        passed = model not in NAIVE
        up = 0.54 if passed else 0.506
        return {
            "symbol": symbol, "as_of": bars[-1]["time"], "interval": "1d", "horizon_bars": days, "feed": "replay", "last_close": last,
            "model": {
                "name": model, "version": 1, "alias": "champion", "registered_model": f"{symbol}.h{trained}",
                "trained_through": stamp(self.clock if (symbol, trained) == IN_SAMPLE else FIRST_LIVE_DAY),
            },
            "in_sample": (symbol, trained) == IN_SAMPLE, "prediction": True, "confidence": up,
            "predictions": {name: [last * math.exp(drift(name) * n) for n in range(1, days + 1)] for name in MODELS},
            "forecast": {
                "p_up": up,
                "return": {"median": 0.0, "quantiles": {level: math.log(price / last) for level, price in zip(levels, prices)}},
                "price": {"median": last, "quantiles": dict(zip(levels, prices))},
            },
            "metrics": {name: summary(scores(name, symbol, trained)) for name in MODELS},
            "skill": {
                "verdict": "skill found" if passed else "no skill found", "against": "persistence",
                "judged_model": model if passed else "ridge", "horizon_bars": trained, "reason": verdict(model, passed),
                "r2_return": 0.021 if passed else -0.004, "clark_west_p": 0.002 if passed else 0.08,
                "clark_west_p_holm": 0.008 if passed else 0.31, "diebold_mariano_p": 0.12 if passed else 0.41,
                "alarm": None, "folds": 10, "n": 1240,
            },
        }


def champion(symbol: str, horizon: int) -> str:
    return "lightgbm" if symbol == "NVDA" and horizon == 5 else "persistence"


def drift(model: str) -> float:
    return {"persistence": 0.0, "drift": 0.0006, "seasonal-naive": -0.002, "ridge": 0.0009, "random-forest": -0.0004}.get(model, 0.0013)


def quantiles(close: float, ahead: int) -> list[float]:
    """19 prices of a log-normal walk with 1.7 % a day."""
    return [close * math.exp(z * 0.017 * math.sqrt(ahead)) for z in NORMAL]


def scores(model: str, symbol: str, horizon: int) -> dict:
    draw = random.Random(f"{model} {symbol} {horizon}")
    spread = 0.017 * math.sqrt(horizon)
    worse = {"persistence": 0.0, "drift": 0.001, "seasonal-naive": -0.9}.get(model, -abs(draw.gauss(0, 0.02)))
    passed = model == champion(symbol, horizon) and model not in NAIVE
    worse = 0.021 if passed else worse
    n, right = 1240, 0.561 if passed else draw.gauss(0.505, 0.012)
    half = 1.96 * math.sqrt(right * (1 - right) / n * math.sqrt(horizon))
    is_base = model == "persistence"
    p = 0.002 if passed else draw.uniform(0.08, 0.9)
    return {
        "r2_price": 0.9982 + worse * 0.0018, "r2_price_naive": 0.9982, "r2_return": worse, "mae": spread * 0.78 * (1 - worse / 2),
        "rmse": spread * math.sqrt(1 - worse), "mase": 1 - worse / 2, "smape": spread * 78,
        "directional_accuracy": right,
        "directional_accuracy_low": right - half, "directional_accuracy_high": right + half, "pinball": spread * 0.28 * (1 - worse / 3),
        "log_loss": 0.6931 - worse / 4, "brier": 0.25 - worse / 8, "brier_reliability": 0.0007, "brier_resolution": 0.0004,
        "auc": 0.5 if is_base else right, "precision": None if is_base else right, "recall": None if is_base else 0.55,
        "pesaran_timmermann": None if is_base else 0.4, "pesaran_timmermann_p": None if is_base else 0.34,
        "crps": spread * 0.56 * (1 - worse / 3), "msis": 5.8 * (1 - worse / 3), "coverage_50": 0.51, "coverage_90": 0.9,
        **{f"{name}{part}": None for name in ("ic", "rank_ic") for part in ("", "_low", "_high", "_ratio", "_p", "_positive_share")},
        "ic_times": 0, "coverage_80": draw.gauss(0.8, 0.012), "clark_west": None if is_base else draw.gauss(0.3, 1),
        "clark_west_p": None if is_base else p,
        "clark_west_drift": None if is_base else draw.gauss(0.2, 1), "clark_west_drift_p": None if is_base else min(1.0, p * 1.3),
        "clark_west_p_holm": None if is_base else min(1.0, p * 4),
        "diebold_mariano": None if is_base else draw.gauss(0, 1), "diebold_mariano_p": None if is_base else draw.uniform(0.05, 0.95),
        "n": n, "folds": 10,
    }


def summary(full: dict) -> dict:
    return {name: full[name] for name in ("r2_price", "r2_price_naive", "r2_return", "directional_accuracy", "mase")}


def model_scores(name: str, symbol: str, horizon: int) -> dict:
    leads = name == champion(symbol, horizon)
    is_naive, passed = name in NAIVE, leads and name not in NAIVE
    alias = "champion" if leads else "challenger" if name == "ridge" else None
    return {
        "name": name, "version": 1, "is_naive": is_naive, "alias": alias, "scores": scores(name, symbol, horizon),
        "verdict": verdict(name, passed),
        "passed": passed,
    }


def verdict(name: str, passed: bool) -> str:
    if name in NAIVE:
        return "naive yardstick: scored, never promoted"
    if passed:
        return "skill found: return R² +2.10 % against persistence, Clark–West p = 0.008 after Holm for 4 models"
    return "no skill found: its gain may be chance (return R² +0.17 % against persistence, Clark–West p = 0.310 after Holm for 4 models)"


def metrics(symbol: str) -> dict:
    horizons = []
    for horizon in HORIZONS:
        leader = champion(symbol, horizon)
        reason = (
            "it passed the gate: Clark–West p 0.008 after Holm's correction for 4 models, return R² +2.1 %." if leader not in NAIVE
            else "no model passed the gate: the best, ridge, has a Clark–West p of 0.31 after Holm's correction for 4 models."
        )
        horizons.append({
            "horizon_bars": horizon, "champion": {"name": leader, "version": 1}, "reason": reason,
            "models": [model_scores(name, symbol, horizon) for name in MODELS],
        })
    return {"symbol": symbol, "horizons": horizons}


def quality() -> dict:
    draw = random.Random(7)
    notes = {
        "high-below-low": ("error", "high 171.20 is below low 172.05"),
        "duplicate-row": ("error", "the same day twice with different closes; the later row is kept"),
        "missing-session": ("warning", "the exchange was open, no bar came"),
        "spike-reverts": ("warning", "a move of 9 standard deviations that was taken back the next day"),
        "zero-volume": ("info", "no trade was recorded"),
        "price-jump": ("info", "earnings day, kept"),
    }
    symbols = []
    for place, symbol in enumerate(SYMBOLS):
        findings = []
        for rule, (severity, note) in notes.items():
            for _ in range(0 if place == 2 or severity == "error" and place > 1 else draw.randrange(1, 5)):
                day = after(FIRST_LIVE_DAY, -draw.randrange(1, 2000))
                run = rule == "missing-session" and draw.random() < 0.5
                findings.append({
                    "time": stamp(day), "last_time": stamp(after(day, 2)) if run else None, "rule": rule, "severity": severity,
                    "value": round(draw.gauss(0, 9), 4), "count": 3 if run else 1, "note": note,
                })
        count = {name: sum(f["severity"] == name for f in findings) for name in ("error", "warning", "info")}
        symbols.append({
            "symbol": symbol, "interval": "1d", "bars": 2699, "errors": count["error"], "warnings": count["warning"],
            "infos": count["info"], "quarantined": count["error"], "findings": findings,
        })
    def total(key: str) -> int:
        return sum(one[key] for one in symbols)

    rules = []
    for rule, (severity, _) in notes.items():
        found = [(one["symbol"], finding) for one in symbols for finding in one["findings"] if finding["rule"] == rule]
        rules.append({
            "rule": rule, "severity": severity, "findings": len(found), "bars": sum(finding["count"] for _, finding in found),
            "symbols": len({symbol for symbol, _ in found}),
        })
    return {**{key: total(key) for key in ("bars", "errors", "warnings", "infos", "quarantined")}, "rules": rules, "symbols": symbols}
