/// What the server has behind its paths.
public enum Route: String, CaseIterable, Sendable {
    /// Name, version and links; a browser is sent to the dashboard.
    case root = "/"
    /// Whether the process is alive.
    case health = "/health"
    /// Whether forecasts can be served.
    case ready = "/ready"
    /// Which build this is.
    case version = "/version"
    /// The symbols served.
    case symbols = "/symbols"
    /// A forecast, the symbol in the body.
    case predict = "/predict"
    /// A forecast, the symbol in the path.
    case predictSymbol = "/predict/{symbol}"
    /// Scores of a symbol's models.
    case metrics = "/metrics/{symbol}"
    /// Bars and forecast band.
    case plot = "/plot/{symbol}"
    /// The last bar.
    case realtime = "/market/realtime/{symbol}"
    /// What the quality checks found.
    case quality = "/quality"
    /// Live bars and forecasts.
    case socket = "/ws/realtime"
    /// The description of all this.
    case openAPI = "/openapi.json"
    /// The description to read and try.
    case docs = "/docs"
    /// What the page of ``docs`` needs.
    case docsFile = "/docs/{file}"
    /// The dashboard without its final slash.
    case dashboardRoot = "/app"
    /// The dashboard.
    case dashboard = "/app/{path}"

    /// The methods it answers besides OPTIONS.
    var methods: [String] { self == .predict || self == .predictSymbol ? ["POST"] : ["GET", "HEAD"] }

    /// The query parameters it takes; `nil` for pages and files, which are the same whatever their query.
    var queryParameters: [String]? {
        switch self {
        case .docs, .docsFile, .dashboardRoot, .dashboard: nil
        case .plot: ["days", "bars"]
        default: []
        }
    }

    /// The `Allow` header of its answers.
    var allow: String { (methods + ["OPTIONS"]).joined(separator: ", ") }

    /// The route of a path, still percent-encoded, with what stands for its parameter; `nil` when there is none.
    static func match(_ path: Substring) -> (route: Route, parameter: Substring)? {
        if let route = fixed[path] { return (route, "") }
        for (prefix, route) in prefixes where path.utf8.starts(with: prefix.utf8) {
            let parameter = Substring(path.utf8.dropFirst(prefix.utf8.count))
            if route == .dashboard { return (route, parameter) }
            return parameter.isEmpty || parameter.utf8.contains(UInt8(ascii: "/")) ? nil : (route, parameter)
        }
        return nil
    }

    private static let fixed: [Substring: Route] = {
        let plain = allCases.filter { !$0.rawValue.contains("{") }
        var table = [Substring: Route](uniqueKeysWithValues: plain.map { (Substring($0.rawValue), $0) })
        table["/docs/"] = .docs
        return table
    }()

    private static let prefixes: [(String, Route)] = allCases.compactMap { route in
        route.rawValue.firstIndex(of: "{").map { (String(route.rawValue[..<$0]), route) }
    }
}
