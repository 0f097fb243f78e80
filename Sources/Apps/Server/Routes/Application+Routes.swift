internal import Base
internal import Serving

extension Application {
    /// The answer of a route to a method it has.
    func response(
        to request: HTTPRequest, _ query: QueryParameters, _ route: Route, _ parameter: Substring
    ) throws(Problem) -> HTTPResponse {
        switch route {
        case .root: root(request)
        case .health: json(Array(#"{"status":"ok"}"#.utf8))
        case .ready: ready()
        case .version: version()
        case .symbols: json(try serving(service.symbols))
        case .predict: try predict(request, nil)
        case .predictSymbol: try predict(request, try symbol(parameter))
        case .metrics: try metrics(try symbol(parameter))
        case .plot: try plot(request, try query.plot(of: try symbol(parameter)))
        case .realtime: try realtime(try symbol(parameter))
        case .quality: json(try serving(service.quality))
        case .openAPI: openAPIResponse()
        case .docs: DocumentationPage.page(hasFiles: swagger != nil)
        case .docsFile: try found(DocumentationPage.file(parameter, in: swagger, to: request))
        case .dashboardRoot: redirect("/app/", status: 308)
        case .dashboard: try dashboardFile(parameter, request)
        case .socket: throw Problem(426, "upgrade-required", "/ws/realtime is a WebSocket")
        }
    }

    /// Runs a call of the service, its errors made answers.
    private func serving<Result>(_ body: () throws(ServingError) -> Result) throws(Problem) -> Result {
        do { return try body() } catch { throw Problem(error) }
    }

    private func symbol(_ parameter: Substring) throws(Problem) -> Symbol {
        guard let name = percentDecoded(parameter) else { throw .unknownSymbol(String(parameter)) }
        guard let symbol = Symbol(name) else { throw .unknownSymbol(name) }
        return symbol
    }

    private func root(_ request: HTTPRequest) -> HTTPResponse {
        if prefers("text/html", over: "application/json", in: request.accept) { return redirect("/app/", status: 302) }
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("name", "martlet")
            writer.member("version", configuration.version.version)
            writer.key("links")
            writer.object { writer in
                writer.member("dashboard", "/app/")
                writer.member("documentation", "/docs")
                writer.member("description", "/openapi.json")
                writer.member("symbols", "/symbols")
                writer.member("quality", "/quality")
                writer.member("realtime", "/ws/realtime")
                writer.member("health", "/health")
                writer.member("ready", "/ready")
            }
        }
        return json(writer.bytes)
    }

    private func ready() -> HTTPResponse {
        let readiness = service.readiness()
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("status", readiness.isReady ? "ready" : "starting")
            writer.key("checks")
            writer.object { writer in
                for check in readiness.checks { writer.member(check.name, check.status) }
            }
        }
        var response = json(writer.bytes, status: readiness.isReady ? 200 : 503)
        if !readiness.isReady { response.add("Retry-After", "1") }
        return response
    }

    private func version() -> HTTPResponse {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("version", configuration.version.version)
            writer.member("commit", configuration.version.commit)
            writer.member("swift", configuration.version.swift)
        }
        return json(writer.bytes)
    }

    private func predict(_ request: HTTPRequest, _ symbol: Symbol?) throws(Problem) -> HTTPResponse {
        let asked = try PredictBody.read(request, symbol: symbol)
        return json(try serving { () throws(ServingError) in try service.predict(asked) })
    }

    private func metrics(_ symbol: Symbol) throws(Problem) -> HTTPResponse {
        json(try serving { () throws(ServingError) in try service.metrics(of: symbol) })
    }

    private func realtime(_ symbol: Symbol) throws(Problem) -> HTTPResponse {
        json(try serving { () throws(ServingError) in try service.realtime(of: symbol) })
    }

    /// Numbers, or a picture where that is preferred; who accepts neither is given numbers all the same (RFC 9110, 12.5.1).
    private func plot(_ request: HTTPRequest, _ asked: PlotRequest) throws(Problem) -> HTTPResponse {
        guard prefers("image/svg+xml", over: "application/json", in: request.accept) else {
            var response = json(try serving { () throws(ServingError) in try service.plot(asked) })
            response.add("Vary", "Accept")
            return response
        }
        let picture = try serving { () throws(ServingError) in try service.plotSVG(asked) }
        var response = HTTPResponse(status: 200, contentType: "image/svg+xml", body: picture)
        response.add(lines: securityOfPicture)
        return response
    }

    /// A file of the dashboard; the page itself for a path that only the dashboard's own code knows.
    private func dashboardFile(_ path: Substring, _ request: HTTPRequest) throws(Problem) -> HTTPResponse {
        guard let dashboard else {
            throw Problem(404, "no-dashboard", "the dashboard is not built; /docs describes the API")
        }
        if path.isEmpty { return try found(dashboard.response(for: "index.html", to: request)) }
        if let file = dashboard.response(for: path, to: request) { return file }
        let last = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        guard !path.contains("."), !path.contains("%"), !path.contains("\\"), !last.isEmpty else {
            return try found(nil)
        }
        return try found(dashboard.response(for: "index.html", to: request))
    }

    private func found(_ response: HTTPResponse?) throws(Problem) -> HTTPResponse {
        guard let response else { throw Problem(404, "unknown-file", "there is no such file") }
        return response
    }

    private func redirect(_ location: String, status: Int) -> HTTPResponse {
        var response = HTTPResponse(status: status)
        response.add("Location", location)
        response.add("Vary", "Accept")
        response.add(lines: securityOfData)
        return response
    }
}

/// A picture may carry its own styles, and nothing else.
private let securityOfPicture: StaticString = """
    X-Content-Type-Options: nosniff\r
    Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'\r
    Referrer-Policy: no-referrer\r
    Cache-Control: no-store\r
    Vary: Accept\r

    """
