import Base
import MarketData
import Testing

/// Hand-made bars for the tests of the quality check.
enum QualityBars {
    /// A calm year or so of NYSE sessions: a random walk of about 1 % a day around 100, a million shares a day.
    static func daily(_ count: Int = 250, from start: String = "2022-01-03", seed: UInt64 = 1) throws -> RawBars {
        var day = try #require(CivilDate(iso8601: start)).advanced(byDays: -1)
        let times = (0..<count).map { _ in
            day = TradingCalendar.nyse.session(1, after: day)
            return TradingCalendar.nyse.close(of: day)
        }
        return try walk(times, symbol: "TEST", interval: .day, size: 0.01, seed: seed)
    }

    /// Consecutive hours from an instant that passes `keep`, each named by its end.
    static func hourly(
        _ symbol: String, from start: String, count: Int, seed: UInt64 = 1,
        where keep: (Instant) -> Bool = { _ in true }
    ) throws -> RawBars {
        let first = try #require(Instant(iso8601: start))
        let times = (0..<count).map { first.advanced(bySeconds: Int64($0) * 3600) }.filter(keep)
        return try walk(times, symbol: symbol, interval: .hour, size: 0.002, seed: seed)
    }

    private static func walk(
        _ times: [Instant], symbol: String, interval: BarInterval, size: Double, seed: UInt64
    ) throws -> RawBars {
        var generator = SeededGenerator(seed: seed)
        var bars = RawBars(symbol: try #require(Symbol(symbol)), interval: interval)
        var price = 100.0
        for time in times {
            let open = price * (1 + (generator.uniform() - 0.5) * size)
            price = open * (1 + (generator.uniform() - 0.5) * 2 * size)
            bars.append(
                Bar(
                    time: time, open: open, high: max(open, price) * (1 + generator.uniform() * size),
                    low: min(open, price) * (1 - generator.uniform() * size), close: price,
                    volume: (1_000_000 * (0.7 + 0.6 * generator.uniform())).rounded()))
        }
        return bars
    }
}

extension RawBars {
    /// The instant of a text.
    static func instant(_ text: String) throws -> Instant { try #require(Instant(iso8601: text)) }

    /// Multiplies all prices of some rows.
    mutating func scalePrices(in rows: Range<Int>, by factor: Double) {
        for row in rows {
            open[row] *= factor
            high[row] *= factor
            low[row] *= factor
            close[row] *= factor
            adjustedClose[row] *= factor
        }
    }

    /// Takes a row out.
    mutating func remove(_ row: Int) {
        self = rows(Array(0..<row) + Array((row + 1)..<count))
    }

    /// The rows in another order, or some of them.
    func rows(_ order: [Int]) -> RawBars {
        var result = RawBars(symbol: symbol, interval: interval)
        for row in order { result.append(self[row]) }
        return result
    }

    /// What the check finds.
    func examined() -> QualityResult { QualityCheck(for: symbol).examine(self) }
}

extension QualityResult {
    /// The findings of a rule.
    func of(_ rule: QualityRule) -> [QualityFinding] { findings.filter { $0.rule == rule } }

    /// The names of the rules that found something, sorted, each once.
    var rules: [String] { Set(findings.map(\.rule.rawValue)).sorted() }
}
