import Base
import Features
import Forecasting
import Glibc
import TestKit
import Testing

/// What is forecast beside a benchmark, and from when on it is known.
struct ForecastTargetTests {
    /// Two walks of 200 bars, the second suspended for bars 120 to 149.
    private static func table(_ target: ForecastTarget, horizonBars: Int) throws -> (LearningTable, [BarSeries]) {
        let first = SampleBars.walk(SampleBars.symbol("AAA"), count: 200, seed: 1)
        let whole = SampleBars.walk(SampleBars.symbol("BBB"), count: 200, seed: 2)
        var second = whole[0..<120]
        for index in 150..<200 { second.append(whole[index]) }
        let folder = try TemporaryFolder()
        try folder.write(
            """
            name: small
            version: 1
            features:
              - {name: jump, expression: "close / lag(close, 1) - 1"}
            """, to: "small.yaml")
        let set = try FeatureSet.load(path: "\(folder.path)/small.yaml")
        let panel = try Panel.build(series: [first, second], featureSet: set, horizons: [horizonBars])
        return (LearningTable(panel, horizonIndex: 0, target: target), [first, second])
    }

    @Test("beside the universe a target is the return less the mean, and known when the last of the returns is")
    func universe() throws {
        let (own, _) = try Self.table(.ownReturn, horizonBars: 3)
        let (table, series) = try Self.table(.outperformanceOfUniverse, horizonBars: 3)
        var suspended = 0
        for (start, end) in zip(table.timeStarts, table.timeStarts.dropFirst()) {
            let rows = (start..<end).filter { own.targets[$0].isFinite }
            guard rows.count == 2 else {
                #expect((start..<end).allSatisfy { table.targets[$0].isNaN })
                continue
            }
            #expect(abs(rows.reduce(0) { $0 + table.targets[$1] }) < 1e-12)
            let mean = (own.targets[rows[0]] + own.targets[rows[1]]) / 2
            #expect(abs(table.targets[rows[0]] - (own.targets[rows[0]] - mean)) < 1e-12)
            let known = rows.map { table.times[Int(table.targetRow[$0])] }
            #expect(known == rows.map { _ in rows.map { own.times[Int(own.targetRow[$0])] }.max() ?? known[0] })
            if known[0] > table.times[start].advanced(bySeconds: 20 * 86_400) { suspended += 1 }
        }
        #expect(suspended == 3, "the three bars before the suspension wait for its end")
        #expect(series[1].count == 170)
    }

    @Test("no target that waits for a suspended share is learnt from before it trades again")
    func purged() throws {
        let (table, _) = try Self.table(.outperformanceOfUniverse, horizonBars: 3)
        let middle = try #require(
            (0..<table.count).first { table.times[$0] > table.times[0].advanced(bySeconds: 115 * 86_400) })
        let slice = TrainingSlice(table, Split(train: 0..<middle, test: middle..<table.count))
        #expect(slice.rows.allSatisfy { Int(table.targetRow[$0]) < middle })
    }

    @Test("beside a symbol a target is the return less that symbol's between the same times")
    func symbol() throws {
        let (own, series) = try Self.table(.ownReturn, horizonBars: 3)
        let (table, _) = try Self.table(.outperformance(of: series[0].symbol), horizonBars: 3)
        for row in 0..<table.count where own.targets[row].isFinite {
            let from = series[0].firstIndex(notBefore: table.times[row])
            let bars = series[Int(table.symbolIndex[row])]
            let end = bars.times[bars.firstIndex(notBefore: table.times[row]) + 3]
            let move = log(
                series[0].adjustedClose[series[0].firstIndex(notBefore: end)] / series[0].adjustedClose[from])
            #expect(abs(table.targets[row] - (own.targets[row] - move)) < 1e-12)
        }
        #expect(table.seasonal.allSatisfy { $0.isNaN })
    }

    @Test(
        "targets are read as they are written",
        arguments: ["return", "outperformance:universe", "outperformance:BRK.B"])
    func text(_ text: String) {
        #expect(ForecastTarget(text)?.description == text)
        #expect(ForecastTarget("outperformance") == .outperformanceOfUniverse)
        #expect(ForecastTarget("price") == nil && ForecastTarget("outperformance:") == nil)
    }
}
