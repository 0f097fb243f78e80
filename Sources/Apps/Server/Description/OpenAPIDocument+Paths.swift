extension OpenAPIDocument {
    static let forecastPaths = #"""
        "/predict": {"post": {
          "operationId": "predict", "tags": ["forecasts"], "summary": "A forecast",
          "description": "The symbol is named in the body, as `symbol` or `ticker`.",
          "requestBody": {"required": true, "content": {"application/json": {
            "schema": {"$ref": "#/components/schemas/PredictRequest"},
            "examples": {
              "next_bar": {"summary": "The next bar", "value": {"symbol": "AAPL"}},
              "next_week": {"summary": "Five bars ahead", "value": {"symbol": "AAPL", "days": 5}},
              "as_of": {"summary": "As it would have been said then",
                "value": {"symbol": "AAPL", "days": 5, "as_of": "2023-09-20T20:00:00Z"}}}}}},
          "responses": {
            "200": {"description": "The forecast.", "content": {"application/json": {
              "schema": {"$ref": "#/components/schemas/Forecast"}}}},
            "400": {"$ref": "#/components/responses/BadRequest"},
            "404": {"$ref": "#/components/responses/NotFound"},
            "413": {"$ref": "#/components/responses/TooLarge"},
            "415": {"$ref": "#/components/responses/UnsupportedMediaType"},
            "422": {"$ref": "#/components/responses/Invalid"},
            "500": {"$ref": "#/components/responses/Failed"},
            "503": {"$ref": "#/components/responses/NotReady"}}}},
        "/predict/{symbol}": {"post": {
          "operationId": "predictSymbol", "tags": ["forecasts"], "summary": "A forecast for one symbol",
          "description": "Without a body: one bar ahead, as of now.",
          "parameters": [{"$ref": "#/components/parameters/symbol"}],
          "requestBody": {"required": false, "content": {"application/json": {
            "schema": {"$ref": "#/components/schemas/PredictSymbolRequest"}, "example": {"days": 5}}}},
          "responses": {
            "200": {"description": "The forecast.", "content": {"application/json": {
              "schema": {"$ref": "#/components/schemas/Forecast"}}}},
            "400": {"$ref": "#/components/responses/BadRequest"},
            "404": {"$ref": "#/components/responses/NotFound"},
            "413": {"$ref": "#/components/responses/TooLarge"},
            "415": {"$ref": "#/components/responses/UnsupportedMediaType"},
            "422": {"$ref": "#/components/responses/Invalid"},
            "500": {"$ref": "#/components/responses/Failed"},
            "503": {"$ref": "#/components/responses/NotReady"}}}},
        "/plot/{symbol}": {"get": {
          "operationId": "plot", "tags": ["forecasts"], "summary": "Bars and forecast band",
          "description": "As numbers, or as a picture where `Accept` prefers image/svg+xml. There is no third form: an \#
        `Accept` that wants something else is answered with the numbers, not with 406.",
          "parameters": [
            {"$ref": "#/components/parameters/symbol"},
            {"name": "days", "in": "query", "description": "How many bars the band reaches ahead.",
              "schema": {"type": "integer", "minimum": 1, "maximum": 252, "default": 5}},
            {"name": "bars", "in": "query", "description": "How many bars of history.",
              "schema": {"type": "integer", "minimum": 1, "maximum": 5000, "default": 250}}],
          "responses": {
            "200": {"description": "The series.", "content": {
              "application/json": {"schema": {"$ref": "#/components/schemas/Plot"}},
              "image/svg+xml": {"schema": {"type": "string"}}}},
            "400": {"$ref": "#/components/responses/BadRequest"},
            "404": {"$ref": "#/components/responses/NotFound"},
            "422": {"$ref": "#/components/responses/Invalid"},
            "500": {"$ref": "#/components/responses/Failed"},
            "503": {"$ref": "#/components/responses/NotReady"}}}},
        "/metrics/{symbol}": {"get": {
          "operationId": "metrics", "tags": ["models"], "summary": "Scores of a symbol's models beside the naive ones",
          "parameters": [{"$ref": "#/components/parameters/symbol"}],
          "responses": {
            "200": {"description": "The scores, out of sample, for each horizon.", "content": {"application/json": {
              "schema": {"$ref": "#/components/schemas/Metrics"}}}},
            "400": {"$ref": "#/components/responses/BadRequest"},
            "404": {"$ref": "#/components/responses/NotFound"},
            "422": {"$ref": "#/components/responses/Invalid"},
            "503": {"$ref": "#/components/responses/NotReady"}}}}
        """#

    static let dataPaths = #"""
        "/symbols": {"get": {
          "operationId": "symbols", "tags": ["data"], "summary": "The symbols served",
          "responses": {
            "200": {"description": "The symbols with last price, feed and champions.", "content": {"application/json": {
              "schema": {"$ref": "#/components/schemas/Symbols"}}}},
            "400": {"$ref": "#/components/responses/BadRequest"},
            "422": {"$ref": "#/components/responses/Invalid"},
            "503": {"$ref": "#/components/responses/NotReady"}}}},
        "/quality": {"get": {
          "operationId": "quality", "tags": ["data"], "summary": "What the quality checks found",
          "responses": {
            "200": {"description": "Counts and findings for each symbol.", "content": {"application/json": {
              "schema": {"$ref": "#/components/schemas/Quality"}}}},
            "400": {"$ref": "#/components/responses/BadRequest"},
            "422": {"$ref": "#/components/responses/Invalid"},
            "503": {"$ref": "#/components/responses/NotReady"}}}},
        "/market/realtime/{symbol}": {"get": {
          "operationId": "realtime", "tags": ["data"], "summary": "The last bar of a symbol",
          "parameters": [{"$ref": "#/components/parameters/symbol"}],
          "responses": {
            "200": {"description": "The bar, and which feed it came by.", "content": {"application/json": {
              "schema": {"$ref": "#/components/schemas/Realtime"}}}},
            "400": {"$ref": "#/components/responses/BadRequest"},
            "404": {"$ref": "#/components/responses/NotFound"},
            "422": {"$ref": "#/components/responses/Invalid"},
            "503": {"$ref": "#/components/responses/NotReady"}}}},
        "/ws/realtime": {"get": {
          "operationId": "realtimeSocket", "tags": ["data"], "summary": "Live bars and forecasts (WebSocket)",
          "description": "A WebSocket (RFC 6455, permessage-deflate offered). The client sends messages of the schema \#
        RealtimeCommand, of at most 64 KiB; the server sends messages of the schema RealtimeMessage. A client that reads \#
        too slowly gets only the newest message of each symbol and type, and is cut when it stays stuck.",
          "responses": {
            "101": {"description": "The connection is a WebSocket now."},
            "400": {"$ref": "#/components/responses/BadRequest"},
            "403": {"description": "The page that opens it belongs to another site.", "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}},
            "422": {"$ref": "#/components/responses/Invalid"},
            "426": {"description": "The request is not a WebSocket handshake.", "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}}}}
        """#

    static let operationPaths = #"""
        "/": {"get": {
          "operationId": "root", "tags": ["operation"], "summary": "Name, version and links",
          "responses": {
            "200": {"description": "Where things are.", "content": {"application/json": {
              "schema": {"$ref": "#/components/schemas/Root"}}}},
            "302": {"description": "A browser is sent to the dashboard.", "headers": {
              "Location": {"schema": {"type": "string"}, "example": "/app/"}}},
            "400": {"$ref": "#/components/responses/BadRequest"},
            "422": {"$ref": "#/components/responses/Invalid"}}}},
        "/health": {"get": {
          "operationId": "health", "tags": ["operation"], "summary": "Whether the process is alive",
          "responses": {
            "200": {"description": "It is.", "content": {"application/json": {
              "schema": {"$ref": "#/components/schemas/Health"}}}},
            "400": {"$ref": "#/components/responses/BadRequest"},
            "422": {"$ref": "#/components/responses/Invalid"}}}},
        "/ready": {"get": {
          "operationId": "ready", "tags": ["operation"], "summary": "Whether forecasts can be served",
          "responses": {
            "200": {"description": "They can.", "content": {"application/json": {
              "schema": {"$ref": "#/components/schemas/Readiness"}}}},
            "400": {"$ref": "#/components/responses/BadRequest"},
            "422": {"$ref": "#/components/responses/Invalid"},
            "503": {"description": "Not yet.", "content": {"application/json": {
              "schema": {"$ref": "#/components/schemas/Readiness"}}}}}}},
        "/version": {"get": {
          "operationId": "version", "tags": ["operation"], "summary": "Which build this is",
          "responses": {
            "200": {"description": "Release, commit and compiler.", "content": {"application/json": {
              "schema": {"$ref": "#/components/schemas/Version"}}}},
            "400": {"$ref": "#/components/responses/BadRequest"},
            "422": {"$ref": "#/components/responses/Invalid"}}}},
        "/openapi.json": {"get": {
          "operationId": "openAPI", "tags": ["operation"], "summary": "This description",
          "responses": {
            "200": {"description": "OpenAPI 3.1.", "content": {"application/json": {
              "schema": {"type": "object"}}}},
            "400": {"$ref": "#/components/responses/BadRequest"},
            "422": {"$ref": "#/components/responses/Invalid"}}}},
        "/docs": {"get": {
          "operationId": "docs", "tags": ["operation"], "summary": "This description, to read and try",
          "responses": {"200": {"description": "A page.", "content": {"text/html": {"schema": {"type": "string"}}}}}}}
        """#
}
