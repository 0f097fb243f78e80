import Base
import Evaluation
import Forecasting
import ModelRegistry
import Orchestration
import TestKit
import Testing
import Tuning

/// What a training makes of a search: its parameters are used, its forecasts are judged later, and its trying counts.
struct TuningUseTests {
    private func name(_ text: String) throws -> ModelName { try #require(ModelName(text)) }

    @Test("a training takes parameters, and another value is another model")
    func parameters() throws {
        let fixture = try TrainingFixture([TuningFixture.walk])
        let plan = try TrainingFixture.plan {
            $0.horizons = [1]
            $0.parameters = [.ridge: ["clip": 4]]
        }
        _ = try fixture.train(plan)
        let version = try #require(try fixture.versions()["AAA.h1 ridge"])
        #expect(try fixture.registry.run(version.runID).manifest.specification.parameters["clip"] == 4)
        #expect(try fixture.train(plan).trained == 0)
        var other = plan
        other.parameters = [.ridge: ["clip": 5]]
        #expect(try fixture.train(other).trained == 1)
        other.parameters = [.ridge: ["clip": 0]]
        #expect(throws: ForecastingError.self) { try fixture.train(other) }
    }

    @Test("forecasts are judged after a time only where a training is told so")
    func judgedAfter() throws {
        let fixture = try TrainingFixture([TuningFixture.walk])
        let after = TuningFixture.walk.times[449]
        _ = try fixture.train(
            TrainingFixture.plan {
                $0.horizons = [1]
                $0.judgedAfter = after
            })
        let version = try #require(try fixture.versions()["AAA.h1 ridge"])
        // Every bar after the time but the last, whose return is not known.
        #expect(version.scores.n == TuningFixture.walk.count - 450 - 1)
        #expect(try fixture.registry.run(version.runID).manifest.evaluation.judgedAfter == after)
    }

    @Test("what a search judged counts as tried when the symbol is trained, once")
    func counted() throws {
        let fixture = try TrainingFixture([TuningFixture.walk])
        let report = try fixture.tune(TuningFixture.plan(.random(trials: 4))).report
        let best = try #require(report.bestParameters)
        #expect(report.judgement?.tuned.decision.reason.hasSuffix("after Holm for 2 models)") == true)
        func tried(_ parameters: [String: Double]) throws -> String {
            _ = try fixture.train(
                TrainingFixture.plan {
                    $0.horizons = [1]
                    $0.parameters = [.ridge: parameters]
                    $0.judgedAfter = report.study.manifest.searchThrough
                })
            let version = try #require(try fixture.registry.versions(of: name("AAA.h1")).last { $0.label == "ridge" })
            return String(version.reason.split(separator: "after Holm for ").last ?? "")
        }
        // The choice and the untuned parameters; then the third; then the untuned ones, which were counted already.
        #expect(try tried(best) == "2 models)")
        #expect(try tried(["clip": 3]) == "3 models)")
        #expect(try tried([:]) == "3 models)")
    }
}
