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

    /// Takes rows out and closes the gaps.
    ///
    /// - Parameters:
    ///   - rows: The rows to take out, increasing.
    ///   - features: The features of all rows, which move along.
    ///   - width: The number of features in a row.
    /// - Returns: The number of rows that stay.
    mutating func remove(_ rows: [Int], features: UnsafeMutableBufferPointer<Double>, width: Int) -> Int {
        guard let first = rows.first else { return times.count }
        var place = first
        var gone = rows[...]
        for row in first..<times.count {
            if gone.first == row {
                gone.removeFirst()
            } else {
                move(row, to: place, features, width)
                place += 1
            }
        }
        truncate(to: place)
        return place
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
