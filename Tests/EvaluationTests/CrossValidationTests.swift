import Base
import Evaluation
import Forecasting
import Kernels
import Scoring
import TestKit
import Testing

/// Purged k-fold and combinatorial purged cross-validation: what is learnt from, what is forecast, and what is found.
struct CrossValidationTests {
    /// What `Goldens/splits.py` writes.
    struct SplitsGolden: Decodable {
        struct Case: Decodable {
            struct Split: Decodable {
                let train: [Int]
                let test: [[Int]]
            }
            let times: Int
            let groups: Int
            let testGroups: Int
            let horizon: Int
            let embargo: Int
            let splits: [Split]
        }
        let cases: [Case]
    }

    @Test("splits are those of the book's definition, time by time")
    func splits() throws {
        for reference in try Golden.load(SplitsGolden.self, "splits").cases {
            let validation = CrossValidation(
                groups: reference.groups, testGroups: reference.testGroups, purgeBars: reference.horizon,
                embargoBars: reference.embargo)
            let splits = try validation.splits(times: (0..<reference.times).map { Instant(seconds: Int64($0)) })
            #expect(splits.map { $0.trainBlocks.flatMap { Array($0) } } == reference.splits.map(\.train))
            let tests = splits.map { $0.testBlocks.map { [$0.lowerBound, $0.upperBound - 1] } }
            #expect(tests == reference.splits.map(\.test))
        }
    }

    @Test("no target that is learnt from meets a target of the test", arguments: [1, 5], [1, 2])
    func purged(horizon: Int, testGroups: Int) throws {
        let market = SimulatedMarket(seed: 3, bars: 300, symbolCount: 3, featureCount: 1, r2: 0)
        let table = LearningTable(simulated: market, horizonBars: horizon)
        let validation = CrossValidation(groups: 6, testGroups: testGroups, purgeBars: horizon, embargoBars: 2)
        for split in try validation.splits(times: table.times) {
            let slice = TrainingSlice(table, split)
            for block in split.testBlocks {
                let first = table.times[block.lowerBound]
                let ends = block.map { Int(table.targetRow[$0]) }.max() ?? 0
                let last = table.times[ends >= 0 ? ends : table.count - 1]
                let meets = slice.rows.contains { row in
                    table.times[Int(table.targetRow[row])] >= first && table.times[row] < last
                }
                #expect(!meets)
            }
            #expect(!slice.rows.isEmpty)
        }
    }

    @Test("every row is forecast on every path, each time by a model that has not seen it")
    func paths() throws {
        let table = LearningTable(simulated: SimulatedMarket(seed: 4, bars: 600, r2: 0.03), horizonBars: 1)
        let evaluator = Evaluator(folds: 5, embargoBars: 3, scheme: .combinatorial(testGroups: 2))
        let evaluation = try evaluator.evaluate(table, [.standard(.persistence), .standard(.ridge)])
        let validation = CrossValidation(groups: 5, testGroups: 2, purgeBars: 1, embargoBars: 3)
        #expect(validation.paths == 4 && evaluation.paths.count == 4 && evaluation.splits.count == 10)
        let complete = (0..<table.count).filter(table.isComplete).map { table.times[$0] }
        #expect(evaluation.paths.allSatisfy { $0.models[1].forecasts.rows.times == complete })
        // Each split is used once for each of its test groups.
        let used = validation.pathSplits.flatMap { $0.enumerated().map { [$0.offset, $0.element] } }
        #expect(Set(used).count == used.count && used.count == 20)
        #expect(Set(evaluation.paths.map { $0.models[1].forecasts.locations }).count == 4)
    }

    @Test("k-fold finds no skill in noise, and rejects about as often as it says")
    func noise() throws {
        let cards = try (1...20).map { seed in
            let market = SimulatedMarket(seed: UInt64(seed) + 500, bars: 800, r2: 0)
            let table = LearningTable(simulated: market, horizonBars: 1)
            let evaluator = Evaluator(folds: 5, embargoBars: 5, scheme: .purgedKFold)
            return try #require(try evaluator.evaluate(table, [.standard(.ridge)])[.ridge]?.scorecard)
        }
        let found = cards.count { ($0.clarkWest?.pValue ?? 1) < 0.05 }
        let saved = cards.reduce(0) { $0 + ($1.r2Return ?? 0) } / 20
        #expect(found <= 3, "found in \(found) of 20 seeds")
        #expect(saved < 0.001, "mean R² was \(saved)")
    }

    @Test(
        "a rolling window learns from its newest times only, up to the same gap as an expanding one", arguments: [1, 5])
    func rolling(horizon: Int) throws {
        let market = SimulatedMarket(seed: 5, bars: 500, symbolCount: 2, featureCount: 1, r2: 0)
        let table = LearningTable(simulated: market, horizonBars: horizon)
        let window = WalkForward(folds: 4, purgeBars: horizon, embargoBars: 2, windowBars: 120)
        let expanding = WalkForward(folds: 4, purgeBars: horizon, embargoBars: 2)
        let pairs = zip(try window.splits(times: table.times), try expanding.splits(times: table.times))
        for (rolling, whole) in pairs {
            #expect(rolling.test == whole.test && rolling.train.upperBound == whole.train.upperBound)
            #expect(rolling.train.count == 240)
        }
        let scheme = Evaluator.Scheme.rolling(bars: 120)
        let evaluation = try Evaluator(folds: 4, embargoBars: 2, scheme: scheme).evaluate(table, [.standard(.drift)])
        let starts = evaluation.models[0].forecasts.rows.foldStarts
        for (fold, split) in evaluation.splits.enumerated() {
            let mean = split.train.reduce(0) { $0 + table.targets[$1] } / Double(split.train.count)
            #expect(abs(evaluation.models[0].forecasts.locations[starts[fold]] - mean) < 1e-12)
        }
    }
}
