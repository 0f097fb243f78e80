import Base
import FoundationEssentials
import Kernels
import Scoring
import TestKit
import Testing

struct BestOfManyTests {
    let golden: SignificanceGolden

    init() throws { golden = try Golden.load(SignificanceGolden.self, "significance") }

    @Test("superior predictive ability equals arch's on its own draws, and studentised numpy's")
    func superior() throws {
        for reference in golden.superior {
            let draws = try #require(BootstrapDraws(resamples: reference.draws, count: reference.benchmark.count))
            for isStudentised in [false, true] {
                let test = try #require(
                    SuperiorPredictiveAbility(
                        benchmark: reference.benchmark, models: reference.matrix, draws: draws,
                        meanBlock: reference.block, isStudentised: isStudentised))
                let statistic = isStudentised ? reference.studentised : reference.statistic
                #expect(abs(test.statistic - statistic) < 1e-12)
                let values = [test.lower, test.consistent, test.upper]
                let expected = isStudentised ? reference.studentisedP : reference.p
                #expect(Golden.largestError(values, expected) < 1e-14)
            }
        }
    }

    @Test("the model confidence set equals arch's on its own draws, by both statistics")
    func confidenceSet() throws {
        for reference in golden.sets {
            let draws = try #require(BootstrapDraws(resamples: reference.draws, count: reference.matrix.rows))
            let range = try #require(ModelConfidenceSet(losses: reference.matrix, draws: draws))
            #expect(range.order == reference.rangeOrder)
            #expect(Golden.largestError(range.pValues, reference.rangeP) < 1e-14)
            let maximum = try #require(
                ModelConfidenceSet(losses: reference.matrix, statistic: .maximum, draws: draws))
            #expect(maximum.order == reference.maximumOrder)
            #expect(Golden.largestError(maximum.pValues, reference.maximumP) < 1e-14)
        }
    }

    @Test("own draws give arch's p-values within Monte Carlo error, the same for the same seed")
    func ownDraws() throws {
        let reference = golden.superior[0]
        let bootstrap = StationaryBootstrap(meanBlock: reference.block, repetitions: 2000, seed: 17)
        let make = {
            SuperiorPredictiveAbility(
                benchmark: reference.benchmark, models: reference.matrix, bootstrap: bootstrap, isStudentised: false)
        }
        let test = try #require(make())
        #expect(test == make())
        let values = [test.lower, test.consistent, test.upper]
        #expect(Golden.largestError(values, reference.p) < 0.15)
        #expect(test.lower <= test.consistent && test.consistent <= test.upper)
    }

    @Test("models no better than the benchmark are seldom found superior, one that is always is")
    func superiorSize() throws {
        var (passed, found) = (0, 0)
        for seed in 1...60 {
            var source = NormalSource(seed: UInt64(seed))
            let benchmark = source.next(120).map { $0 * $0 }
            let models = Matrix(rows: 120, columns: 8, values: source.next(960).map { $0 * $0 })
            let bootstrap = StationaryBootstrap(meanBlock: 2, repetitions: 150, seed: UInt64(seed))
            let test = try #require(
                SuperiorPredictiveAbility(benchmark: benchmark, models: models, bootstrap: bootstrap))
            if test.consistent < 0.05 { passed += 1 }
            var better = models
            for row in 0..<120 { better[row, 3] = 0.4 * benchmark[row] }
            let other = try #require(
                SuperiorPredictiveAbility(benchmark: benchmark, models: better, bootstrap: bootstrap))
            if other.consistent < 0.05, other.best == 3 { found += 1 }
        }
        #expect(passed <= 9, "passed \(passed) of 60")
        #expect(found == 60, "found \(found) of 60")
    }

    @Test("the set keeps the best of equal models mostly, and drops one that is plainly worse")
    func setSize() throws {
        var (kept, dropped) = (0, 0)
        for seed in 1...40 {
            var source = NormalSource(seed: UInt64(seed))
            var losses = Matrix(rows: 120, columns: 4, values: source.next(480).map { $0 * $0 })
            for row in 0..<120 { losses[row, 1] += 2 }
            let bootstrap = StationaryBootstrap(meanBlock: 2, repetitions: 150, seed: UInt64(seed))
            let set = try #require(ModelConfidenceSet(losses: losses, bootstrap: bootstrap)).included(size: 0.1)
            if set.contains(0) { kept += 1 }
            if !set.contains(1) { dropped += 1 }
        }
        #expect(kept >= 32, "kept \(kept) of 40")
        #expect(dropped == 40, "dropped \(dropped) of 40")
    }

    @Test("p-values never fall along the elimination", arguments: ModelConfidenceSet.Statistic.allCases)
    func monotone(statistic: ModelConfidenceSet.Statistic) throws {
        for seed in 1...20 {
            var source = NormalSource(seed: UInt64(seed))
            let losses = Matrix(rows: 60, columns: 6, values: source.next(360))
            let bootstrap = StationaryBootstrap(meanBlock: 2, repetitions: 100, seed: 1)
            let set = try #require(ModelConfidenceSet(losses: losses, statistic: statistic, bootstrap: bootstrap))
            let inOrder = set.order.map { set.pValues[$0] }
            #expect(inOrder == inOrder.sorted() && inOrder.last == 1)
        }
    }

    @Test("models with the same losses share their fate", arguments: ModelConfidenceSet.Statistic.allCases)
    func copies(statistic: ModelConfidenceSet.Statistic) throws {
        var source = NormalSource(seed: 4)
        let values = (0..<80).flatMap { _ in
            let loss = source.next()
            return [loss * loss, loss * loss, loss * loss]
        }
        let bootstrap = StationaryBootstrap(meanBlock: 3, repetitions: 100, seed: 2)
        let set = try #require(
            ModelConfidenceSet(
                losses: Matrix(rows: 80, columns: 3, values: values), statistic: statistic, bootstrap: bootstrap))
        #expect(set.pValues == [1, 1, 1])
        let test = SuperiorPredictiveAbility(
            benchmark: (0..<80).map { values[3 * $0] }, models: Matrix(rows: 80, columns: 3, values: values),
            bootstrap: bootstrap)
        #expect(test?.statistic == 0 && test?.best == 0)
    }

    @Test("what cannot be compared is nil")
    func degenerate() throws {
        let bootstrap = StationaryBootstrap(meanBlock: .nan, repetitions: 0, seed: 2)
        #expect(bootstrap.meanBlock == 1 && bootstrap.repetitions == 1)
        #expect(bootstrap.draws(count: 0).count == 0)
        let plan = Data(#"{"meanBlock": -2, "repetitions": -5, "seed": 7}"#.utf8)
        let read = try JSONDecoder().decode(StationaryBootstrap.self, from: plan)
        #expect(read == StationaryBootstrap(meanBlock: 1, repetitions: 1, seed: 7))
        #expect(bootstrap.interval(count: 3, confidence: 1) { _ in 0 } == nil)
        #expect(bootstrap.interval(count: 3, confidence: 0.9) { _ in .nan } == nil)
        #expect(BootstrapDraws(resamples: [[0, 3, 1]], count: 3) == nil)
        #expect(BootstrapDraws(resamples: [[0, 1]], count: 3) == nil)
        #expect(BootstrapDraws(resamples: [], count: 3) == nil)
        let one = Matrix(rows: 4, columns: 1, values: [1, 2, 3, 4])
        #expect(ModelConfidenceSet(losses: one, bootstrap: bootstrap) == nil)
        #expect(SuperiorPredictiveAbility(benchmark: [1, 2], models: one, bootstrap: bootstrap) == nil)
        #expect(SuperiorPredictiveAbility(benchmark: [1, 2, .nan, 4], models: one, bootstrap: bootstrap) == nil)
        #expect(ModelConfidenceSet(losses: Matrix(rows: 0, columns: 2), bootstrap: bootstrap) == nil)
    }

    @Test("the automatic block equals arch's, in any unit")
    func automaticBlock() throws {
        for reference in golden.blocks {
            let block = try #require(StationaryBootstrap.automaticBlock(reference.series))
            #expect(abs(block - reference.block) < 1e-9)
            let other = try #require(StationaryBootstrap.automaticBlock(reference.series.map { 100 * $0 - 5 }))
            #expect(abs(other - block) < 1e-6)
        }
        #expect(StationaryBootstrap.automaticBlock([1, 2, 3]) == nil)
        #expect(StationaryBootstrap.automaticBlock([Double](repeating: 0.1, count: 50)) == nil)
        #expect(StationaryBootstrap.automaticBlock([.nan] + [Double](repeating: 0.1, count: 50)) == nil)
    }

    @Test("blocks are as long as asked on average, and a block of 1 is the plain bootstrap")
    func blocks() {
        let draws = StationaryBootstrap(meanBlock: 8, repetitions: 100, seed: 6).draws(count: 400)
        var breaks = 0
        for repetition in 0..<100 {
            let indices = Array(draws[repetition])
            for place in 1..<400 where indices[place] != (indices[place - 1] + 1) % 400 { breaks += 1 }
        }
        let length = 100.0 * 399 / Double(breaks)
        #expect((7.6...8.5).contains(length), "mean block was \(length)")
    }
}
