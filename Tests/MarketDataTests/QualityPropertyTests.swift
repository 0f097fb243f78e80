import Base
import MarketData
import Testing

struct QualityPropertyTests {
    /// Bars with a few of everything in them, one row a time.
    private static func dirty(seed: UInt64) throws -> RawBars {
        var bars = try QualityBars.daily(400, seed: seed)
        var generator = SeededGenerator(seed: seed)
        func row() -> Int { Int.random(in: 5..<390, using: &generator) }
        bars.high[row()] = .nan
        bars.low[row()] = -1
        bars.open[row()] *= 2
        bars.volume[row()] = .nan
        bars.volume[row()] = 0
        bars.scalePrices(in: row()..<400, by: 0.5)
        let spike = row()
        bars.scalePrices(in: spike..<(spike + 1), by: 3)
        bars.remove(row())
        return bars
    }

    @Test("shuffled rows give the same clean series and quarantine the same rows", arguments: 1...20)
    func shuffling(seed: UInt64) throws {
        let bars = try QualityPropertyTests.dirty(seed: seed)
        var generator = SeededGenerator(seed: seed &* 31)
        let order = Array(0..<bars.count).shuffled(using: &generator)
        let (plain, shuffled) = (bars.examined(), bars.rows(order).examined())
        #expect(shuffled.clean == plain.clean)
        #expect(shuffled.quarantinedRows.map { order[$0] }.sorted() == plain.quarantinedRows)
        let rules = plain.findings.map { "\($0.time) \($0.rule)" }.sorted()
        #expect(shuffled.findings.filter { $0.rule != .outOfOrder }.map { "\($0.time) \($0.rule)" }.sorted() == rules)
    }

    @Test("the clean series of a clean series is itself, with nothing left to quarantine", arguments: 1...20)
    func idempotent(seed: UInt64) throws {
        let first = try QualityPropertyTests.dirty(seed: seed).examined()
        let second = RawBars(first.clean).examined()
        #expect(second.clean == first.clean && second.quarantinedRows.isEmpty && second.repeatedRows == 0)
        #expect(second.count(of: .error) == 0)
    }

    @Test("every row is clean, quarantined or a repetition", arguments: 1...20)
    func nothingIsLost(seed: UInt64) throws {
        var bars = try QualityPropertyTests.dirty(seed: seed)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<10 {
            var copy = bars[Int.random(in: 0..<bars.count, using: &generator)]
            if generator.uniform() < 0.5 { copy.close = (copy.high + copy.low) / 2 }
            bars.append(copy)
        }
        let result = bars.examined()
        #expect(result.clean.count + result.quarantinedRows.count + result.repeatedRows == bars.count)
        #expect(result.quarantinedRows == Set(result.quarantinedRows).sorted())
        #expect(zip(result.clean.times, result.clean.times.dropFirst()).allSatisfy { $0 < $1 })
        #expect(result.findings.allSatisfy { $0.value.isFinite && $0.count >= 1 && ($0.row ?? 0) < bars.count })
        #expect(result.findings.map(\.time) == result.findings.map(\.time).sorted())
    }

    @Test(
        "the row of a finding is the row of the raw bars, however many rows were taken out before it", arguments: 1...20
    )
    func rows(seed: UInt64) throws {
        let bars = try QualityPropertyTests.dirty(seed: seed)
        var generator = SeededGenerator(seed: seed &+ 7)
        let mixed = bars.rows(Array(0..<bars.count).shuffled(using: &generator))
        let wrong = mixed.examined().findings.filter { finding in
            guard let row = finding.row, finding.rule != .outOfOrder else { return false }
            return mixed.times[row] != finding.time
        }
        #expect(wrong.isEmpty)
    }
}
