public import Base

/// How much better a symbol does than a benchmark over the next bars.
///
/// ln(close[t + h] / close[t]) less the benchmark's log return between the same two times.
///
/// - Shape: one value a bar.
/// - Units: log return over the horizon, or 1 where it is above zero, else 0.
/// - As of: known at t + h, the symbol's own bar.
/// - Missing: NaN where the symbol's own return is missing, and where the benchmark has no bar at exactly one of the two
///   times; against the universe, where fewer than two symbols have both bars.
public struct Outperformance: Sendable, Hashable {
    /// What a symbol is compared with.
    public enum Benchmark: Sendable, Hashable {
        /// Another symbol's series.
        case symbol(Symbol)
        /// The mean log return of all series that have a bar at both times, the symbol's own among them.
        case universe
    }

    /// Which of the values a label is.
    public enum Output: String, CaseIterable, Sendable {
        /// The difference of the log returns.
        case difference
        /// 1 where the difference is above zero, else 0.
        case direction
    }

    /// h, in bars of the symbol.
    public let bars: Int
    /// What a symbol is compared with.
    public let benchmark: Benchmark
    /// Which value the label is.
    public let output: Output

    /// Makes a label; `bars` is at least 1.
    public init(bars: Int, benchmark: Benchmark, output: Output = .difference) {
        precondition(bars >= 1, "a horizon must be at least 1 bar, was \(bars)")
        self.bars = bars
        self.benchmark = benchmark
        self.output = output
    }
}

extension Outperformance: CustomStringConvertible {
    /// The kind with all its numbers.
    public var description: String {
        let name = if case .symbol(let symbol) = benchmark { symbol.name } else { "universe" }
        return "outperformance(bars=\(bars), benchmark=\(name)).\(output.rawValue)"
    }
}

/// The log returns of a benchmark between two times.
protocol BenchmarkReturns {
    /// For each row of a series the benchmark's return from then to the bar that lies `bars` later; NaN where it has none.
    mutating func returns(along times: [Instant], bars: Int) -> [Double]
}

/// The returns of one symbol.
struct SymbolReturns: BenchmarkReturns {
    private let times: [Instant]
    private let logarithms: [Double]

    init(_ series: BarSeries) {
        times = series.times
        logarithms = Labels.logarithms(series.close)
    }

    func returns(along other: [Instant], bars: Int) -> [Double] {
        var place = 0
        let matched = other.map { time -> Double in
            while place < times.count, times[place] < time { place += 1 }
            return place < times.count && times[place] == time ? logarithms[place] : .nan
        }
        return Labels.differences(matched, by: bars)
    }
}

/// The mean returns of a universe.
struct UniverseReturns: BenchmarkReturns {
    private let times: [Instant]
    private let width: Int
    /// The logarithm of the close of symbol s at time i, at `logarithms[i * width + s]`; NaN where it has no bar.
    private let logarithms: [Double]
    /// For each first time the last times asked for, with their means.
    private var known: [[(end: Int, mean: Double)]]

    init(_ series: [BarSeries]) {
        let rows = PanelRows(series, skip: 0)
        var table = [Double](repeating: .nan, count: rows.times.count * series.count)
        for (index, own) in series.enumerated() {
            var row = 0
            let values = Labels.logarithms(own.close)
            PanelRows.places(of: own.times[...], in: rows.times) { time in
                table[time * series.count + index] = values[row]
                row += 1
            }
        }
        times = rows.times
        width = series.count
        logarithms = table
        known = [[(end: Int, mean: Double)]](repeating: [], count: rows.times.count)
    }

    mutating func returns(along other: [Instant], bars: Int) -> [Double] {
        var result = [Double](repeating: .nan, count: other.count)
        guard other.count > bars else { return result }
        var places: [Int] = []
        places.reserveCapacity(other.count)
        PanelRows.places(of: other[...], in: times) { places.append($0) }
        for row in 0..<(other.count - bars) { result[row] = mean(from: places[row], to: places[row + bars]) }
        return result
    }

    private mutating func mean(from start: Int, to end: Int) -> Double {
        if let found = known[start].first(where: { $0.end == end }) { return found.mean }
        var sum = 0.0
        var count = 0
        for symbol in 0..<width {
            let change = logarithms[end * width + symbol] - logarithms[start * width + symbol]
            guard !change.isNaN else { continue }
            sum += change
            count += 1
        }
        let mean = count >= 2 ? sum / Double(count) : .nan
        known[start].append((end, mean))
        return mean
    }
}
