import Kernels
import Scoring
import TestKit
import Testing

struct SelectionTests {
    let golden: SelectionGolden

    init() throws { golden = try Golden.load(SelectionGolden.self, "selection") }

    @Test("Sharpe ratios are judged as SciPy's formulas judge them")
    func sharpe() throws {
        let reference = golden.sharpe
        let ratio = try #require(SharpeRatio(returns: reference.returns))
        let values = [
            ratio.value, ratio.skewness, ratio.kurtosis,
            ratio.probabilistic(above: reference.benchmark) ?? .nan,
            SharpeRatio.expectedMaximum(trials: reference.trials, variance: reference.trialVariance) ?? .nan,
            ratio.deflated(trials: reference.trials, trialVariance: reference.trialVariance) ?? .nan,
            ratio.minimumTrackRecord() ?? .nan,
        ]
        let expected = [
            reference.value, reference.skewness, reference.kurtosis, reference.probabilistic,
            reference.expectedMaximum, reference.deflated, reference.minimumTrackRecord,
        ]
        #expect(Golden.largestError(values, expected, floor: 0.001) < 1e-11)
    }

    @Test("the papers' examples come out: 0.913 and 0.982, and the deflated 0.9004")
    func publishedExamples() throws {
        let hedgeFund = SharpeRatio(value: 0.458, periods: 24, skewness: -2.448, kurtosis: 10.164)
        #expect(abs(try #require(hedgeFund.probabilistic()) - 0.913) < 5e-4)
        #expect(abs(try #require(SharpeRatio(value: 0.458, periods: 24).probabilistic()) - 0.982) < 5e-4)
        let strategy = SharpeRatio(value: 2.5 / 250.0.squareRoot(), periods: 1250, skewness: -3, kurtosis: 10)
        let highest = try #require(SharpeRatio.expectedMaximum(trials: 100, variance: 0.5 / 250))
        #expect(abs(highest - 0.1132) < 5e-5)
        #expect(abs(try #require(strategy.deflated(trials: 100, trialVariance: 0.5 / 250)) - 0.9004) < 5e-5)
    }

    @Test("a record as long as the minimum is exactly confident enough")
    func minimumTrackRecord() throws {
        let short = SharpeRatio(value: 0.1, periods: 50, skewness: -1, kurtosis: 6)
        let periods = try #require(short.minimumTrackRecord(above: 0.02, confidence: 0.9))
        let long = SharpeRatio(value: 0.1, periods: Int(periods.rounded(.up)), skewness: -1, kurtosis: 6)
        let probability = try #require(long.probabilistic(above: 0.02))
        #expect(probability >= 0.9 && probability < 0.901)
        #expect(short.minimumTrackRecord(above: 0.1) == .infinity)
    }

    @Test("more trials, and trials more apart, deflate more")
    func deflation() {
        let ratio = SharpeRatio(value: 0.1, periods: 500)
        let byTrials = [1, 10, 100, 1000].map { ratio.deflated(trials: $0, trialVariance: 0.001) ?? .nan }
        #expect(zip(byTrials, byTrials.dropFirst()).allSatisfy { $0 > $1 })
        #expect(byTrials[0] == ratio.probabilistic())
        let byVariance = [0, 0.001, 0.01].map { ratio.deflated(trials: 10, trialVariance: $0) ?? .nan }
        #expect(zip(byVariance, byVariance.dropFirst()).allSatisfy { $0 > $1 })
    }

    @Test("overfitting by symmetric cross-validation equals numpy's")
    func overfitting() throws {
        let reference = golden.overfitting
        let returns = Matrix(
            rows: reference.returns.count / reference.columns, columns: reference.columns, values: reference.returns)
        for (measure, expected) in [
            (BacktestOverfitting.Measure.sharpe, reference.sharpe), (.mean, reference.mean),
        ] {
            let result = try #require(
                BacktestOverfitting(returns: returns, groups: reference.groups, measure: measure))
            #expect(Golden.largestError(result.logits.sorted(), expected.logits) < 1e-12)
            let values = [result.probability, result.degradationSlope ?? .nan, result.lossProbability]
            #expect(Golden.largestError(values, [expected.probability, expected.slope, expected.loss]) < 1e-10)
        }
    }

    @Test("choosing among noise is a coin toss; choosing one with true skill is not")
    func overfittingOfNoise() throws {
        var total = 0.0
        for seed in 1...20 {
            var source = NormalSource(seed: UInt64(seed))
            let noise = Matrix(rows: 160, columns: 10, values: source.next(1600))
            total += try #require(BacktestOverfitting(returns: noise, groups: 8)).probability / 20
            var skilled = noise
            for row in 0..<160 { skilled[row, 2] += 0.8 }
            let result = try #require(BacktestOverfitting(returns: skilled, groups: 8))
            #expect(result.probability < 0.05 && result.lossProbability < 0.05)
        }
        #expect((0.35...0.65).contains(total), "mean probability was \(total)")
    }

    @Test("adjusted p-values equal statsmodels'")
    func adjustments() {
        for reference in golden.adjustments {
            #expect(Golden.largestError(HolmAdjustment.adjusted(reference.p), reference.holm) < 1e-15)
        }
        #expect(HolmAdjustment.adjusted([]).isEmpty)
    }

    @Test("what is not defined is nil")
    func degenerate() {
        #expect(SharpeRatio(returns: [0.01, 0.02]) == nil && SharpeRatio(returns: [0.1, 0.1, 0.1]) == nil)
        #expect(SharpeRatio(returns: [0.1, .nan, 0.2]) == nil)
        #expect(SharpeRatio(value: 0.1, periods: 1).probabilistic() == nil)
        #expect(SharpeRatio(value: 1, periods: 10, skewness: 3, kurtosis: 1).probabilistic() == nil)
        #expect(SharpeRatio(value: 0.1, periods: 10).minimumTrackRecord(confidence: 1) == nil)
        #expect(SharpeRatio.expectedMaximum(trials: 0, variance: 1) == nil)
        #expect(SharpeRatio.expectedMaximum(trials: 5, variance: -1) == nil)
        let ones = Matrix(rows: 8, columns: 2, values: [Double](repeating: 0, count: 16))
        #expect(BacktestOverfitting(returns: ones, groups: 3) == nil)
        #expect(BacktestOverfitting(returns: ones, groups: 22) == nil)
        #expect(BacktestOverfitting(returns: ones, groups: 6) == nil)
        let flat = BacktestOverfitting(returns: ones, groups: 4)
        #expect(flat?.probability == 1 && flat?.degradationSlope == nil && flat?.lossProbability == 0)
    }
}
