extension OpenAPIDocument {
    static let forecastSchemas = #"""
        "Symbol": {"type": "string", "minLength": 1, "maxLength": 32, "pattern": "^[A-Za-z0-9.\\-_^=/:]+$",
          "examples": ["AAPL", "BTC-USD"]},
        "Time": {"type": "string", "format": "date-time", "description": "ISO 8601 in UTC.",
          "examples": ["2023-09-20T20:00:00Z"]},
        "AsOf": {"type": ["string", "null"], "maxLength": 64,
          "description": "Only bars known then are used; now by default. A bare date means the end of that day, UTC. A time to \#
        come is refused.",
          "examples": ["2023-09-20T20:00:00Z", "2023-09-20"]},
        "Days": {"type": ["integer", "null"], "minimum": 1, "maximum": 252, "default": 1,
          "description": "The horizon in bars."},
        "PredictRequest": {
          "type": "object", "additionalProperties": false,
          "anyOf": [{"required": ["symbol"]}, {"required": ["ticker"]}],
          "properties": {
            "symbol": {"$ref": "#/components/schemas/Symbol"},
            "ticker": {"$ref": "#/components/schemas/Symbol", "description": "Another name of `symbol`."},
            "days": {"$ref": "#/components/schemas/Days"},
            "as_of": {"$ref": "#/components/schemas/AsOf"},
            "prediction_date": {"$ref": "#/components/schemas/AsOf", "description": "Another name of `as_of`."},
            "explain": {"$ref": "#/components/schemas/Explain"}}},
        "PredictSymbolRequest": {
          "type": "object", "additionalProperties": false,
          "properties": {
            "symbol": {"$ref": "#/components/schemas/Symbol", "description": "The same as in the path."},
            "ticker": {"$ref": "#/components/schemas/Symbol", "description": "The same as in the path."},
            "days": {"$ref": "#/components/schemas/Days"},
            "as_of": {"$ref": "#/components/schemas/AsOf"},
            "prediction_date": {"$ref": "#/components/schemas/AsOf"},
            "explain": {"$ref": "#/components/schemas/Explain"}}},
        "Explain": {"type": ["boolean", "null"], "default": false,
          "description": "Whether the answer says what each feature adds; it may take a second where the model has no exact rule."},
        "Interval": {"type": "string", "pattern": "^[1-9][0-9]*[smhdw]$", "examples": ["1d", "15m"],
          "description": "What a bar covers: a whole number of seconds, minutes, hours, days or weeks."},
        "FeedName": {"enum": ["replay", "live", "none"],
          "description": "Where new bars come from; `replay` is the past played as if it were live."},
        "Quantiles": {
          "type": "object", "propertyNames": {"pattern": "^0\\.[0-9]+$"},
          "additionalProperties": {"type": ["number", "null"]},
          "description": "Probability to quantile, such as `\"0.1\"` to the value that nine of ten outcomes exceed.",
          "examples": [{"0.1": -0.021, "0.5": 0.002, "0.9": 0.025}]},
        "Distribution": {
          "type": "object", "required": ["median", "quantiles"], "additionalProperties": false,
          "properties": {
            "median": {"type": ["number", "null"]}, "quantiles": {"$ref": "#/components/schemas/Quantiles"}}},
        "ServingModel": {
          "type": "object", "required": ["name", "version", "alias", "registered_model", "trained_through"],
          "additionalProperties": false, "description": "The model that answers.",
          "properties": {
            "name": {"type": "string"}, "version": {"type": "integer", "minimum": 1},
            "alias": {"const": "champion"},
            "registered_model": {"type": "string",
              "description": "Its name in the registry: what it was trained on, and for which horizon."},
            "trained_through": {"$ref": "#/components/schemas/Time",
              "description": "The last bar it has learnt from."}},
          "examples": [{"name": "lightgbm", "version": 3, "alias": "champion", "registered_model": "AAPL.h5",
            "trained_through": "2023-06-27T20:00:00Z"}]},
        "Forecast": {
          "type": "object", "additionalProperties": false,
          "required": [\#(forecastMembers)],
          "properties": {
            \#(forecastProperties)},
          "examples": [{
            "symbol": "AAPL", "as_of": "2023-09-20T20:00:00Z", "interval": "1d", "horizon_bars": 5, "feed": "replay",
            "last_close": 175.49,
            "model": {"name": "lightgbm", "version": 3, "alias": "champion", "registered_model": "AAPL.h5",
              "trained_through": "2023-06-27T20:00:00Z"},
            "in_sample": false, "prediction": true, "confidence": 0.53,
            "predictions": {"lightgbm": [175.1, 175.3, 175.2, 175.6, 175.8],
              "persistence": [175.49, 175.49, 175.49, 175.49, 175.49]},
            "forecast": {"p_up": 0.53,
              "return": {"median": 0.002, "quantiles": {"0.1": -0.021, "0.5": 0.002, "0.9": 0.025}},
              "price": {"median": 175.8, "quantiles": {"0.1": 171.8, "0.5": 175.8, "0.9": 179.9}}},
            "metrics": {"lightgbm": {"r2_price": 0.998, "r2_price_naive": 0.998, "r2_return": 0.001,
              "directional_accuracy": 0.52, "mase": 1.0}},
            "skill": {"verdict": "no skill found", "against": "persistence", "judged_model": "lightgbm",
              "horizon_bars": 5,
              "reason": "no skill found: its gain may be chance (return R² +0.10 % against persistence, Clark–West p = 0.620 after Holm for 5 models)",
              "r2_return": 0.001, "clark_west_p": 0.31, "clark_west_p_holm": 0.62, "diebold_mariano_p": 0.41, "alarm": null,
              "folds": 10, "n": 1284}}]},
        "Skill": {
          "type": "object", "additionalProperties": false,
          "required": ["verdict", "against", "judged_model", "horizon_bars", "reason", "r2_return", "clark_west_p",
            "clark_west_p_holm", "diebold_mariano_p", "alarm", "folds", "n"],
          "description": "What was found out of sample of the model that answers; where a naive one does, of the best \#
        model refused in its favour.",
          "properties": {
            "verdict": {"enum": ["skill found", "no skill found"]},
            "against": {"type": "string", "description": "The naive model it is measured against."},
            "judged_model": {"type": ["string", "null"],
              "description": "Whose scores these are; `null` where only naive models were tried."},
            "horizon_bars": {"type": "integer", "minimum": 1,
              "description": "The horizon the judged models were trained for. A forecast of `days` between two such \#
        horizons is interpolated, and shows the scores of the longer one."},
            "reason": {"type": "string", "description": "The verdict in a sentence."},
            "r2_return": {"type": ["number", "null"], "description": "Against the naive forecast; above 0 is better."},
            "clark_west_p": {"type": ["number", "null"]},
            "clark_west_p_holm": {"type": ["number", "null"],
              "description": "The same, raised for the number of models tried; the gate goes by it."},
            "diebold_mariano_p": {"type": ["number", "null"]},
            "alarm": {"type": ["string", "null"],
              "description": "Why the skill is too good to be true, and what carries it; `null` where it is not."},
            "folds": {"type": "integer"},
            "n": {"type": "integer", "description": "Forecasts out of sample."}}}
        """#

    /// The members of a forecast, which its live message has too: each schema is closed, so neither can extend the other.
    static let forecastMembers = #"""
        "symbol", "as_of", "interval", "horizon_bars", "feed", "last_close", "model", "in_sample",
            "prediction", "confidence", "predictions", "forecast", "metrics", "skill"
        """#

    static let forecastProperties = #"""
        "symbol": {"$ref": "#/components/schemas/Symbol"},
            "as_of": {"$ref": "#/components/schemas/Time", "description": "The close of the last bar used."},
            "interval": {"$ref": "#/components/schemas/Interval"},
            "horizon_bars": {"type": "integer", "minimum": 1, "maximum": 252},
            "feed": {"$ref": "#/components/schemas/FeedName"},
            "last_close": {"type": "number", "description": "The close at `as_of`."},
            "model": {"$ref": "#/components/schemas/ServingModel"},
            "in_sample": {"type": "boolean",
              "description": "Whether the model has learnt from bars after `as_of`: then this shows its fit, not its skill."},
            "prediction": {"type": "boolean", "description": "Whether the price is expected to rise."},
            "confidence": {"type": ["number", "null"], "minimum": 0, "maximum": 1,
              "description": "The probability of the side taken."},
            "predictions": {
              "type": "object", "description": "Each model's median price path, one price a bar.",
              "additionalProperties": {"type": "array", "items": {"type": ["number", "null"]}}},
            "forecast": {
              "type": "object", "required": ["p_up", "return", "price"], "additionalProperties": false,
              "properties": {
                "p_up": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
                "return": {"$ref": "#/components/schemas/Distribution", "description": "Log returns since `last_close`."},
                "price": {"$ref": "#/components/schemas/Distribution"}}},
            "metrics": {
              "type": "object", "description": "Each model's main scores out of sample; GET /metrics has them all.",
              "additionalProperties": {"$ref": "#/components/schemas/MainScores"}},
            "skill": {"$ref": "#/components/schemas/Skill"},
            "explanation": {"$ref": "#/components/schemas/Explanation",
              "description": "What each feature adds; only where `explain` was asked for."}
        """#

    static let modelSchemas = #"""
        "MainScores": {
          "type": "object", "description": "Scores out of sample; `null` where there is none.",
          "additionalProperties": false,
          "required": ["r2_price", "r2_price_naive", "r2_return", "directional_accuracy", "mase"],
          "properties": {
            \#(mainScores)}},
        "Scores": {
          "type": "object", "description": "Scores out of sample; `null` where there is none.",
          "additionalProperties": false,
          "required": ["n", "folds", "r2_price", "r2_price_naive", "r2_return", "mae", "rmse", "mase", "smape",
            "directional_accuracy", "directional_accuracy_low", "directional_accuracy_high", "log_loss", "brier",
            "brier_reliability", "brier_resolution", "auc", "precision", "recall", "pesaran_timmermann",
            "pesaran_timmermann_p", "pinball", "crps", "msis", "coverage_50", "coverage_80", "coverage_90",
            "ic", "ic_low", "ic_high", "ic_ratio", "ic_p", "ic_positive_share", "rank_ic", "rank_ic_low",
            "rank_ic_high", "rank_ic_ratio", "rank_ic_p", "rank_ic_positive_share", "ic_times",
            "clark_west", "clark_west_p", "clark_west_drift", "clark_west_drift_p", "clark_west_p_holm",
            "diebold_mariano", "diebold_mariano_p"],
          "properties": {
            "n": {"type": "integer", "description": "Forecasts out of sample."}, "folds": {"type": "integer"},
            \#(mainScores),
            "mae": {"type": ["number", "null"]}, "rmse": {"type": ["number", "null"]},
            "directional_accuracy_low": {"type": ["number", "null"], "description": "The low end of its 95% interval."},
            "directional_accuracy_high": {"type": ["number", "null"]},
            "smape": {"type": ["number", "null"], "description": "Of prices, in percent."},
            "log_loss": {"type": ["number", "null"], "description": "Of the probability of a rise; 0.693 is no skill."},
            "brier": {"type": ["number", "null"], "description": "0.25 is no skill."},
            "brier_reliability": {"type": ["number", "null"], "description": "0 is calibrated."},
            "brier_resolution": {"type": ["number", "null"], "description": "More is better."},
            "auc": {"type": ["number", "null"], "description": "0.5 is no skill."},
            "precision": {"type": ["number", "null"], "description": "Of forecast rises."},
            "recall": {"type": ["number", "null"]},
            "pesaran_timmermann": {"type": ["number", "null"],
              "description": "Whether directions were right more often than chance."},
            "pesaran_timmermann_p": {"type": ["number", "null"]},
            "pinball": {"type": ["number", "null"]},
            "crps": {"type": ["number", "null"], "description": "Of the whole distribution, in log return."},
            "msis": {"type": ["number", "null"], "description": "Of the 95% interval, over the mean absolute return."},
            "coverage_50": {"type": ["number", "null"]}, "coverage_80": {"type": ["number", "null"]},
            "coverage_90": {"type": ["number", "null"]},
            "ic": {"type": ["number", "null"],
              "description": "Mean correlation of forecasts and returns over the symbols of a time, where there are ten."},
            "ic_low": {"type": ["number", "null"], "description": "The low end of its 95% interval."},
            "ic_high": {"type": ["number", "null"]},
            "ic_ratio": {"type": ["number", "null"], "description": "The mean over the standard deviation, per time."},
            "ic_p": {"type": ["number", "null"], "description": "One-sided."},
            "ic_positive_share": {"type": ["number", "null"], "description": "Of times."},
            "rank_ic": {"type": ["number", "null"], "description": "The same of ranks."},
            "rank_ic_low": {"type": ["number", "null"]}, "rank_ic_high": {"type": ["number", "null"]},
            "rank_ic_ratio": {"type": ["number", "null"]}, "rank_ic_p": {"type": ["number", "null"]},
            "rank_ic_positive_share": {"type": ["number", "null"]},
            "ic_times": {"type": "integer", "description": "How many times have one."},
            "clark_west": {"type": ["number", "null"]}, "clark_west_p": {"type": ["number", "null"]},
            "clark_west_drift": {"type": ["number", "null"],
              "description": "Clark and West's test against drift, the mean return so far."},
            "clark_west_drift_p": {"type": ["number", "null"]},
            "clark_west_p_holm": {"type": ["number", "null"],
              "description": "Raised for the number of models tried; the gate goes by it."},
            "diebold_mariano": {"type": ["number", "null"]}, "diebold_mariano_p": {"type": ["number", "null"]}}},
        "Metrics": {
          "type": "object", "required": ["symbol", "horizons"], "additionalProperties": false,
          "properties": {
            "symbol": {"$ref": "#/components/schemas/Symbol"},
            "horizons": {"type": "array", "items": {
              "type": "object", "required": ["horizon_bars", "champion", "reason", "models"],
              "additionalProperties": false,
              "properties": {
                "horizon_bars": {"type": "integer", "minimum": 1},
                "champion": {"type": "object", "required": ["name", "version"], "additionalProperties": false,
                  "properties": {"name": {"type": "string"}, "version": {"type": "integer", "minimum": 1}}},
                "reason": {"type": "string", "description": "Why this one is champion."},
                "models": {"type": "array", "items": {
                  "type": "object", "additionalProperties": false,
                  "required": ["name", "version", "is_naive", "alias", "scores", "verdict", "passed"],
                  "properties": {
                    "name": {"type": "string"}, "version": {"type": "integer", "minimum": 1},
                    "is_naive": {"type": "boolean"},
                    "alias": {"enum": ["champion", "challenger", null]},
                    "scores": {"$ref": "#/components/schemas/Scores"},
                    "verdict": {"type": "string", "description": "In a sentence."},
                    "passed": {"type": "boolean", "description": "Whether the gate let it be champion."}}}}}}}},
          "examples": [{"symbol": "AAPL", "horizons": [{
            "horizon_bars": 1, "champion": {"name": "persistence", "version": 1},
            "reason": "no model passed the gate", "models": [{
              "name": "ridge", "version": 2, "is_naive": false, "alias": "challenger",
              "scores": {"n": 1284, "folds": 10, "r2_price": 0.998, "r2_price_naive": 0.998, "r2_return": -0.002,
                "mae": 0.0121, "rmse": 0.0172, "mase": 1.01, "smape": 1.21,
                "directional_accuracy": 0.51, "directional_accuracy_low": 0.48, "directional_accuracy_high": 0.54,
                "log_loss": 0.694, "brier": 0.2503, "brier_reliability": 0.0006, "brier_resolution": 0.0003,
                "auc": 0.507, "precision": 0.53, "recall": 0.61, "pesaran_timmermann": 0.5,
                "pesaran_timmermann_p": 0.31, "pinball": 0.0047, "crps": 0.0089, "msis": 5.9, "coverage_50": 0.51,
                "coverage_80": 0.81, "coverage_90": 0.9, "ic": null, "ic_low": null, "ic_high": null,
                "ic_ratio": null, "ic_p": null, "ic_positive_share": null, "rank_ic": null, "rank_ic_low": null,
                "rank_ic_high": null, "rank_ic_ratio": null, "rank_ic_p": null, "rank_ic_positive_share": null,
                "ic_times": 0, "clark_west": 0.4, "clark_west_p": 0.34,
                "clark_west_drift": 0.2, "clark_west_drift_p": 0.42, "clark_west_p_holm": 0.74,
                "diebold_mariano": 0.6, "diebold_mariano_p": 0.55},
              "verdict": "no skill found: it does not beat tomorrow-equals-today (return R² −0.20 % against persistence, Clark–West p = 0.740 after Holm for 5 models)",
              "passed": false}]}]}]}
        """#

    private static let mainScores = #"""
        "r2_price": {"type": ["number", "null"],
              "description": "What \"tomorrow equals today\" scores high on, too."},
            "r2_price_naive": {"type": ["number", "null"], "description": "What that naive forecast scores."},
            "r2_return": {"type": ["number", "null"], "description": "Against the naive forecast; above 0 is better."},
            "directional_accuracy": {"type": ["number", "null"]},
            "mase": {"type": ["number", "null"]}
        """#
}
