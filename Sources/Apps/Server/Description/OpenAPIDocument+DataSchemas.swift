extension OpenAPIDocument {
    static let dataSchemas = #"""
        "Bar": {
          "type": "object", "required": ["time", "open", "high", "low", "close", "volume"],
          "description": "A bar; its time is when it closed.",
          "properties": {
            "time": {"$ref": "#/components/schemas/Time"}, "open": {"type": "number"}, "high": {"type": "number"},
            "low": {"type": "number"}, "close": {"type": "number"}, "volume": {"type": ["number", "null"]}},
          "examples": [{"time": "2023-09-20T20:00:00Z", "open": 179.26, "high": 179.7, "low": 175.4, "close": 175.49,
            "volume": 58436200}]},
        "FeedState": {
          "type": "object", "required": ["name", "state"],
          "properties": {
            "name": {"type": "string", "description": "`replay` is the past played as if it were live."},
            "state": {"enum": ["running", "ended", "off"]},
            "clock": {"type": ["string", "null"], "description": "How far the feed is."},
            "pass": {"type": ["integer", "null"], "description": "How often a replay has started over, from 1."}}},
        "Symbols": {
          "type": "object", "required": ["symbols", "feed"],
          "properties": {
            "symbols": {"type": "array", "items": {
              "type": "object", "required": ["symbol", "interval", "bars"],
              "properties": {
                "symbol": {"$ref": "#/components/schemas/Symbol"},
                "interval": {"enum": ["1m", "1h", "1d"]}, "bars": {"type": "integer"},
                "first": {"$ref": "#/components/schemas/Time"}, "last": {"$ref": "#/components/schemas/Time"},
                "last_close": {"type": ["number", "null"]},
                "change_1d": {"type": ["number", "null"], "description": "Simple return; 0.01 is one percent."},
                "feed": {"enum": ["replay", "live", "none"]},
                "champions": {"type": "array", "items": {
                  "type": "object", "required": ["horizon_bars", "model"],
                  "properties": {"horizon_bars": {"type": "integer"}, "model": {"type": "string"},
                    "version": {"type": ["integer", "null"]}}}}}}},
            "feed": {"$ref": "#/components/schemas/FeedState"}},
          "examples": [{"symbols": [{"symbol": "AAPL", "interval": "1d", "bars": 5000,
            "first": "2003-11-05T21:00:00Z", "last": "2023-09-20T20:00:00Z", "last_close": 175.49, "change_1d": -0.02,
            "feed": "replay", "champions": [{"horizon_bars": 1, "model": "persistence", "version": 1}]}],
            "feed": {"name": "replay", "state": "running", "clock": "2023-09-20T20:00:00Z", "pass": 1}}]},
        "PlotPoint": {
          "type": "object", "required": ["time", "horizon_bars", "q50"],
          "properties": {
            "time": {"$ref": "#/components/schemas/Time"}, "horizon_bars": {"type": "integer"},
            "q05": {"type": "number"}, "q10": {"type": "number"}, "q25": {"type": "number"}, "q50": {"type": "number"},
            "q75": {"type": "number"}, "q90": {"type": "number"}, "q95": {"type": "number"}}},
        "Plot": {
          "type": "object", "required": ["symbol", "interval", "bars", "forecast"],
          "properties": {
            "symbol": {"$ref": "#/components/schemas/Symbol"}, "interval": {"enum": ["1m", "1h", "1d"]},
            "bars": {"type": "array", "items": {"$ref": "#/components/schemas/Bar"}},
            "forecast": {"type": ["object", "null"], "properties": {
              "as_of": {"$ref": "#/components/schemas/Time"}, "model": {"type": "string"},
              "version": {"type": ["integer", "null"]},
              "points": {"type": "array", "items": {"$ref": "#/components/schemas/PlotPoint"}}}}}},
        "Finding": {
          "type": "object", "required": ["time", "rule", "severity"],
          "properties": {
            "time": {"$ref": "#/components/schemas/Time"},
            "last_time": {"type": ["string", "null"], "description": "The end of a run."},
            "rule": {"type": "string", "examples": ["high-below-low"]},
            "severity": {"enum": ["info", "warning", "error"]},
            "value": {"type": ["number", "null"]}, "count": {"type": "integer"}, "note": {"type": "string"}}},
        "Quality": {
          "type": "object", "required": ["symbols"],
          "properties": {"symbols": {"type": "array", "items": {
            "type": "object", "required": ["symbol", "interval", "bars", "findings"],
            "properties": {
              "symbol": {"$ref": "#/components/schemas/Symbol"}, "interval": {"enum": ["1m", "1h", "1d"]},
              "bars": {"type": "integer"}, "errors": {"type": "integer"}, "warnings": {"type": "integer"},
              "infos": {"type": "integer"}, "quarantined": {"type": "integer"},
              "findings": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}}}}}}},
        "Realtime": {
          "type": "object", "required": ["symbol", "feed", "time", "price"],
          "properties": {
            "symbol": {"$ref": "#/components/schemas/Symbol"}, "feed": {"enum": ["replay", "live", "none"]},
            "time": {"$ref": "#/components/schemas/Time"}, "price": {"type": "number"},
            "open": {"type": "number"}, "high": {"type": "number"}, "low": {"type": "number"},
            "close": {"type": "number"}, "volume": {"type": ["number", "null"]},
            "change": {"type": ["number", "null"]}, "change_percent": {"type": ["number", "null"]}}},
        "RealtimeCommand": {
          "type": "object", "required": ["action", "symbols"], "additionalProperties": false,
          "properties": {
            "action": {"enum": ["subscribe", "unsubscribe"]},
            "symbols": {"type": "array", "maxItems": 1000, "items": {"$ref": "#/components/schemas/Symbol"}}},
          "examples": [{"action": "subscribe", "symbols": ["AAPL"]}]},
        "RealtimeMessage": {
          "description": "`subscribed` lists everything subscribed now.",
          "oneOf": [
            {"title": "subscribed", "type": "object", "required": ["type", "symbols"], "properties": {
              "type": {"const": "subscribed"},
              "symbols": {"type": "array", "items": {"$ref": "#/components/schemas/Symbol"}}}},
            {"title": "bar", "allOf": [{"$ref": "#/components/schemas/Bar"}, {
              "type": "object", "required": ["type", "symbol", "feed"], "properties": {
                "type": {"const": "bar"}, "symbol": {"$ref": "#/components/schemas/Symbol"},
                "feed": {"enum": ["replay", "live", "none"]}}}]},
            {"title": "forecast", "allOf": [{"$ref": "#/components/schemas/Forecast"}, {
              "type": "object", "required": ["type"], "properties": {"type": {"const": "forecast"}}}]},
            {"title": "status", "type": "object", "required": ["type", "feed", "state"], "properties": {
              "type": {"const": "status"}, "feed": {"type": "string"},
              "state": {"enum": ["running", "ended", "off"]}, "clock": {"type": ["string", "null"]}}},
            {"title": "error", "type": "object", "required": ["type", "detail"], "properties": {
              "type": {"const": "error"}, "detail": {"type": "string"}}}]}
        """#

    static let operationSchemas = #"""
        "Root": {
          "type": "object", "required": ["name", "version", "links"],
          "properties": {"name": {"const": "martlet"}, "version": {"type": "string"},
            "links": {"type": "object", "additionalProperties": {"type": "string"}}}},
        "Health": {"type": "object", "required": ["status"], "properties": {"status": {"const": "ok"}},
          "examples": [{"status": "ok"}]},
        "Readiness": {
          "type": "object", "required": ["status", "checks"],
          "properties": {"status": {"enum": ["ready", "starting"]},
            "checks": {"type": "object", "additionalProperties": {"type": "string"}}},
          "examples": [{"status": "ready", "checks": {"models": "ok"}}]},
        "Version": {
          "type": "object", "required": ["version", "commit", "swift"],
          "properties": {"version": {"type": "string"}, "commit": {"type": "string"}, "swift": {"type": "string"}}},
        "Problem": {
          "type": "object", "required": ["type", "title", "status", "detail", "instance"],
          "description": "An error (RFC 9457).",
          "properties": {
            "type": {"type": "string", "format": "uri"}, "title": {"type": "string"},
            "status": {"type": "integer", "minimum": 400, "maximum": 599}, "detail": {"type": "string"},
            "instance": {"type": "string", "description": "The path asked for."},
            "errors": {"type": "array", "items": {
              "type": "object", "required": ["field", "message"],
              "properties": {"field": {"type": "string"}, "message": {"type": "string"}}}}}}
        """#
}
