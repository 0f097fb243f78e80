extension OpenAPIDocument {
    static let forecastSchemas = #"""
        "Symbol": {"type": "string", "minLength": 1, "maxLength": 32, "pattern": "^[A-Za-z0-9.\\-_^=/:]+$",
          "examples": ["AAPL", "BTC-USD"]},
        "Time": {"type": "string", "format": "date-time", "description": "ISO 8601 in UTC.",
          "examples": ["2023-09-20T20:00:00Z"]},
        "AsOf": {"type": ["string", "null"], "maxLength": 64,
          "description": "Only bars known then are used; now by default. A bare date means the end of that day, UTC.",
          "examples": ["2023-09-20T20:00:00Z", "2023-09-20"]},
        "Days": {"type": ["integer", "null"], "minimum": 1, "maximum": 21, "default": 1,
          "description": "The horizon in bars."},
        "PredictRequest": {
          "type": "object", "additionalProperties": false,
          "anyOf": [{"required": ["symbol"]}, {"required": ["ticker"]}],
          "properties": {
            "symbol": {"$ref": "#/components/schemas/Symbol"},
            "ticker": {"$ref": "#/components/schemas/Symbol", "description": "Another name of `symbol`."},
            "days": {"$ref": "#/components/schemas/Days"},
            "as_of": {"$ref": "#/components/schemas/AsOf"},
            "prediction_date": {"$ref": "#/components/schemas/AsOf", "description": "Another name of `as_of`."}}},
        "PredictSymbolRequest": {
          "type": "object", "additionalProperties": false,
          "properties": {
            "symbol": {"$ref": "#/components/schemas/Symbol", "description": "The same as in the path."},
            "ticker": {"$ref": "#/components/schemas/Symbol", "description": "The same as in the path."},
            "days": {"$ref": "#/components/schemas/Days"},
            "as_of": {"$ref": "#/components/schemas/AsOf"},
            "prediction_date": {"$ref": "#/components/schemas/AsOf"}}},
        "Quantiles": {
          "type": "object", "additionalProperties": {"type": ["number", "null"]},
          "description": "Probability to quantile, such as `\"0.1\"` to the value that nine of ten outcomes exceed.",
          "examples": [{"0.1": -0.021, "0.5": 0.002, "0.9": 0.025}]},
        "Forecast": {
          "type": "object",
          "required": ["symbol", "as_of", "horizon_bars", "model", "prediction", "confidence", "predictions", "forecast",
            "metrics", "skill"],
          "properties": {
            "symbol": {"$ref": "#/components/schemas/Symbol"},
            "as_of": {"$ref": "#/components/schemas/Time"},
            "horizon_bars": {"type": "integer", "minimum": 1, "maximum": 21},
            "model": {
              "type": "object", "required": ["name", "version"],
              "properties": {
                "name": {"type": "string"}, "version": {"type": ["integer", "null"]},
                "alias": {"type": ["string", "null"], "description": "`champion` or `challenger`."}}},
            "prediction": {"type": "boolean", "description": "Whether the price is expected to rise."},
            "confidence": {"type": ["number", "null"], "minimum": 0, "maximum": 1,
              "description": "The probability of the side taken."},
            "predictions": {
              "type": "object", "description": "Each model's median price path, one price a bar.",
              "additionalProperties": {"type": "array", "items": {"type": ["number", "null"]}}},
            "forecast": {
              "type": "object", "required": ["p_up", "return", "price"],
              "properties": {
                "p_up": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
                "return": {"type": "object", "properties": {"quantiles": {"$ref": "#/components/schemas/Quantiles"}}},
                "price": {"type": "object", "properties": {"quantiles": {"$ref": "#/components/schemas/Quantiles"}}}}},
            "metrics": {
              "type": "object", "description": "Each model's scores out of sample.",
              "additionalProperties": {"$ref": "#/components/schemas/Scores"}},
            "skill": {"$ref": "#/components/schemas/Skill"}},
          "examples": [{
            "symbol": "AAPL", "as_of": "2023-09-20T20:00:00Z", "horizon_bars": 5,
            "model": {"name": "lightgbm", "version": 3, "alias": "champion"},
            "prediction": true, "confidence": 0.53,
            "predictions": {"lightgbm": [175.1, 175.3, 175.2, 175.6, 175.8],
              "persistence": [175.49, 175.49, 175.49, 175.49, 175.49]},
            "forecast": {"p_up": 0.53, "return": {"quantiles": {"0.1": -0.021, "0.5": 0.002, "0.9": 0.025}},
              "price": {"quantiles": {"0.1": 171.8, "0.5": 175.8, "0.9": 179.9}}},
            "metrics": {"lightgbm": {"r2_price": 0.998, "r2_price_naive": 0.998, "r2_return": 0.001,
              "directional_accuracy": 0.52, "mase": 1.0}},
            "skill": {"verdict": "no skill found", "against": "persistence", "clark_west_p": 0.31,
              "diebold_mariano_p": 0.41, "folds": 10}}]},
        "Skill": {
          "type": "object", "required": ["verdict", "against"],
          "description": "Whether this model is better than the naive forecast, out of sample.",
          "properties": {
            "verdict": {"type": "string"}, "against": {"type": "string"},
            "clark_west_p": {"type": ["number", "null"]}, "diebold_mariano_p": {"type": ["number", "null"]},
            "folds": {"type": ["integer", "null"]}}}
        """#

    static let modelSchemas = #"""
        "Scores": {
          "type": "object", "description": "Scores out of sample; `null` where there is none.",
          "properties": {
            "r2_price": {"type": ["number", "null"], "description": "What \"tomorrow equals today\" scores high on, too."},
            "r2_price_naive": {"type": ["number", "null"], "description": "What that naive forecast scores."},
            "r2_return": {"type": ["number", "null"], "description": "Against the naive forecast; above 0 is better."},
            "mae": {"type": ["number", "null"]}, "rmse": {"type": ["number", "null"]},
            "mase": {"type": ["number", "null"]},
            "directional_accuracy": {"type": ["number", "null"]},
            "directional_accuracy_low": {"type": ["number", "null"]},
            "directional_accuracy_high": {"type": ["number", "null"]},
            "pinball": {"type": ["number", "null"]}, "coverage_80": {"type": ["number", "null"]},
            "clark_west": {"type": ["number", "null"]}, "clark_west_p": {"type": ["number", "null"]},
            "clark_west_p_holm": {"type": ["number", "null"]},
            "diebold_mariano": {"type": ["number", "null"]}, "diebold_mariano_p": {"type": ["number", "null"]},
            "n": {"type": ["integer", "null"]}, "folds": {"type": ["integer", "null"]}}},
        "Metrics": {
          "type": "object", "required": ["symbol", "horizons"],
          "properties": {
            "symbol": {"$ref": "#/components/schemas/Symbol"},
            "horizons": {"type": "array", "items": {
              "type": "object", "required": ["horizon_bars", "champion", "reason", "models"],
              "properties": {
                "horizon_bars": {"type": "integer", "minimum": 1},
                "champion": {"type": ["object", "null"], "properties": {
                  "name": {"type": "string"}, "version": {"type": ["integer", "null"]}}},
                "reason": {"type": ["string", "null"], "description": "Why this one is champion."},
                "models": {"type": "array", "items": {
                  "type": "object", "required": ["name", "is_naive", "scores", "verdict", "passed"],
                  "properties": {
                    "name": {"type": "string"}, "version": {"type": ["integer", "null"]},
                    "is_naive": {"type": "boolean"},
                    "alias": {"enum": ["champion", "challenger", null]},
                    "scores": {"$ref": "#/components/schemas/Scores"},
                    "verdict": {"type": "string", "description": "In words."},
                    "passed": {"type": "boolean", "description": "Whether the gate let it be champion."}}}}}}}},
          "examples": [{"symbol": "AAPL", "horizons": [{
            "horizon_bars": 1, "champion": {"name": "persistence", "version": 1},
            "reason": "no model passed the gate", "models": [{
              "name": "ridge", "version": 2, "is_naive": false, "alias": "challenger",
              "scores": {"r2_price": 0.998, "r2_price_naive": 0.998, "r2_return": -0.002, "mase": 1.01},
              "verdict": "no skill found", "passed": false}]}]}]}
        """#
}
