import Base
import Glibc

/// Looks for the first touch of each bar of a series.
struct TripleBarrierScan {
    private let label: TripleBarrier
    private let count: Int
    private let close: [Double]
    private let logarithms: [Double]
    private let open: [Double]
    private let high: [Double]
    private let low: [Double]

    init(_ label: TripleBarrier, _ series: BarSeries) {
        self.label = label
        count = series.count
        close = Labels.prices(series.close)
        logarithms = Labels.logarithms(series.close)
        let readsRange = label.touch == .highLow
        open = readsRange ? Labels.prices(series.open) : []
        high = readsRange ? Labels.prices(series.high) : []
        low = readsRange ? Labels.prices(series.low) : []
    }

    /// A barrier that was touched: its side, the bar, and the logarithm of the price.
    private struct Touch {
        let side: Double
        let row: Int
        let logarithm: Double
    }

    func outcome(_ widths: [Double]) -> TripleBarrierOutcome {
        let missing = [Double](repeating: .nan, count: count)
        var outcome = TripleBarrierOutcome(
            sides: missing, returns: missing, touches: [Int](repeating: count, count: count))
        for row in 0..<count {
            let width = widths[row]
            guard !close[row].isNaN, width > 0, width.isFinite else { continue }
            let upper = label.profit.map { close[row] * (1 + $0 * width) } ?? .infinity
            let lower = label.stop.map { close[row] * (1 - $0 * width) } ?? -.infinity
            let last = min(row + label.bars, count - 1)
            let touch =
                label.touch == .close
                ? firstClose(row, last, lower, upper) : firstRange(row, last, lower, upper)
            guard let touch = touch ?? timeout(row) else { continue }
            outcome.sides[row] = touch.side
            outcome.returns[row] = touch.logarithm - logarithms[row]
            outcome.touches[row] = touch.row
        }
        return outcome
    }

    /// The end of the time; `nil` when its bar is not there or has no close.
    private func timeout(_ row: Int) -> Touch? {
        let end = row + label.bars
        guard end < count, !close[end].isNaN else { return nil }
        let change = logarithms[end] - logarithms[row]
        let side: Double = label.timeout == .zero || change == 0 ? 0 : change > 0 ? 1 : -1
        return Touch(side: side, row: end, logarithm: logarithms[end])
    }

    @inline(__always)
    private func firstClose(_ row: Int, _ last: Int, _ lower: Double, _ upper: Double) -> Touch? {
        close.withUnsafeBufferPointer { close in
            var place = row + 1
            // A missing close is NaN and neither.
            while place <= last, !(close[place] >= upper || close[place] <= lower) { place += 1 }
            guard place <= last else { return nil }
            return Touch(side: close[place] >= upper ? 1 : -1, row: place, logarithm: logarithms[place])
        }
    }

    private func firstRange(_ row: Int, _ last: Int, _ lower: Double, _ upper: Double) -> Touch? {
        var place = row + 1
        while place <= last {
            if !high[place].isNaN && !low[place].isNaN {
                if open[place] >= upper { return Touch(side: 1, row: place, logarithm: log(open[place])) }
                if open[place] <= lower { return Touch(side: -1, row: place, logarithm: log(open[place])) }
                if low[place] <= lower { return Touch(side: -1, row: place, logarithm: log(lower)) }
                if high[place] >= upper { return Touch(side: 1, row: place, logarithm: log(upper)) }
            }
            place += 1
        }
        return nil
    }
}
