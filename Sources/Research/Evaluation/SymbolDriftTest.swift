import Base
import Forecasting
import Scoring

extension OutOfSampleForecasts {
    /// Clark and West's test of all symbols together against each symbol's own drift.
    ///
    /// A model of many symbols that has learnt nothing but which of them rose more than the others contains these means: the
    /// drift of all, which is 0 beside a universe, does not show it.
    ///
    /// - Parameter drift: What drift forecasts, by symbol and fold.
    /// - Returns: `nil` where the test is not defined.
    func symbolDriftTest(_ drift: DriftBenchmark) -> SignificanceTest? {
        let means = rows.symbols.indices.map { drift.byFold(ofSymbol: $0) }
        var terms: [Double] = []
        var (sum, count) = (0.0, 0.0)
        var fold = 0
        for row in 0..<rows.count {
            while row >= rows.foldStarts[fold + 1] { fold += 1 }
            if row > 0, rows.times[row] != rows.times[row - 1] {
                terms.append(sum / count)
                (sum, count) = (0, 0)
            }
            let (actual, forecast) = (rows.actual[row], locations[row])
            let benchmark = means[Int(rows.symbolIndex[row])][fold]
            let (own, other) = (actual - forecast, actual - benchmark)
            sum += other * other - own * own + (forecast - benchmark) * (forecast - benchmark)
            count += 1
        }
        if count > 0 { terms.append(sum / count) }
        return ForecastTests.clarkWest(terms, horizonBars: rows.horizonBars)
    }
}
