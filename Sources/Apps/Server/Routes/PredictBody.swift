internal import Base
internal import Serving

/// Reads what a client asks of a forecast.
enum PredictBody {
    /// Reads the body of `POST /predict` and of `POST /predict/{symbol}`; `symbol` is the path's, `nil` for the former.
    ///
    /// - As of: a bare date means the end of that day, UTC.
    static func read(_ request: HTTPRequest, symbol: Symbol?) throws(Problem) -> ForecastRequest {
        if request.body.isEmpty {
            guard let symbol else { throw .invalid("symbol", "is missing") }
            return ForecastRequest(symbol: symbol)
        }
        guard isJSON(contentType: request.contentType), request.contentEncoding.isEmpty else {
            throw Problem(415, "unsupported-media-type", "the body must be application/json in UTF-8, not compressed")
        }
        let members: [JSONValue.Member]
        do {
            guard case .object(let found) = try JSONParser.parse(request.body) else {
                throw Problem(422, "invalid-body", "the body must be a JSON object")
            }
            members = found
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem(400, "malformed-json", "the body is not JSON: \(error)")
        }
        return try forecast(members, pathSymbol: symbol)
    }

    private static func forecast(_ members: [JSONValue.Member], pathSymbol: Symbol?) throws(Problem) -> ForecastRequest
    {
        var symbol = pathSymbol
        var asOf: (field: String, instant: Instant)?
        var days = 1
        var explains = false
        for member in members where member.value != .null {
            switch member.name {
            case "symbol", "ticker":
                let named = try self.symbol(member)
                guard symbol == nil || symbol == named else {
                    throw .invalid(member.name, "names another symbol than the rest of the request")
                }
                symbol = named
            case "days": days = try horizon(member.value)
            case "as_of", "prediction_date":
                let instant = try self.instant(member)
                guard asOf == nil || asOf?.instant == instant else {
                    throw .invalid(member.name, "contradicts \(asOf?.field ?? "as_of")")
                }
                asOf = (member.name, instant)
            case "explain":
                guard case .bool(let flag) = member.value else {
                    throw .invalid("explain", "must be a boolean, was \(member.value.kind)")
                }
                explains = flag
            default: throw unknown(member.name)
            }
        }
        if let stranger = members.first(where: { !names.contains($0.name) }) { throw unknown(stranger.name) }
        guard let symbol else { throw .invalid("symbol", "is missing") }
        return ForecastRequest(symbol: symbol, horizonBars: days, asOf: asOf?.instant, explains: explains)
    }

    private static let names = ["symbol", "ticker", "days", "as_of", "prediction_date", "explain"]

    private static func unknown(_ name: String) -> Problem {
        .invalid(String(name.prefix(64)), "is not a field of this request; those are \(names.joined(separator: ", "))")
    }

    private static func symbol(_ member: JSONValue.Member) throws(Problem) -> Symbol {
        guard case .string(let text) = member.value else {
            throw .invalid(member.name, "must be a string, was \(member.value.kind)")
        }
        guard let symbol = Symbol(text) else {
            throw .invalid(member.name, "must be 1 to 32 letters, digits or . - _ ^ = / :")
        }
        return symbol
    }

    /// What `days` may be; how far a symbol's models really look is the service's to say.
    static let horizons = 1...252

    private static func horizon(_ value: JSONValue) throws(Problem) -> Int {
        guard case .number(let number) = value, let days = Int(exactly: number), horizons.contains(days) else {
            throw .invalid("days", "must be a whole number from 1 to \(horizons.upperBound)")
        }
        return days
    }

    private static func instant(_ member: JSONValue.Member) throws(Problem) -> Instant {
        guard case .string(let text) = member.value, text.utf8.count <= 64, let instant = Instant(iso8601: text) else {
            throw .invalid(member.name, "must be an ISO 8601 time such as 2023-09-20T20:00:00Z, or a date")
        }
        guard CivilDate(iso8601: text) != nil else { return instant }
        let endOfDay = instant.nanoseconds.addingReportingOverflow(86_400_000_000_000 - 1)
        return endOfDay.overflow ? .distantFuture : Instant(nanoseconds: endOfDay.partialValue)
    }
}
