/// The page at `/docs`: Swagger UI over `/openapi.json`, from files beside the dashboard and without inline script.
enum DocumentationPage {
    /// The files that set-up puts into the folder, and the one that starts them.
    private static let files = ["swagger-ui.css", "swagger-ui-bundle.js"]
    private static let starter = "start.js"

    static func page(hasFiles: Bool) -> HTTPResponse {
        var response = HTTPResponse(
            status: 200, contentType: "text/html; charset=utf-8", body: Array((hasFiles ? full : plain).utf8))
        response.add("Content-Security-Policy", policy)
        response.add(lines: securityOfPage)
        return response
    }

    static func file(_ name: Substring, in folder: StaticFolder?, to request: HTTPRequest) -> HTTPResponse? {
        if name == starter {
            var response = HTTPResponse(
                status: 200, contentType: "text/javascript; charset=utf-8", body: Array(start.utf8))
            response.add(lines: securityOfPage)
            return response
        }
        guard files.contains(String(name)) else { return nil }
        return folder?.response(for: name, to: request)
    }

    /// Swagger UI sets styles on its elements, hence `unsafe-inline` for those; scripts come from here alone.
    private static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    private static let securityOfPage: StaticString = """
        X-Content-Type-Options: nosniff\r
        Referrer-Policy: no-referrer\r
        Cache-Control: no-cache\r

        """

    private static let full = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Martlet API</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/docs/swagger-ui.css">
        </head>
        <body>
        <noscript>This page needs JavaScript; the description itself is at <a href="/openapi.json">/openapi.json</a>.</noscript>
        <main id="swagger-ui"></main>
        <script src="/docs/swagger-ui-bundle.js"></script>
        <script src="/docs/start.js"></script>
        </body>
        </html>

        """

    private static let plain = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Martlet API</title>
        <link rel="icon" href="data:,">
        </head>
        <body>
        <main>
        <h1>Martlet API</h1>
        <p>Swagger UI is not installed here. The description of the API is at <a href="/openapi.json">/openapi.json</a>.</p>
        </main>
        </body>
        </html>

        """

    private static let start = """
        window.addEventListener("load", () => {
          window.ui = SwaggerUIBundle({ url: "/openapi.json", dom_id: "#swagger-ui", deepLinking: true });
        });

        """
}
