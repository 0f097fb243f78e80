import Base
import Features
import Testing

/// What every kind of label keeps to.
@Suite struct LabelPropertyTests {
    private static let kinds = [
        "{kind: return, bars: 4}",
        "{kind: direction, bars: 4}",
        "{kind: outperformance, bars: 3, benchmark: BBB}",
        "{kind: outperformance, bars: 3, benchmark: universe, output: direction}",
        "{kind: triple_barrier, bars: 8, profit: 2, stop: 1.5}",
        "{kind: triple_barrier, bars: 8, profit: 2, stop: 1.5, touch: high_low, output: return}",
        "{kind: triple_barrier, bars: 6, profit: 1, width: 0.02, timeout: sign, output: bars}",
        "{kind: triple_barrier, bars: 6, stop: 1, width: \"atr(5) / close\"}",
        "{kind: trend_scanning, shortest: 4, longest: 9, output: t}",
        "{kind: trend_scanning, shortest: 4, longest: 10, step: 3, output: bars}",
        "{expression: \"lead(close, 5) / close - 1\"}",
        "{expression: \"fill(lead(close, 5) / close, 0)\"}",
        "{expression: \"lead(lag(close, 2), 3) / lead(sma(lead(low, 1), 3), 4)\"}",
        "{expression: \"lead(rank(lag(close, 1) / close), 2) + lead(close, 1) / close\"}",
    ]

    private func universe() throws -> [BarSeries] { try LabelGoldens.shared.get().series() }

    /// Where two columns differ in values or in when they are known.
    private func differ(_ left: LabelColumn, _ right: LabelColumn) -> [Int] {
        differences(left.values, right.values)
    }

    @Test("a value does not move when what comes after its last bar is cut off, and is missing when that bar is")
    func truncation() throws {
        let set = try LabelGoldens.set(LabelPropertyTests.kinds)
        let whole = try universe()
        let columns = try set.columns(of: whole)
        let times = whole[0].times
        for cut in stride(from: 1, to: times.count, by: 7) {
            let part = whole.map { $0.upTo(times[cut]) }
            let cutColumns = try set.columns(of: part)
            for (index, own) in part.enumerated() {
                for (column, cutColumn) in zip(columns[index], cutColumns[index]) {
                    let expected = Array(column.values(knownBy: own.count - 1).prefix(own.count))
                    #expect(differences(cutColumn.values, expected).isEmpty, "\(column.name), \(own.symbol), \(cut)")
                }
            }
        }
    }

    @Test("what is known at a bar stays when all later bars are others")
    func future() throws {
        let set = try LabelGoldens.set(LabelPropertyTests.kinds)
        let whole = try universe()
        let middle = whole[0].times[90]
        var generator = SeededGenerator(seed: 5)
        let other = whole.map { own in
            var changed = own.upTo(middle)
            for row in changed.count..<own.count {
                let close = 20 + 60 * generator.uniform()
                changed.append(
                    Bar(
                        time: own.times[row], open: close, high: close + 1, low: close - 1, close: close,
                        adjustedClose: close, volume: 1))
            }
            return changed
        }
        let (left, right) = (try set.columns(of: whole), try set.columns(of: other))
        for index in whole.indices {
            let last = whole[index].upTo(middle).count - 1
            for (first, second) in zip(left[index], right[index]) {
                #expect(differences(first.values(knownBy: last), second.values(knownBy: last)).isEmpty, "\(first.name)")
            }
        }
    }

    @Test("prices in another unit have the same labels")
    func scale() throws {
        let set = try LabelGoldens.set(LabelPropertyTests.kinds)
        let whole = try universe()
        let scaled = whole.map { own in
            func by(_ column: [Double]) -> [Double] { column.map { $0 * 4 } }
            return BarSeries(
                symbol: own.symbol, interval: own.interval, times: own.times, open: by(own.open), high: by(own.high),
                low: by(own.low), close: by(own.close), adjustedClose: by(own.adjustedClose), volume: own.volume)
        }
        for (left, right) in zip(try set.columns(of: whole), try set.columns(of: scaled)) {
            for (first, second) in zip(left, right) {
                let worst = zip(first.values, second.values).map { ($0 - $1).magnitude }.filter { !($0 <= 1e-12) }
                #expect(worst.allSatisfy { $0.isNaN } && first.knownAt == second.knownAt, "\(first.name)")
            }
        }
    }

    @Test("both barriers in one bar are the stop, unless the bar opens beyond the other; a gap is had at the open")
    func bothBarriers() throws {
        func series(_ open: Double, _ high: Double, _ low: Double) throws -> BarSeries {
            let symbol = try #require(Symbol("X"))
            let times = (0..<2).map { Instant(seconds: Int64($0) * 86_400) }
            return BarSeries(
                symbol: symbol, interval: .day, times: times, open: [100, open], high: [100, high], low: [100, low],
                close: [100, 100], adjustedClose: [100, 100], volume: [1, 1])
        }
        let label = TripleBarrier(bars: 3, profit: 1, stop: 1, width: .fixed(0.5), touch: .highLow)
        func first(_ open: Double, _ high: Double, _ low: Double) throws -> (side: Double, ratio: Double) {
            let outcome = label.outcome(of: try series(open, high, low))
            return (outcome.sides[0], (outcome.returns[0] * 1e9).rounded())
        }
        func logarithm(_ ratio: Double) -> Double {
            (Labels.logReturns(closes: [1, ratio], horizonBars: 1)[0] * 1e9).rounded()
        }
        #expect(try first(100, 150, 50) == (-1, logarithm(0.5)))
        #expect(try first(160, 170, 50) == (1, logarithm(1.6)))
        #expect(try first(40, 150, 30) == (-1, logarithm(0.4)))
        #expect(try first(100, 150, 51) == (1, logarithm(1.5)))
        #expect(try first(100, 149, 51).side.isNaN)
    }

    @Test("a straight line is the longest window's, a standstill none's")
    func lines() {
        let label = TrendScanning(shortest: 3, longest: 7)
        let up = label.outcome(closes: (0..<20).map { 50 + 0.25 * Double($0) })
        #expect((0...13).allSatisfy { up.directions[$0] == 1 && up.ends[$0] == $0 + 6 && up.tValues[$0] > 1e7 })
        #expect(up.directions[14].isNaN && up.ends[14] == 20)
        let flat = label.outcome(closes: [Double](repeating: 0.1, count: 9))
        #expect((0...2).allSatisfy { flat.directions[$0] == 0 && flat.tValues[$0] == 0 && flat.ends[$0] == $0 + 2 })
    }
}
