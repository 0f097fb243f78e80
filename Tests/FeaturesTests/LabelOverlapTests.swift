import Base
import Features
import Testing

@Suite struct LabelOverlapTests {
    /// Labels over spans of random length at some of the bars.
    private func overlap(seed: UInt64) throws -> LabelOverlap {
        let bars = SampleBars.self
        let label = TripleBarrier(bars: 15, profit: 1.5, stop: 2)
        let kind = LabelDefinition(name: "side", kind: .tripleBarrier(label, .side))
        let series = try bars.series(scale: 1 + Double(seed), rows: Int(seed) * 10..<400).adjusted()
        return LabelOverlap(try LabelSet(name: "one", definitions: [kind]).columns(of: [series])[0][0])
    }

    private func column(_ bars: Int, count: Int) throws -> LabelColumn {
        let series = try SampleBars.series(rows: 0..<count).adjusted()
        let definition = LabelDefinition(name: "r", kind: .horizonReturn(bars: bars))
        return try LabelSet(name: "one", definitions: [definition]).columns(of: [series])[0][0]
    }

    @Test("labels of one bar share nothing, those of h share each return with h − 1 others", arguments: [1, 5, 21])
    func horizons(bars: Int) throws {
        let overlap = LabelOverlap(try column(bars, count: 200))
        let uniqueness = overlap.averageUniqueness()
        #expect(overlap.samples == Array(0..<(200 - bars)) && overlap.concurrency[100] == bars)
        #expect((bars..<(200 - 2 * bars)).allSatisfy { (uniqueness[$0] - 1 / Double(bars)).magnitude < 1e-12 })
        #expect(uniqueness[200 - bars].isNaN && uniqueness[0] >= 1 / Double(bars))
    }

    @Test("uniqueness times length adds up to the bars that are covered", arguments: [1, 2, 3] as [UInt64])
    func sums(seed: UInt64) throws {
        let overlap = try overlap(seed: seed)
        let uniqueness = overlap.averageUniqueness()
        let none = LabelOverlap(try column(5, count: 50), rows: 10..<20)
        #expect(none.samples == Array(10..<20) && none.concurrency[..<11].allSatisfy { $0 == 0 })
        #expect(overlap.samples.allSatisfy { uniqueness[$0] > 0 && uniqueness[$0] <= 1 + 1e-12 })
        let known = none.averageUniqueness()
        let covered = none.concurrency.filter { $0 > 0 }.count
        #expect((none.samples.reduce(0) { $0 + 5 * known[$1] } - Double(covered)).magnitude < 1e-12)
    }

    @Test("weights have a mean of 1, and decay falls from the newest to the oldest", arguments: [1, 2] as [UInt64])
    func weights(seed: UInt64) throws {
        let overlap = try overlap(seed: seed)
        let closes = try SampleBars.series(rows: Int(seed) * 10..<400).adjusted().close
        let weights = overlap.returnWeights(closes: closes)
        let mean = overlap.samples.reduce(0) { $0 + weights[$1] } / Double(overlap.samples.count)
        #expect((mean - 1).magnitude < 1e-12 && overlap.samples.allSatisfy { weights[$0] >= 0 })
        for oldest in [1.0, 0.4, 0, -0.5] {
            let decay = overlap.timeDecay(oldest: oldest)
            let values = overlap.samples.map { decay[$0] }
            #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 + 1e-12 })
            #expect(values.last.map { ($0 - 1).magnitude < 1e-12 } == true)
            #expect(values.first.map { ($0 - max(0, oldest)).magnitude < 0.02 } == true)
        }
    }

    @Test("the published example of the sequential bootstrap")
    func publishedExample() throws {
        // Three labels over the returns 1 to 3, 3 to 4 and 5 to 6; the second is drawn first.
        let gap = Double.nan
        let label = LabelColumn(name: "l", values: [1, gap, 1, gap, 1, gap, gap], knownAt: [3, 7, 4, 7, 6, 7, 7])
        let overlap = LabelOverlap(label)
        #expect(overlap.samples == [0, 2, 4] && overlap.concurrency == [0, 1, 1, 2, 1, 1, 1])
        let first = overlap.drawProbabilities(given: [])
        let second = overlap.drawProbabilities(given: [2])
        #expect(zip(first, [1, 1, 1]).allSatisfy { ($0 - $1 / 3).magnitude < 1e-15 })
        #expect(zip(second, [5, 3, 6]).allSatisfy { ($0 - $1 / 14).magnitude < 1e-15 })
    }

    @Test("a seed fixes the draws, and they overlap less than plain ones")
    func bootstrap() throws {
        let overlap = LabelOverlap(try column(10, count: 120))
        func drawn(_ seed: UInt64) -> [Int] {
            var generator = SeededGenerator(seed: seed)
            return overlap.sequentialBootstrap(draws: 40, using: &generator)
        }
        #expect(drawn(3) == drawn(3) && drawn(3) != drawn(4) && drawn(3).count == 40)
        func uniqueness(_ rows: [Int]) -> Double {
            var counts = [Int](repeating: 0, count: 120)
            for row in rows { for bar in (row + 1)...(row + 10) { counts[bar] += 1 } }
            let each = rows.map { row in ((row + 1)...(row + 10)).reduce(0) { $0 + 1 / Double(counts[$1]) } / 10 }
            return each.reduce(0, +) / Double(rows.count)
        }
        var generator = SeededGenerator(seed: 9)
        let plain = (0..<50).map { _ in
            uniqueness((0..<40).compactMap { _ in overlap.samples.randomElement(using: &generator) })
        }
        let sequential = (0..<50).map { uniqueness(drawn(UInt64($0) + 100)) }
        #expect(sequential.reduce(0, +) > 1.015 * plain.reduce(0, +))
    }
}
