import Base
import Forecasting

extension LearningTable {
    /// The same rows with other numbers where a forecast of one row may not look: features, closes, volatility and seasonal
    /// forecasts of all other rows from the first test row on, every target that is not known before it, and the prices after
    /// the row asked for.
    ///
    /// - Parameters:
    ///   - kept: The row that is asked for; its target is another all the same.
    ///   - firstTestRow: Where the test begins.
    ///   - seed: Fixes the other numbers.
    /// - Returns: The other table.
    func scrambled(except kept: Int, from firstTestRow: Int, seed: UInt64) -> LearningTable {
        var generator = SeededGenerator(seed: seed)
        var columns = (features: features, closes: closes, volatility: volatility, targets: targets, seasonal: seasonal)
        let firstUnknown = Int32(firstTestRow)
        for row in 0..<count {
            if targetRow[row] < 0 || targetRow[row] >= firstUnknown {
                columns.targets[row] = 0.2 * generator.uniform() - 0.1
            }
            guard row >= firstTestRow, row != kept else { continue }
            let source = firstTestRow + Int(generator.next() % UInt64(count - firstTestRow))
            for column in 0..<featureCount {
                let other = features[source * featureCount + column]
                columns.features[row * featureCount + column] = other * (1 + 2 * generator.uniform())
            }
            columns.closes[row] *= 0.5 + generator.uniform()
            columns.volatility[row] *= 0.5 + generator.uniform()
            columns.seasonal[row] = 0.2 * generator.uniform() - 0.1
        }
        return LearningTable(
            symbols: symbols, featureNames: featureNames, horizonBars: horizonBars, times: times,
            symbolIndex: symbolIndex, features: columns.features, closes: columns.closes,
            volatility: columns.volatility, targets: columns.targets, seasonal: columns.seasonal,
            prices: prices.map { column in
                let known = column.firstIndex(notBefore: Instant(nanoseconds: times[kept].nanoseconds + 1))
                let later = column.closes[known...].map { $0 * (0.5 + generator.uniform()) }
                return PriceColumn(times: column.times, closes: column.closes[..<known] + later)
            }, target: target, sectors: sectors, targetRow: targetRow)
    }
}
