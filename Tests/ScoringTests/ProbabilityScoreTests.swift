import Scoring
import TestKit
import Testing

struct ProbabilityScoreTests {
    let golden: ScoresGolden.Probabilities

    init() throws { golden = try Golden.load(ScoresGolden.self, "scores").probabilities }

    @Test("scores equal scikit-learn's")
    func scores() throws {
        let (shares, events) = (golden.probabilities, golden.events)
        let calls = Classification(probabilities: shares, outcomes: events)
        let brier = try #require(BrierScore(probabilities: shares, outcomes: events))
        let tenths = shares.map { ($0 * 10).rounded(.toNearestOrEven) / 10 }
        let values = [
            ProbabilityScores.logLoss(probabilities: shares, outcomes: events),
            ProbabilityScores.auc(scores: tenths, outcomes: events) ?? .nan, brier.score,
            brier.reliability, brier.resolution, brier.uncertainty, calls.precision ?? .nan, calls.recall ?? .nan,
            calls.f1 ?? .nan,
        ]
        let expected = [
            golden.logLoss, golden.auc, golden.brier, golden.reliability, golden.resolution, golden.uncertainty,
            golden.precision, golden.recall, golden.f1,
        ]
        #expect(Golden.largestError(values, expected, floor: 0.001) < 1e-12)
        let whole = brier.reliability - brier.resolution + brier.uncertainty + brier.withinBins
        #expect(abs(whole - brier.score) < 1e-15)
    }

    @Test("the reliability table equals scikit-learn's calibration curve")
    func reliability() throws {
        let table = try #require(ReliabilityTable(probabilities: golden.probabilities, outcomes: golden.events))
        #expect(Golden.largestError(table.bins.map(\.meanForecast), golden.binForecasts) < 1e-14)
        #expect(Golden.largestError(table.bins.map(\.observedShare), golden.binShares) < 1e-14)
        #expect(table.bins.allSatisfy { $0.interval.contains($0.observedShare) })
        #expect(table.bins.reduce(0) { $0 + $1.count } == golden.events.count)
    }

    @Test("forecasts alike within their bins leave nothing over in Brier's score")
    func exactDecomposition() throws {
        let shares = golden.probabilities.map { $0 < 0.5 ? 0.25 : 0.75 }
        let brier = try #require(BrierScore(probabilities: shares, outcomes: golden.events))
        #expect(abs(brier.withinBins) < 1e-15)
    }

    @Test("a rising transform leaves the area under the curve alone; swapping the event mirrors it")
    func areaInvariance() throws {
        let area = try #require(ProbabilityScores.auc(scores: golden.probabilities, outcomes: golden.events))
        let cubes = golden.probabilities.map { $0 * $0 * $0 }
        #expect(ProbabilityScores.auc(scores: cubes, outcomes: golden.events) == area)
        let mirrored = try #require(
            ProbabilityScores.auc(scores: golden.probabilities, outcomes: golden.events.map { !$0 }))
        #expect(abs(area + mirrored - 1) < 1e-14)
    }

    @Test("what is not defined is nil or NaN")
    func degenerate() {
        #expect(ProbabilityScores.logLoss(probabilities: [], outcomes: []).isNaN)
        #expect(ProbabilityScores.logLoss(probabilities: [.nan, 0.5], outcomes: [true, true]).isNaN)
        #expect(ProbabilityScores.logLoss(probabilities: [0], outcomes: [true]).isFinite)
        #expect(ProbabilityScores.auc(scores: [1, 2], outcomes: [true, true]) == nil)
        #expect(ProbabilityScores.auc(scores: [1, .nan], outcomes: [true, false]) == nil)
        #expect(BrierScore(probabilities: [], outcomes: []) == nil)
        #expect(ReliabilityTable(probabilities: [1.1], outcomes: [true]) == nil)
        #expect(ReliabilityTable(probabilities: [1], outcomes: [true], bins: 0) == nil)
        #expect(ReliabilityTable(probabilities: [1], outcomes: [true])?.bins.count == 1)
        let none = Classification(probabilities: [0.5, .nan], outcomes: [false, false])
        #expect(none.precision == nil && none.recall == nil && none.f1 == nil && none.trueNegatives == 2)
    }
}
