extension OpenAPIDocument {
    static let dataSchemas = #"""
        "Bar": {
          "type": "object", "required": [\#(barMembers)], "additionalProperties": false,
          "description": "A bar; its time is when it closed.",
          "properties": {
            \#(barProperties)},
          "examples": [{"time": "2023-09-20T20:00:00Z", "open": 179.26, "high": 179.7, "low": 175.4, "close": 175.49,
            "volume": 58436200}]},
        "FeedState": {
          "type": "object", "required": ["name", "state", "clock", "pass"], "additionalProperties": false,
          "properties": {
            "name": {"$ref": "#/components/schemas/FeedName"},
            \#(feedProperties)}},
        "Symbols": {
          "type": "object", "required": ["symbols", "feed"], "additionalProperties": false,
          "properties": {
            "symbols": {"type": "array", "items": {
              "type": "object", "additionalProperties": false,
              "required": ["symbol", "interval", "bars", "first", "last", "last_close", "change_1d", "feed", "champions"],
              "properties": {
                "symbol": {"$ref": "#/components/schemas/Symbol"},
                "interval": {"$ref": "#/components/schemas/Interval"}, "bars": {"type": "integer", "minimum": 1},
                "first": {"$ref": "#/components/schemas/Time"}, "last": {"$ref": "#/components/schemas/Time"},
                "last_close": {"type": ["number", "null"]},
                "change_1d": {"type": ["number", "null"],
                  "description": "Simple return since the bar before; 0.01 is one percent."},
                "feed": {"$ref": "#/components/schemas/FeedName"},
                "champions": {"type": "array", "items": {
                  "type": "object", "required": ["horizon_bars", "model", "version"], "additionalProperties": false,
                  "properties": {"horizon_bars": {"type": "integer", "minimum": 1}, "model": {"type": "string"},
                    "version": {"type": "integer", "minimum": 1}}}}}}},
            "feed": {"$ref": "#/components/schemas/FeedState"}},
          "examples": [{"symbols": [{"symbol": "AAPL", "interval": "1d", "bars": 5000,
            "first": "2003-11-05T21:00:00Z", "last": "2023-09-20T20:00:00Z", "last_close": 175.49, "change_1d": -0.02,
            "feed": "replay", "champions": [{"horizon_bars": 1, "model": "persistence", "version": 1}]}],
            "feed": {"name": "replay", "state": "running", "clock": "2023-09-20T20:00:00Z", "pass": 1}}]},
        "PlotPoint": {
          "type": "object", "additionalProperties": false,
          "required": ["time", "horizon_bars", "q05", "q10", "q25", "q50", "q75", "q90", "q95"],
          "properties": {
            "time": {"$ref": "#/components/schemas/Time"}, "horizon_bars": {"type": "integer", "minimum": 1},
            "q05": {"type": "number"}, "q10": {"type": "number"}, "q25": {"type": "number"}, "q50": {"type": "number"},
            "q75": {"type": "number"}, "q90": {"type": "number"}, "q95": {"type": "number"}}},
        "Plot": {
          "type": "object", "required": ["symbol", "interval", "bars", "forecast"], "additionalProperties": false,
          "properties": {
            "symbol": {"$ref": "#/components/schemas/Symbol"}, "interval": {"$ref": "#/components/schemas/Interval"},
            "bars": {"type": "array", "items": {"$ref": "#/components/schemas/Bar"}},
            "forecast": {
              "type": "object", "required": ["as_of", "model", "version", "points"], "additionalProperties": false,
              "properties": {
                "as_of": {"$ref": "#/components/schemas/Time"}, "model": {"type": "string"},
                "version": {"type": "integer", "minimum": 1},
                "points": {"type": "array", "items": {"$ref": "#/components/schemas/PlotPoint"}}}}},
          "examples": [{"symbol": "AAPL", "interval": "1d",
            "bars": [{"time": "2023-09-20T20:00:00Z", "open": 179.26, "high": 179.7, "low": 175.4, "close": 175.49,
              "volume": 58436200}],
            "forecast": {"as_of": "2023-09-20T20:00:00Z", "model": "persistence", "version": 1, "points": [{
              "time": "2023-09-21T20:00:00Z", "horizon_bars": 1, "q05": 170.9, "q10": 172.1, "q25": 173.9,
              "q50": 175.49, "q75": 177.1, "q90": 178.9, "q95": 180.2}]}}]},
        "Severity": {"enum": ["info", "warning", "error"], "description": "An `error` puts its bar into quarantine."},
        "Finding": {
          "type": "object", "additionalProperties": false,
          "required": ["time", "last_time", "rule", "severity", "value", "count", "note"],
          "properties": {
            "time": {"$ref": "#/components/schemas/Time"},
            "last_time": {"type": ["string", "null"], "format": "date-time", "description": "The end of a run."},
            "rule": {"type": "string", "examples": ["high-below-low"]},
            "severity": {"$ref": "#/components/schemas/Severity"},
            "value": {"type": ["number", "null"]},
            "count": {"type": "integer", "minimum": 1, "description": "How many bars it is about."},
            "note": {"type": "string"}}},
        "Quality": {
          "type": "object", "additionalProperties": false,
          "required": ["bars", "errors", "warnings", "infos", "quarantined", "rules", "symbols"],
          "description": "The totals, what each rule found, and the findings of each symbol, the worst first.",
          "properties": {
            \#(countProperties),
            "rules": {"type": "array", "items": {
              "type": "object", "required": ["rule", "severity", "findings", "bars", "symbols"],
              "additionalProperties": false,
              "properties": {
                "rule": {"type": "string"}, "severity": {"$ref": "#/components/schemas/Severity"},
                "findings": {"type": "integer", "minimum": 1}, "bars": {"type": "integer"},
                "symbols": {"type": "integer", "description": "In how many symbols."}}}},
            "symbols": {"type": "array", "items": {
              "type": "object", "additionalProperties": false,
              "required": ["symbol", "interval", "bars", "errors", "warnings", "infos", "quarantined", "findings"],
              "properties": {
                "symbol": {"$ref": "#/components/schemas/Symbol"},
                "interval": {"$ref": "#/components/schemas/Interval"},
                \#(countProperties),
                "findings": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}}}}}},
          "examples": [{"bars": 2699, "errors": 1, "warnings": 0, "infos": 0, "quarantined": 1,
            "rules": [{"rule": "high-below-low", "severity": "error", "findings": 1, "bars": 1, "symbols": 1}],
            "symbols": [{"symbol": "AAPL", "interval": "1d", "bars": 2699, "errors": 1, "warnings": 0, "infos": 0,
              "quarantined": 1, "findings": [{"time": "2023-09-20T20:00:00Z", "last_time": null,
                "rule": "high-below-low", "severity": "error", "value": -0.85, "count": 1,
                "note": "high 171.20 is below low 172.05"}]}]}]},
        "Realtime": {
          "type": "object", "additionalProperties": false,
          "required": ["symbol", "feed", "price", \#(barMembers), "change", "change_percent"],
          "properties": {
            "symbol": {"$ref": "#/components/schemas/Symbol"}, "feed": {"$ref": "#/components/schemas/FeedName"},
            "price": {"type": "number", "description": "The close."},
            \#(barProperties),
            "change": {"type": ["number", "null"], "description": "Since the close before."},
            "change_percent": {"type": ["number", "null"], "description": "1 is one percent."}},
          "examples": [{"symbol": "AAPL", "feed": "replay", "price": 175.49, "time": "2023-09-20T20:00:00Z",
            "open": 179.26, "high": 179.7, "low": 175.4, "close": 175.49, "volume": 58436200, "change": -3.58,
            "change_percent": -1.9992}]},
        "RealtimeCommand": {
          "type": "object", "required": ["action", "symbols"], "additionalProperties": false,
          "properties": {
            "action": {"enum": ["subscribe", "unsubscribe"]},
            "symbols": {"type": "array", "maxItems": 1000, "items": {"$ref": "#/components/schemas/Symbol"}}},
          "examples": [{"action": "subscribe", "symbols": ["AAPL"]}]},
        "RealtimeMessage": {
          "description": "`subscribed` lists everything subscribed now; `status` comes at once and with every step of the feed.",
          "oneOf": [{"$ref": "#/components/schemas/SubscribedMessage"}, {"$ref": "#/components/schemas/BarMessage"},
            {"$ref": "#/components/schemas/ForecastMessage"}, {"$ref": "#/components/schemas/StatusMessage"},
            {"$ref": "#/components/schemas/ErrorMessage"}]},
        "SubscribedMessage": {
          "type": "object", "required": ["type", "symbols"], "additionalProperties": false,
          "properties": {
            "type": {"const": "subscribed"},
            "symbols": {"type": "array", "items": {"$ref": "#/components/schemas/Symbol"}}},
          "examples": [{"type": "subscribed", "symbols": ["AAPL"]}]},
        "BarMessage": {
          "type": "object", "required": ["type", "symbol", "feed", \#(barMembers)], "additionalProperties": false,
          "properties": {
            "type": {"const": "bar"}, "symbol": {"$ref": "#/components/schemas/Symbol"},
            "feed": {"$ref": "#/components/schemas/FeedName"},
            \#(barProperties)},
          "examples": [{"type": "bar", "symbol": "AAPL", "feed": "replay", "time": "2023-09-20T20:00:00Z",
            "open": 179.26, "high": 179.7, "low": 175.4, "close": 175.49, "volume": 58436200}]},
        "ForecastMessage": {
          "type": "object", "additionalProperties": false,
          "required": ["type", \#(forecastMembers)],
          "properties": {
            "type": {"const": "forecast"},
            \#(forecastProperties)}},
        "StatusMessage": {
          "type": "object", "required": ["type", "feed", "state", "clock", "pass"], "additionalProperties": false,
          "properties": {
            "type": {"const": "status"}, "feed": {"$ref": "#/components/schemas/FeedName"},
            \#(feedProperties)},
          "examples": [{"type": "status", "feed": "replay", "state": "running", "clock": "2023-09-20T20:00:00Z",
            "pass": 1}]},
        "ErrorMessage": {
          "type": "object", "required": ["type", "detail"], "additionalProperties": false,
          "properties": {"type": {"const": "error"}, "detail": {"type": "string"}},
          "examples": [{"type": "error", "detail": "no such symbol is served: NOPE"}]}
        """#

    private static let barMembers = #""time", "open", "high", "low", "close", "volume""#

    private static let barProperties = #"""
        "time": {"$ref": "#/components/schemas/Time"}, "open": {"type": "number"}, "high": {"type": "number"},
            "low": {"type": "number"}, "close": {"type": "number"}, "volume": {"type": ["number", "null"]}
        """#

    private static let feedProperties = #"""
        "state": {"enum": ["running", "ended", "off"]},
            "clock": {"type": ["string", "null"], "format": "date-time", "description": "How far the feed is."},
            "pass": {"type": "integer", "minimum": 1, "description": "Which time a replay plays, from 1."}
        """#

    private static let countProperties = #"""
        "bars": {"type": "integer"}, "errors": {"type": "integer"}, "warnings": {"type": "integer"},
            "infos": {"type": "integer"}, "quarantined": {"type": "integer"}
        """#

    static let operationSchemas = #"""
        "Root": {
          "type": "object", "required": ["name", "version", "links"], "additionalProperties": false,
          "properties": {"name": {"const": "martlet"}, "version": {"type": "string"},
            "links": {"type": "object", "additionalProperties": {"type": "string"}}}},
        "Health": {"type": "object", "required": ["status"], "additionalProperties": false,
          "properties": {"status": {"const": "ok"}},
          "examples": [{"status": "ok"}]},
        "Readiness": {
          "type": "object", "required": ["status", "checks"], "additionalProperties": false,
          "properties": {"status": {"enum": ["ready", "starting"]},
            "checks": {"type": "object", "additionalProperties": {"type": "string"}}},
          "examples": [{"status": "ready", "checks": {"models": "ok"}}]},
        "Version": {
          "type": "object", "required": ["version", "commit", "swift"], "additionalProperties": false,
          "properties": {"version": {"type": "string"}, "commit": {"type": "string"}, "swift": {"type": "string"}}},
        "Problem": {
          "type": "object", "required": ["type", "title", "status", "detail", "instance"],
          "additionalProperties": false,
          "description": "An error (RFC 9457).",
          "properties": {
            "type": {"type": "string", "format": "uri"}, "title": {"type": "string"},
            "status": {"type": "integer", "minimum": 400, "maximum": 599}, "detail": {"type": "string"},
            "instance": {"type": "string", "description": "The path asked for."},
            "errors": {"type": "array", "items": {
              "type": "object", "required": ["field", "message"], "additionalProperties": false,
              "properties": {"field": {"type": "string"}, "message": {"type": "string"}}}}}}
        """#
}
