import Kernels
import Scoring
import TestKit
import Testing

struct DistributionScoreTests {
    let golden: ScoresGolden

    init() throws { golden = try Golden.load(ScoresGolden.self, "scores") }

    @Test("CRPS and pinball losses equal quadrature and scikit-learn")
    func quantiles() {
        for reference in golden.distributions.cases {
            let pinball = zip(reference.quantiles, reference.levels).map {
                QuantileScores.pinball(quantile: $0, level: $1, outcome: reference.outcome)
            }
            #expect(Golden.largestError(pinball, reference.pinball, floor: 1e-6) < 1e-12)
            let values = [
                QuantileScores.crps(
                    quantiles: reference.quantiles, levels: reference.levels, outcome: reference.outcome),
                QuantileScores.crpsByPinball(
                    quantiles: reference.quantiles, levels: reference.levels, outcome: reference.outcome),
            ]
            #expect(Golden.largestError(values, [reference.crps, reference.crpsByPinball], floor: 1e-4) < 1e-10)
        }
        let sample = QuantileScores.crps(
            sample: golden.distributions.sample, outcome: golden.distributions.sampleOutcome)
        #expect(abs(sample - golden.distributions.sampleCrps) < 1e-14)
    }

    @Test("of a point forecast every CRPS is the absolute error")
    func pointForecast() {
        let levels = (1...99).map { Double($0) / 100 }
        let quantiles = [Double](repeating: 2, count: 99)
        #expect(abs(QuantileScores.crps(quantiles: quantiles, levels: levels, outcome: 2.5) - 0.5) < 1e-15)
        #expect(abs(QuantileScores.crps(sample: [2, 2, 2], outcome: 2.5) - 0.5) < 1e-15)
        #expect(abs(QuantileScores.crpsByPinball(quantiles: [2], levels: [0.5], outcome: 2.5) - 0.5) < 1e-15)
    }

    @Test("coverage tests equal SciPy's likelihood ratios")
    func coverage() throws {
        for reference in golden.coverage {
            let test = try #require(CoverageTest(misses: reference.misses, missRate: reference.missRate))
            let parts = [test.unconditional, test.independence, test.conditional]
            let values = parts.flatMap { [$0?.statistic ?? .nan, $0?.pValue ?? .nan] }
            let expected = reference.unconditional + reference.independence + reference.conditional
            #expect(Golden.largestError(values, expected, floor: 1e-6) < 1e-9)
        }
        let none = CoverageTest(misses: [false, false], missRate: 0.1)
        #expect(none?.coverage == 1 && none?.independence == nil && none?.conditional == nil)
        #expect(CoverageTest(misses: [], missRate: 0.1) == nil && CoverageTest(misses: [true], missRate: 1) == nil)
        #expect(CoverageTest(misses: [true, true], missRate: 0.5)?.unconditional.statistic.isFinite == true)
    }

    @Test("the histogram of transforms equals numpy's, its test SciPy's")
    func uniformity() throws {
        let reference = golden.probabilities
        let histogram = try #require(UniformityHistogram(values: reference.uniform + [.nan, 1.5], bins: 8))
        #expect(histogram.counts == reference.counts)
        let test = try #require(histogram.test)
        #expect(Golden.largestError([test.statistic, test.pValue], reference.chi, floor: 1e-9) < 1e-11)
        #expect(UniformityHistogram(values: [], bins: 1) == nil)
        #expect(UniformityHistogram(values: [0.2, 1], bins: 10)?.counts.last == 1)
        #expect(UniformityHistogram(values: [0.2])?.test == nil)
    }

    @Test("transforms of outcomes drawn from the forecast are uniform, of one too narrow they are not")
    func transforms() throws {
        let levels = (1...99).map { Double($0) / 100 }
        var source = NormalSource(seed: 5)
        let outcomes = source.next(2000)
        var tests: [Double] = []
        for width in [1.0, 0.8] {
            let quantiles = levels.map { width * NormalDistribution.quantile($0) }
            let values = outcomes.map {
                QuantileScores.probabilityBelow(outcome: $0, quantiles: quantiles, levels: levels)
            }
            tests.append(try #require(UniformityHistogram(values: values)?.test).pValue)
        }
        #expect(tests[0] > 0.01 && tests[1] < 1e-6)
    }

    @Test("the share below grows with the outcome, over ties and ends")
    func probabilityBelow() {
        let below = [-9, 1, 2, 3, 4, 5, 99].map {
            QuantileScores.probabilityBelow(outcome: $0, quantiles: [1, 3, 3, 5], levels: [0.2, 0.4, 0.6, 0.8])
        }
        #expect(Golden.largestError(below, [0.1, 0.2, 0.3, 0.6, 0.7, 0.8, 0.9]) < 1e-15)
    }

    @Test("what is not defined is NaN")
    func degenerate() {
        #expect(QuantileScores.crps(quantiles: [], levels: [], outcome: 0).isNaN)
        #expect(QuantileScores.crps(quantiles: [2, 1], levels: [0.2, 0.8], outcome: 0).isNaN)
        #expect(QuantileScores.crps(quantiles: [1, .nan], levels: [0.2, 0.8], outcome: 0).isNaN)
        #expect(QuantileScores.crps(quantiles: [1, 2], levels: [0.2, 0.8], outcome: .nan).isNaN)
        #expect(QuantileScores.crpsByPinball(quantiles: [], levels: [], outcome: 0).isNaN)
        #expect(QuantileScores.crps(sample: [], outcome: 0).isNaN)
        #expect(QuantileScores.probabilityBelow(outcome: 0, quantiles: [], levels: []).isNaN)
        #expect(QuantileScores.probabilityBelow(outcome: .nan, quantiles: [1], levels: [0.5]).isNaN)
        #expect(QuantileScores.sorted([3, 1, 2]) == [1, 2, 3])
    }
}
