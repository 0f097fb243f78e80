import Base
import Evaluation
import Forecasting
import Kernels
import TestKit
import Testing

struct WalkForwardTests {
    @Test("no target that is learnt from reaches into the test window", arguments: [1, 5, 21], [0, 3])
    func purged(horizon: Int, embargo: Int) throws {
        let market = SimulatedMarket(seed: 2, bars: 400, symbolCount: 3, featureCount: 1, r2: 0)
        let table = LearningTable(simulated: market, horizonBars: horizon)
        let walk = WalkForward(folds: 5, purgeBars: horizon, embargoBars: embargo)
        for split in try walk.splits(times: table.times) {
            let slice = TrainingSlice(table, split)
            let lastKnown = slice.rows.map { Int(table.targetRow[$0]) }.max() ?? 0
            // With a gap of exactly horizon + embargo times, the last target ends embargo + 1 times before the window.
            #expect(lastKnown == split.test.lowerBound - 3 * embargo - 1)
            #expect(slice.rows.count == split.train.count && slice.rows.list == nil)
        }
    }

    @Test("a symbol with long gaps is purged by its own bars, not by the calendar of the others")
    func purgedWithGaps() throws {
        // The second symbol has a bar only every seventh time, so its five bars ahead are 35 times ahead.
        let times = (0..<300).flatMap { $0 % 7 == 0 ? [$0, $0] : [$0] }
        let symbolIndex = times.indices.map { $0 > 0 && times[$0] == times[$0 - 1] ? Int32(1) : 0 }
        let table = LearningTable(
            symbols: ["A", "B"].compactMap(Symbol.init), featureNames: [], horizonBars: 5,
            times: times.map { Instant(seconds: Int64($0)) }, symbolIndex: symbolIndex, features: [],
            closes: times.map { _ in 1 }, volatility: times.map { _ in 0.01 }, targets: times.map { _ in 0.01 },
            seasonal: times.map { _ in 0 })
        for split in try WalkForward(folds: 4, purgeBars: 5).splits(times: table.times) {
            let slice = TrainingSlice(table, split)
            #expect(slice.rows.allSatisfy { table.targetRow[$0] < Int32(split.test.lowerBound) })
            #expect(slice.rows.count < split.train.count && slice.rows.count > split.train.count - 10)
        }
    }

    @Test("test windows follow each other, are about equal and end with the data; one time is never parted")
    func windows() throws {
        let times = (0..<331).flatMap { time in (0...(time % 3)).map { _ in Instant(seconds: Int64(time)) } }
        let splits = try WalkForward(folds: 7, initialTrainFraction: 0.5, purgeBars: 2).splits(times: times)
        #expect(splits.count == 7 && splits.last?.test.upperBound == times.count)
        #expect(zip(splits, splits.dropFirst()).allSatisfy { $0.test.upperBound == $1.test.lowerBound })
        #expect(splits.allSatisfy { times[$0.test.lowerBound] != times[$0.test.lowerBound - 1] })
        let widths = splits.map(\.test.count)
        #expect((widths.max() ?? 0) - (widths.min() ?? 0) <= 5)
    }

    @Test("too short a history is refused with what it lacks")
    func tooShort() {
        let times = (0..<40).map { Instant(seconds: $0) }
        #expect(throws: EvaluationError.tooFewTimes(needed: 56, was: 40)) {
            try WalkForward(folds: 8, purgeBars: 21).splits(times: times)
        }
        #expect(throws: Never.self) {
            try WalkForward(folds: 8, purgeBars: 21).splits(times: (0..<56).map { Instant(seconds: $0) })
        }
        #expect(throws: EvaluationError.self) { try WalkForward(folds: 1, purgeBars: 1).splits(times: []) }
    }
}
