/// The description of the HTTP surface: OpenAPI 3.1, written by hand so that it says what people want to know.
public enum OpenAPIDocument {
    /// The document, as JSON.
    public static func json(version: String) -> [UInt8] {
        let text = """
            {
            "openapi": "3.1.0",
            "jsonSchemaDialect": "https://spec.openapis.org/oas/3.1/dialect/base",
            "info": {
              "title": "Martlet",
              "version": "\(version.filter { $0.isLetter || $0.isNumber || ".-+".contains($0) })",
              "summary": "Forecasts of markets that people can check.",
              "description": "Every forecast is a distribution, comes with the version of the model that made it, and is shown \
            beside the naive forecasts. Field names are snake_case, times are ISO 8601 in UTC, and errors are problem+json \
            (RFC 9457). A query parameter that an operation does not list, or that comes twice, is refused with 422. Live bars and forecasts come over the WebSocket at /ws/realtime.",
              "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}
            },
            "servers": [{"url": "/"}],
            "tags": [
              {"name": "forecasts", "description": "What is expected."},
              {"name": "models", "description": "How good the models are."},
              {"name": "data", "description": "What the forecasts are made from."},
              {"name": "operation", "description": "How the server is."}
            ],
            "paths": {
            \(forecastPaths),
            \(dataPaths),
            \(operationPaths)
            },
            "components": {
              "parameters": {\(parameters)},
              "responses": {\(responses)},
              "schemas": {
            \(forecastSchemas),
            \(explanationSchemas),
            \(modelSchemas),
            \(dataSchemas),
            \(operationSchemas)
              }
            }
            }

            """
        return Array(text.utf8)
    }

    private static let parameters = #"""
        "symbol": {
          "name": "symbol", "in": "path", "required": true,
          "description": "The instrument, in upper or lower case; one with a slash is percent-encoded.",
          "schema": {"$ref": "#/components/schemas/Symbol"}, "example": "AAPL"
        }
        """#

    private static let responses = #"""
        "BadRequest": {"description": "The request is not well-formed.", "content": {"application/problem+json": {
          "schema": {"$ref": "#/components/schemas/Problem"},
          "example": {"type": "urn:martlet:problem:malformed-json", "title": "Bad Request", "status": 400,
            "detail": "the body is not JSON: expected a value, at byte 8", "instance": "/predict"}}}},
        "NotFound": {"description": "No such symbol is served, or there is nothing at this path.", "content": {
          "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"},
          "example": {"type": "urn:martlet:problem:unknown-symbol", "title": "Not Found", "status": 404,
            "detail": "no symbol NOPE is served; GET /symbols lists those that are", "instance": "/predict/NOPE"}}}},
        "TooLarge": {"description": "The body is larger than is taken.", "content": {"application/problem+json": {
          "schema": {"$ref": "#/components/schemas/Problem"},
          "example": {"type": "urn:martlet:problem:refused-request", "title": "Content Too Large", "status": 413,
            "detail": "the body is too large", "instance": "/predict"}}}},
        "UnsupportedMediaType": {"description": "The body is not application/json.", "content": {
          "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"},
          "example": {"type": "urn:martlet:problem:unsupported-media-type", "title": "Unsupported Media Type",
            "status": 415, "detail": "the body must be application/json in UTF-8, not compressed",
            "instance": "/predict"}}}},
        "Invalid": {"description": "A field or parameter has a value that cannot be served; `errors` names it.",
          "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"},
          "example": {"type": "urn:martlet:problem:invalid-field", "title": "Unprocessable Content", "status": 422,
            "detail": "days: must be a whole number from 1 to 252", "instance": "/predict/AAPL",
            "errors": [{"field": "days", "message": "must be a whole number from 1 to 252"}]}}}},
        "NotReady": {"description": "Nothing is loaded yet; try again after `Retry-After` seconds.", "headers": {
          "Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}, "example": 1}}, "content": {
          "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"},
          "example": {"type": "urn:martlet:problem:not-ready", "title": "Service Unavailable", "status": 503,
            "detail": "no model is loaded yet", "instance": "/predict/AAPL"}}}},
        "Failed": {"description": "Something broke on the server's side.", "content": {"application/problem+json": {
          "schema": {"$ref": "#/components/schemas/Problem"},
          "example": {"type": "urn:martlet:problem:failed", "title": "Internal Server Error", "status": 500,
            "detail": "the model file cannot be read", "instance": "/predict/AAPL"}}}}
        """#
}
