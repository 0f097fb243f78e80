import Base
import Glibc

/// The logarithms of a symbol's closes relative to the first of them: what models of a single series are fitted to and walk
/// along.
///
/// Being relative they stay as they are when a split or a dividend moves all adjusted closes by one factor.
/// - Missing: a close that is not a finite number above 0 is passed over as if its bar were not there.
struct SeriesCloses {
    /// The first is 0.
    private(set) var values: [Double] = []
    /// How many values lie before each of the ends.
    private(set) var counts: [Int] = []

    /// Takes the closes from a time on.
    ///
    /// - Complexity: O(bars).
    ///
    /// - Parameters:
    ///   - column: All closes there are.
    ///   - start: When the first close to be taken is at the earliest.
    ///   - ends: Numbers of bars, ascending; no close from the last on is looked at.
    init(_ column: PriceColumn, from start: Instant, ends: [Int]) {
        var bar = column.firstIndex(notBefore: start)
        var base: Double?
        values.reserveCapacity(max(0, (ends.last ?? 0) - bar))
        counts.reserveCapacity(ends.count)
        for end in ends {
            while bar < end {
                let close = column.closes[bar]
                bar += 1
                guard SeriesCloses.isPrice(close) else { continue }
                let value = log(close / (base ?? close))
                guard value.isFinite else { continue }
                base = base ?? close
                values.append(value)
            }
            counts.append(values.count)
        }
    }

    static func isPrice(_ close: Double) -> Bool { close.isFinite && close > 0 }

    /// Whether the price never moves.
    var isConstant: Bool { values.allSatisfy { $0 == 0 } }

    /// The log returns from one value to the next.
    static func returns(of values: [Double]) -> [Double] { zip(values.dropFirst(), values).map { $0 - $1 } }
}

/// Which closes of each symbol a slice lets one learn from.
struct SeriesWindow {
    private let from: Instant?
    /// Closes from here on are not known yet.
    private let end: Instant
    private let bars: Int

    /// The last closes before the first test row, or up to the slice's last row where there is no test; never those before
    /// the first row of a rolling window.
    ///
    /// - Parameters:
    ///   - slice: What may be learnt from.
    ///   - bars: At most so many closes of each symbol.
    init(_ slice: TrainingSlice, bars: Int) {
        let times = slice.table.times
        let last = slice.end > 0 ? times[slice.end - 1].nanoseconds : Int64.min
        end = slice.pricesEnd ?? Instant(nanoseconds: last + 1)
        from = slice.start > 0 ? times[slice.start] : nil
        self.bars = bars
    }

    /// When the symbol's window begins, and its closes; `nil` where it has none.
    func closes(of column: PriceColumn) -> (start: Instant, closes: SeriesCloses)? {
        let first = from.map { column.firstIndex(notBefore: $0) } ?? 0
        let last = column.firstIndex(notBefore: end)
        var bar = last
        var start: Int?
        var count = 0
        while bar > first, count < bars {
            bar -= 1
            guard SeriesCloses.isPrice(column.closes[bar]) else { continue }
            start = bar
            count += 1
        }
        return start.map { start in
            (column.times[start], SeriesCloses(column, from: column.times[start], ends: [last]))
        }
    }
}
