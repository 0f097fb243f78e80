public import Base
import Glibc

/// What is forecast: a symbol's own return, or how much better it does than a benchmark.
///
/// Written `return`, `outperformance:universe` or `outperformance:SPY`.
public enum ForecastTarget: Sendable, Hashable, CustomStringConvertible {
    /// The log return over the horizon.
    case ownReturn
    /// The log return less the mean of all symbols that have one from the same time on.
    case outperformanceOfUniverse
    /// The log return less that of one symbol between the same two bars' times.
    case outperformance(of: Symbol)

    /// Reads what ``description`` writes, and `outperformance` for the universe's; `nil` for anything else.
    public init?(_ text: String) {
        let prefix = "outperformance:"
        switch text {
        case "return": self = .ownReturn
        case "outperformance", "outperformance:universe": self = .outperformanceOfUniverse
        default:
            guard text.hasPrefix(prefix), let symbol = Symbol(String(text.dropFirst(prefix.count))) else { return nil }
            self = .outperformance(of: symbol)
        }
    }

    /// The text that ``init(_:)`` reads.
    public var description: String {
        switch self {
        case .ownReturn: "return"
        case .outperformanceOfUniverse: "outperformance:universe"
        case .outperformance(let symbol): "outperformance:\(symbol.name)"
        }
    }
}

extension ForecastTarget: Codable {
    /// Reads the text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let target = ForecastTarget(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\(text) is no target of a forecast")
        }
        self = target
    }

    /// Writes the text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension LearningTable {
    /// The same rows with a benchmark's returns taken off the targets and the seasonal forecasts.
    ///
    /// - As of: a target is known when both returns are; a symbol's return is that between the bars at the row's time and at the
    ///   time of its target, the universe's mean is known when the last of its returns is.
    /// - Missing: NaN where the benchmark has no such bar, and against the universe where fewer than two symbols have a
    ///   return from that time on.
    func relative(to target: ForecastTarget, _ benchmark: PriceColumn?) -> LearningTable {
        var targets = targets
        var seasonal = seasonal
        var known = targetRow
        switch target {
        case .ownReturn: return self
        case .outperformanceOfUniverse:
            for (start, end) in zip(timeStarts, timeStarts.dropFirst()) {
                // A share that was suspended for weeks makes the mean known only when it trades again.
                let last = (start..<end).filter { targets[$0].isFinite }.map { targetRow[$0] }.max() ?? -1
                for row in start..<end where known[row] >= 0 { known[row] = max(known[row], last) }
                LearningTable.centre(&targets, start..<end)
                LearningTable.centre(&seasonal, start..<end)
            }
        case .outperformance(let symbol):
            let column = benchmark ?? symbols.firstIndex(of: symbol).map { prices[$0] }
            let moves = column.map(benchmarkMoves)
            for row in 0..<count {
                targets[row] -= moves?[row] ?? .nan
                // What the benchmark did in the season before is not asked: a seasonal forecast is of the return itself.
                seasonal[row] = .nan
            }
        }
        return LearningTable(
            symbols: symbols, featureNames: featureNames, horizonBars: horizonBars, times: times,
            symbolIndex: symbolIndex, features: features, closes: closes, volatility: volatility, targets: targets,
            seasonal: seasonal, prices: prices, target: target, sectors: sectors, targetRow: known)
    }

    /// Takes the mean of the finite values off them; fewer than two become NaN.
    private static func centre(_ values: inout [Double], _ rows: Range<Int>) {
        let finite = rows.filter { values[$0].isFinite }
        guard finite.count > 1 else {
            for row in rows { values[row] = .nan }
            return
        }
        let mean = finite.reduce(0) { $0 + values[$1] } / Double(finite.count)
        for row in finite { values[row] -= mean }
    }

    /// For each row, the log return of a benchmark's closes from the row's time to its target's.
    private func benchmarkMoves(_ benchmark: PriceColumn) -> [Double] {
        (0..<count).map { row in
            let own = prices[Int(symbolIndex[row])]
            let end = Int(priceIndex[row]) + horizonBars
            guard end < own.times.count, let first = benchmark.close(at: times[row]),
                let last = benchmark.close(at: own.times[end])
            else { return .nan }
            return log(last / first)
        }
    }
}

extension PriceColumn {
    /// The close of the bar at a time; `nil` where there is none.
    fileprivate func close(at time: Instant) -> Double? {
        let place = firstIndex(notBefore: time)
        return place < times.count && times[place] == time ? closes[place] : nil
    }
}
