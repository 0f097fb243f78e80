public import Base

/// A market whose returns are known by construction: features that say so much of the next return and no more.
///
/// One bar's return is σ_t·(√r2·x + √(1 − r2)·ε), with x the first feature of the bar before and σ_t moving slowly and
/// known in advance. The other features say nothing. With `r2` 0 prices are random walks.
public struct SimulatedMarket: Sendable {
    /// The symbols, each with `bars` rows, at the same times.
    public let symbols: [Symbol]
    /// The names of the features.
    public let featureNames: [String]
    /// When each row is.
    public private(set) var times: [Instant] = []
    /// Whose row it is.
    public private(set) var symbolIndex: [Int32] = []
    /// Features, row after row.
    public private(set) var features: [Double] = []
    /// Closes by row.
    public private(set) var closes: [Double] = []
    /// σ_t by row.
    public private(set) var volatility: [Double] = []

    /// Simulates a market; the seed fixes it.
    public init(seed: UInt64, bars: Int, symbolCount: Int = 1, featureCount: Int = 6, r2: Double) {
        symbols = (0..<symbolCount).compactMap { Symbol("S\($0)") }
        featureNames = (0..<featureCount).map { "f\($0)" }
        var generator = SeededGenerator(seed: seed)
        var logVolatility = [Double](repeating: 0, count: symbolCount)
        var logPrices = [Double](repeating: 4, count: symbolCount)
        var signals = [Double](repeating: 0, count: symbolCount)
        for bar in 0..<bars {
            for symbol in 0..<symbolCount {
                let sigma = 0.01 * SimulatedMarket.exponential(logVolatility[symbol])
                logPrices[symbol] +=
                    sigma * (r2.squareRoot() * signals[symbol] + (1 - r2).squareRoot() * generator.normal())
                logVolatility[symbol] = 0.98 * logVolatility[symbol] + 0.04 * generator.normal()
                let row = (0..<featureCount).map { _ in generator.normal() }
                signals[symbol] = row.first ?? 0
                times.append(Instant(seconds: Int64(bar) * 86_400))
                symbolIndex.append(Int32(symbol))
                features.append(contentsOf: row)
                closes.append(SimulatedMarket.exponential(logPrices[symbol]))
                volatility.append(0.01 * SimulatedMarket.exponential(logVolatility[symbol]))
            }
        }
    }

    /// The log return of each row's symbol over the next bars; NaN where they are not there.
    public func targets(horizonBars: Int) -> [Double] { logReturns(by: horizonBars * symbols.count) }

    /// The log return over the same number of bars a week of five bars earlier; NaN where they are not there.
    public func seasonal(horizonBars: Int) -> [Double] {
        let back = 5 * ((horizonBars + 4) / 5) * symbols.count
        let ahead = targets(horizonBars: horizonBars)
        return closes.indices.map { $0 >= back ? ahead[$0 - back] : .nan }
    }

    private func logReturns(by step: Int) -> [Double] {
        closes.indices.map { row in
            row + step < closes.count ? SimulatedMarket.logarithm(closes[row + step] / closes[row]) : .nan
        }
    }
}
