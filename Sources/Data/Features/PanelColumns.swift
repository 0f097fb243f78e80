import Base

/// The columns of a panel beside its features, while they are being filled.
struct PanelColumns {
    private(set) var times: [Instant]
    private(set) var symbolIndex: [Int32]
    private(set) var closes: [Double]
    private(set) var volatility: [Double]
    private(set) var targets: [[Double]]
    private(set) var seasonal: [[Double]]

    init(rows: Int, horizons: Int) {
        let column = [Double](repeating: .nan, count: rows)
        times = [Instant](repeating: Instant(nanoseconds: 0), count: rows)
        symbolIndex = [Int32](repeating: 0, count: rows)
        closes = column
        volatility = column
        targets = [[Double]](repeating: column, count: horizons)
        seasonal = targets
    }

    /// Writes one symbol's rows from `skip` on to their places.
    mutating func scatter(_ series: BarSeries, symbol: Int32, horizons: [Int], skip: Int, at places: [Int]) {
        for (offset, place) in places.enumerated() {
            times[place] = series.times[skip + offset]
            symbolIndex[place] = symbol
        }
        PanelColumns.write(series.close, skip, to: &closes, places)
        PanelColumns.write(ReturnVolatility.values(closes: series.close), skip, to: &volatility, places)
        let logarithms = Labels.logarithms(series.close)
        for (index, horizon) in horizons.enumerated() {
            let target = Labels.differences(logarithms, by: horizon)
            let seasonalReturn = Labels.differences(logarithms, by: Labels.seasonalOffset(horizon))
            PanelColumns.write(target, skip, to: &targets[index], places)
            PanelColumns.write(seasonalReturn, skip, to: &seasonal[index], places)
        }
    }

    private static func write(_ values: [Double], _ skip: Int, to column: inout [Double], _ places: [Int]) {
        column.withUnsafeMutableBufferPointer { column in
            for (offset, place) in places.enumerated() { column[place] = values[skip + offset] }
        }
    }

    /// Takes out the rows with a feature or a volatility that is not finite.
    ///
    /// - Returns: The number of rows that stay.
    mutating func compact(_ features: UnsafeMutableBufferPointer<Double>, width: Int) -> Int {
        var kept: [Int] = []
        var firstBad: Int?
        for row in times.indices {
            var sum = volatility[row]
            for column in 0..<width { sum += features[row * width + column] * 0 }
            if sum.isFinite {
                if firstBad != nil { kept.append(row) }
            } else if firstBad == nil {
                firstBad = row
            }
        }
        guard let firstBad else { return times.count }
        for (offset, row) in kept.enumerated() { move(row, to: firstBad + offset, features, width) }
        truncate(to: firstBad + kept.count)
        return times.count
    }

    private mutating func move(_ row: Int, to place: Int, _ features: UnsafeMutableBufferPointer<Double>, _ width: Int)
    {
        times[place] = times[row]
        symbolIndex[place] = symbolIndex[row]
        closes[place] = closes[row]
        volatility[place] = volatility[row]
        for index in targets.indices {
            targets[index][place] = targets[index][row]
            seasonal[index][place] = seasonal[index][row]
        }
        for column in 0..<width { features[place * width + column] = features[row * width + column] }
    }

    private mutating func truncate(to count: Int) {
        let surplus = times.count - count
        times.removeLast(surplus)
        symbolIndex.removeLast(surplus)
        closes.removeLast(surplus)
        volatility.removeLast(surplus)
        for index in targets.indices {
            targets[index].removeLast(surplus)
            seasonal[index].removeLast(surplus)
        }
    }
}
