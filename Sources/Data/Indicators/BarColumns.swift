public import Base

/// A field of a bar, as named in a feature set.
public enum BarField: String, CaseIterable, Sendable {
    /// First price.
    case open
    /// Highest price.
    case high
    /// Lowest price.
    case low
    /// Last price.
    case close
    /// Units traded.
    case volume
    /// Event time; no value, and so no input of an indicator of one value.
    case time

    /// The fields that hold a number.
    public static let numeric: [BarField] = [.open, .high, .low, .close, .volume]

    /// The field's number in a bar; NaN for the time.
    @inline(__always)
    public func value(in bar: Bar) -> Double {
        switch self {
        case .open: bar.open
        case .high: bar.high
        case .low: bar.low
        case .close: bar.close
        case .volume: bar.volume
        case .time: .nan
        }
    }
}

/// The columns of a bar series, borrowed for the length of ``Base/BarSeries/withColumns(value:_:)``.
public struct BarColumns {
    /// The number of rows.
    public let count: Int
    /// The column that an indicator of one value reads.
    public var value: UnsafePointer<Double>
    /// The second column of an indicator of two values.
    public var second: UnsafePointer<Double>
    /// The third column of an indicator of three values.
    public var third: UnsafePointer<Double>
    /// First prices.
    public let open: UnsafePointer<Double>
    /// Highest prices.
    public let high: UnsafePointer<Double>
    /// Lowest prices.
    public let low: UnsafePointer<Double>
    /// Last prices.
    public let close: UnsafePointer<Double>
    /// Units traded.
    public let volume: UnsafePointer<Double>
    /// Event times.
    public let time: UnsafePointer<Instant>
    /// The natural logarithms of the column ``value``; `nil` where nobody has taken them in advance.
    public var logValue: UnsafePointer<Double>?
    /// The logarithms of open, high, low and close, one column after the other; `nil` where nobody has taken them.
    public var logPrices: UnsafePointer<Double>?

    /// Makes columns of pointers to `count` rows each.
    public init(
        count: Int, value: UnsafePointer<Double>, open: UnsafePointer<Double>, high: UnsafePointer<Double>,
        low: UnsafePointer<Double>, close: UnsafePointer<Double>, volume: UnsafePointer<Double>,
        time: UnsafePointer<Instant>
    ) {
        self.count = count
        self.value = value
        second = value
        third = value
        self.open = open
        self.high = high
        self.low = low
        self.close = close
        self.volume = volume
        self.time = time
        logValue = nil
        logPrices = nil
    }

    /// Lends columns for indicators of one or two values, which look at nothing else: there are no times.
    ///
    /// - Returns: What `body` gives; `nil` where there are no values.
    static func lend<Result>(
        _ first: UnsafeBufferPointer<Double>, _ second: UnsafeBufferPointer<Double>, _ body: (BarColumns) -> Result
    ) -> Result? {
        guard let values = first.baseAddress, let others = second.baseAddress else { return nil }
        return withUnsafeTemporaryAllocation(of: Instant.self, capacity: 1) { times in
            guard let time = UnsafePointer(times.baseAddress) else { return nil }
            var columns = BarColumns(
                count: first.count, value: values, open: values, high: values, low: values, close: values,
                volume: values, time: time)
            columns.second = others
            return body(columns)
        }
    }

    /// The column of a field; the closes for the time, which has no numbers.
    public func column(_ field: BarField) -> UnsafePointer<Double> {
        switch field {
        case .open: open
        case .high: high
        case .low: low
        case .close, .time: close
        case .volume: volume
        }
    }

    /// Some of the rows; without logarithms, which are taken anew for them.
    public func rows(_ range: Range<Int>) -> BarColumns {
        let start = range.lowerBound
        var result = BarColumns(
            count: range.count, value: value + start, open: open + start, high: high + start, low: low + start,
            close: close + start, volume: volume + start, time: time + start)
        result.second = second + start
        result.third = third + start
        return result
    }

    /// A row as a bar, whose adjusted close is its close.
    @inline(__always)
    public func bar(_ row: Int) -> Bar {
        Bar(
            time: time[row], open: open[row], high: high[row], low: low[row], close: close[row], volume: volume[row])
    }

    /// The same columns with another one as ``value``.
    public func reading(_ field: BarField) -> BarColumns {
        var result = self
        result.value = column(field)
        result.logValue = logColumn(field)
        return result
    }

    private func logColumn(_ field: BarField) -> UnsafePointer<Double>? {
        switch field {
        case .open: logPrices
        case .high: logPrices.map { $0 + count }
        case .low: logPrices.map { $0 + 2 * count }
        case .close: logPrices.map { $0 + 3 * count }
        case .volume, .time: nil
        }
    }

    /// The same columns with ``logPrices``, which operators then share instead of each taking its own.
    ///
    /// - Parameter room: Room for four numbers a row; it must live as long as the columns.
    /// - Returns: The columns, with the logarithms.
    public func takingLogarithms(in room: UnsafeMutablePointer<Double>) -> BarColumns {
        for row in 0..<count {
            room[row] = naturalLogarithm(open[row])
            room[count + row] = naturalLogarithm(high[row])
            room[2 * count + row] = naturalLogarithm(low[row])
            room[3 * count + row] = naturalLogarithm(close[row])
        }
        var result = self
        result.logPrices = UnsafePointer(room)
        return result
    }
}

/// Where outputs go: value k of row i at `base[k * stride + i]`.
public struct OutputColumns {
    /// The first value of the first output.
    public let base: UnsafeMutablePointer<Double>
    /// The distance from one output to the next; at least the number of rows.
    public let stride: Int

    /// Makes a destination.
    public init(base: UnsafeMutablePointer<Double>, stride: Int) {
        self.base = base
        self.stride = stride
    }
}

extension Bar {
    /// Lends the bar as columns of one row for the length of a call.
    @inline(__always)
    public func withColumns<Result>(value field: BarField = .close, _ body: (BarColumns) -> Result) -> Result {
        withUnsafePointer(to: time) { time in
            withUnsafeTemporaryAllocation(of: Double.self, capacity: 5) { row in
                row[0] = open
                row[1] = high
                row[2] = low
                row[3] = close
                row[4] = volume
                guard let first = UnsafePointer(row.baseAddress) else { preconditionFailure("no room for a row") }
                let columns = BarColumns(
                    count: 1, value: first + 3, open: first, high: first + 1, low: first + 2, close: first + 3,
                    volume: first + 4, time: time)
                return body(columns.reading(field))
            }
        }
    }
}

extension BarSeries {
    /// Lends the columns for the length of a call; `body` is not called for an empty series.
    ///
    /// - Parameters:
    ///   - field: The column that indicators of one value read.
    ///   - body: What to do with the columns, which must not outlive the call.
    public func withColumns(value field: BarField = .close, _ body: (BarColumns) -> Void) {
        open.withUnsafeBufferPointer { open in
            high.withUnsafeBufferPointer { high in
                low.withUnsafeBufferPointer { low in
                    close.withUnsafeBufferPointer { close in
                        volume.withUnsafeBufferPointer { volume in
                            times.withUnsafeBufferPointer { times in
                                guard let open = open.baseAddress, let high = high.baseAddress,
                                    let low = low.baseAddress, let close = close.baseAddress,
                                    let volume = volume.baseAddress, let time = times.baseAddress
                                else { return }
                                let columns = BarColumns(
                                    count: times.count, value: close, open: open, high: high, low: low,
                                    close: close, volume: volume, time: time)
                                body(columns.reading(field))
                            }
                        }
                    }
                }
            }
        }
    }
}
