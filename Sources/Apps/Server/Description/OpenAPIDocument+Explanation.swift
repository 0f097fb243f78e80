extension OpenAPIDocument {
    static let explanationSchemas = #"""
        "Explanation": {
          "type": "object", "additionalProperties": false,
          "required": ["method", "model", "horizon_bars", "base", "contributions", "other", "sum", "note"],
          "description": "What each feature adds to the champion's median log return at its own horizon.",
          "properties": {
            "method": {"enum": ["exact", "kernel-shap", "lime", "none"],
              "description": "`exact`: the family's own rule; `kernel-shap`: Shapley values against rows of the training time; \#
        `none`: the model rests on no features."},
            "model": {"type": "string"},
            "horizon_bars": {"type": "integer", "minimum": 1,
              "description": "How far the explained model looks; `days` between two horizons are interpolated from it."},
            "base": {"type": ["number", "null"], "description": "What the model says where nothing is known of the features."},
            "contributions": {"type": "array", "maxItems": 20, "description": "The largest first.", "items": {
              "type": "object", "additionalProperties": false, "required": ["feature", "value", "contribution"],
              "properties": {
                "feature": {"type": "string"},
                "value": {"type": ["number", "null"], "description": "`null` where it is missing."},
                "contribution": {"type": ["number", "null"], "description": "In log return."}}}},
            "other": {"type": ["number", "null"], "description": "All further features together."},
            "sum": {"type": ["number", "null"], "description": "Base and contributions: the forecast's median log return."},
            "note": {"type": ["string", "null"], "description": "What has to be said beside it."}},
          "examples": [{"method": "exact", "model": "lightgbm", "horizon_bars": 5, "base": 0.0011,
            "contributions": [{"feature": "return_5", "value": -0.031, "contribution": 0.0009}], "other": 0.0001,
            "sum": 0.0021, "note": null}]}
        """#
}
