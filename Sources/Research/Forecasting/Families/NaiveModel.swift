import Base
import Glibc
import Kernels

/// A yardstick: persistence, drift, the prevailing mean, or seasonal-naive.
struct NaiveModel: ModelFamily, Equatable {
    let kind: ModelKind
    /// The mean return of the training rows for drift; 0 otherwise.
    let drift: Double
    /// How many bars ahead it forecasts.
    let horizonBars: Int
    /// For the prevailing mean of what is more than a benchmark's return, which no price of the symbol's tells: the mean target
    /// of each symbol's rows; else `nil`.
    let meanBySymbol: [String: Double]?

    var readsPrices: Bool { kind == .historicalMean && meanBySymbol == nil }

    func forecast(_ input: ForecastInput) -> ModelForecast { ModelForecast(location: location(input)) }

    private func location(_ input: ForecastInput) -> Double {
        switch kind {
        // Without a season behind it the seasonal forecast falls back on persistence.
        case .seasonalNaive: input.seasonal.isFinite ? input.seasonal : 0
        case .historicalMean:
            if let meanBySymbol {
                input.symbol.flatMap { meanBySymbol[$0.name] } ?? 0
            } else {
                input.prices.map(prevailingMean) ?? 0
            }
        default: drift
        }
    }

    /// The mean of all one-bar log returns since the first price, times the horizon: that and the last price tell it.
    private func prevailingMean(_ prices: PriceHistory) -> Double {
        let closes = prices.column.closes
        let last = prices.end - 1
        guard last > 0, let first = closes[..<last].firstIndex(where: SeriesCloses.isPrice) else { return 0 }
        let mean = log(closes[last] / closes[first]) / Double(last - first) * Double(horizonBars)
        return mean.isFinite ? mean : 0
    }

    /// Fits on rows whose targets are known; drift is the mean of their returns, the others need nothing.
    static func fit(
        _ specification: ModelSpecification, _ slice: TrainingSlice, threads: Int
    ) throws(ForecastingError) -> NaiveModel {
        let horizon = slice.table.horizonBars
        let isRelative = specification.kind == .historicalMean && slice.table.target != .ownReturn
        let means = isRelative ? meanTargets(slice) : nil
        guard specification.kind == .drift else {
            return NaiveModel(kind: specification.kind, drift: 0, horizonBars: horizon, meanBySymbol: means)
        }
        let sum = slice.rows.reduce(0) { $0 + slice.table.targets[$1] }
        let mean = sum / Double(max(1, slice.rows.count))
        return NaiveModel(kind: .drift, drift: mean, horizonBars: horizon, meanBySymbol: nil)
    }

    private static func meanTargets(_ slice: TrainingSlice) -> [String: Double] {
        let table = slice.table
        var sums: [String: (sum: Double, count: Double)] = [:]
        for row in slice.rows {
            let name = table.symbols[Int(table.symbolIndex[row])].name
            let (sum, count) = sums[name] ?? (0, 0)
            sums[name] = (sum + table.targets[row], count + 1)
        }
        return sums.mapValues { $0.sum / $0.count }
    }

    static func parameters(of kind: ModelKind) -> [String: ModelParameter] { [:] }

    private struct Body: Codable {
        let drift: Double
        let horizonBars: Int
        let meanBySymbol: [String: Double]?
    }

    func save(toFolder folder: String) throws(ForecastingError) {
        try ModelFolder.write(
            Body(drift: drift, horizonBars: horizonBars, meanBySymbol: meanBySymbol), of: kind, to: folder)
    }

    static func load(_ kind: ModelKind, folder: String) throws(ForecastingError) -> NaiveModel {
        let body = try ModelFolder.read(Body.self, from: folder)
        return NaiveModel(
            kind: kind, drift: body.drift, horizonBars: body.horizonBars, meanBySymbol: body.meanBySymbol)
    }
}
