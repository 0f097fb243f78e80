import Boosting
import FoundationEssentials
import TestKit
import Testing

struct PythonParityTests {
    @Test(
        "LightGBM's trees are those of its Python package, byte for byte",
        arguments: ["mean", "quantile", "binary", "huber", "weighted", "categorical", "forest"])
    func lightGBM(name: String) throws {
        let golden = try BoostersGolden.load()
        let expected = try #require(golden.lightgbm[name])
        let training = try golden.train(name, GoldenCase.lightGBM(name), rounds: 8, as: LightGBMTraining.self)
        let booster = try training.booster(rounds: training.rounds)
        let text = String(decoding: try booster.bytes(), as: UTF8.self)
        #expect(text.hasPrefix(try #require(expected.text) + "\nparameters:"))
        #expect(Golden.largestError(training.scores, expected.scores) < 1e-12)
        #expect(try Golden.largestError(golden.someRows.predictions(booster), expected.predictions) < 1e-15)
        // From Python a forest's contributions come added up, although its predictions are averaged.
        let trees = name == "forest" ? Double(training.rounds) : 1
        let contributions = try golden.explained.contributions(booster).map { $0 * trees }
        #expect(Golden.largestError(contributions, expected.contributions) < 1e-12)
        #expect(try booster.importance(.splits) == expected.splits)
        #expect(try Golden.largestError(booster.importance(.gain), expected.gain) < 1e-5)
    }

    @Test(
        "XGBoost predicts, scores and explains as its Python package does",
        arguments: ["mean", "quantile", "binary", "huber", "weighted", "forest"])
    func xgboost(name: String) throws {
        let golden = try BoostersGolden.load()
        let expected = try #require(golden.xgboost[name])
        let rounds = name == "forest" ? 1 : 8
        let training = try golden.train(name, GoldenCase.xgboost(name), rounds: rounds, as: XGBoostTraining.self)
        let booster = try training.booster(rounds: rounds)
        #expect(Golden.largestError(training.scores, expected.scores) < 1e-12)
        let predictions = try golden.someRows.predictions(booster)
        #expect(Golden.largestError(predictions, expected.predictions) <= (name == "binary" ? 1e-7 : 0))
        #expect(try Golden.largestError(golden.explained.contributions(booster), expected.contributions) < 1e-6)
        #expect(booster.importance(.splits) == expected.splits)
        #expect(Golden.largestError(booster.importance(.gain), expected.gain) < 1e-6)
    }

    @Test("an XGBoost model is the same bytes as from Python, which are read")
    func xgboostBytes() throws {
        let golden = try BoostersGolden.load()
        let bytes = [UInt8](try #require(Data(base64Encoded: golden.xgboostModel)))
        let booster = try golden.train("mean", GoldenCase.xgboost("mean"), rounds: 8, as: XGBoostTraining.self)
            .booster(rounds: 8)
        #expect(booster.bytes() == bytes)
        let read = try XGBoostBooster(bytes: bytes)
        #expect(try golden.someRows.predictions(read) == golden.someRows.predictions(booster))
    }

    @Test("contributions are the values of shap's TreeExplainer")
    func treeExplainer() throws {
        let golden = try BoostersGolden.load()
        let light = try golden.train("mean", GoldenCase.lightGBM("mean"), rounds: 8, as: LightGBMTraining.self)
        let extreme = try golden.train("mean", GoldenCase.xgboost("mean"), rounds: 8, as: XGBoostTraining.self)
        let values = try [
            golden.explained.contributions(light.booster(rounds: 8)),
            golden.explained.contributions(extreme.booster(rounds: 8)),
        ]
        let withoutBase = values.map { all in all.indices.filter { $0 % 5 != 4 }.map { all[$0] } }
        #expect(Golden.largestError(withoutBase[0], golden.shap.lightgbm) < 1e-10)
        #expect(Golden.largestError(withoutBase[1], golden.shap.xgboost) < 1e-5)
    }
}
