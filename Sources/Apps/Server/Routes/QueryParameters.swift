internal import Base
internal import Serving

/// The query of a request: each parameter is one that its route takes, and comes once.
struct QueryParameters {
    private var values: [String: String] = [:]

    init(_ target: RequestTarget, of route: Route) throws(Problem) {
        guard !target.query.isEmpty, let names = route.queryParameters else { return }
        guard let parameters = target.parameters() else {
            throw Problem(400, "malformed-query", "the query is not well percent-encoded UTF-8")
        }
        for (name, value) in parameters {
            guard names.contains(name) else {
                let known = names.isEmpty ? "it takes none" : "those are \(names.joined(separator: ", "))"
                throw .invalid(String(name.prefix(64)), "is not a query parameter of this request; \(known)")
            }
            guard values.updateValue(value, forKey: name) == nil else {
                throw .invalid(name, "is given more than once")
            }
        }
    }

    /// What is asked of a plot.
    func plot(of symbol: Symbol) throws(Problem) -> PlotRequest {
        var request = PlotRequest(symbol: symbol)
        if let days = try number("days", in: PredictBody.horizons) { request.horizonBars = days }
        if let bars = try number("bars", in: 1...5000) { request.bars = bars }
        return request
    }

    private func number(_ name: String, in range: ClosedRange<Int>) throws(Problem) -> Int? {
        guard let text = values[name] else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw .invalid(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }
}
