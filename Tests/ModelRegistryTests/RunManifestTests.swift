import Base
import Forecasting
import FoundationEssentials
import ModelRegistry
import TestKit
import Testing

struct RunManifestTests {
    /// A change of one field, by the field's name.
    struct Change: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let apply: @Sendable (inout RunManifest) -> Void

        init(_ name: String, _ apply: @escaping @Sendable (inout RunManifest) -> Void) {
            testDescription = name
            self.apply = apply
        }
    }

    static let deciding = [
        Change("scope") { $0.scope = "MSFT" }, Change("symbols") { $0.symbols = [] },
        Change("interval") { $0.interval = "1h" }, Change("horizon") { $0.horizonBars = 6 },
        Change("family") { $0.specification = .standard(.lightgbm, seed: 1) },
        Change("seed") { $0.specification = .standard(.ridge, seed: 2) },
        Change("parameters") {
            $0.specification =
                (try? ModelSpecification(kind: .ridge, parameters: ["clip": 5], seed: 1)) ?? .standard(.drift)
        },
        Change("bars") { $0.dataHash = "d1" }, Change("last bar") { $0.dataThrough = RegistryFixture.now },
        Change("feature set") { $0.featureSet = "small@2" }, Change("features") { $0.featureSetHash = "f1" },
        Change("features' text") { $0.featureSetText = "name: other" }, Change("folds") { $0.evaluation.folds += 1 },
        Change("first fold") { $0.evaluation.initialTrainFraction = 0.6 },
        Change("embargo") { $0.evaluation.embargoBars += 1 },
        Change("level of the gate") { $0.evaluation.alpha = 0.01 },
        Change("rules of judgement") { $0.evaluation.rules += 1 },
        Change("code of features and models") { $0.trainingRevision += 1 },
    ]

    @Test("the training key depends on all that decides a model", arguments: deciding)
    func keyMoves(change: Change) throws {
        var manifest = RegistryFixture.manifest()
        change.apply(&manifest)
        #expect(try manifest.trainingKey() != RegistryFixture.manifest().trainingKey())
    }

    @Test(
        "the training key depends neither on the clock nor on the program's version",
        arguments: [Change("clock") { $0.asOf = .distantFuture }, Change("version") { $0.codeVersion = "9" }])
    func keyStays(change: Change) throws {
        var manifest = RegistryFixture.manifest()
        change.apply(&manifest)
        #expect(manifest != RegistryFixture.manifest())
        #expect(try manifest.trainingKey() == RegistryFixture.manifest().trainingKey())
    }

    @Test("the JSON is canonical: keys in order, the same bytes each time")
    func canonical() throws {
        let text = String(decoding: try RegistryFixture.manifest().json(), as: UTF8.self)
        let expected = """
            {"asOf":"2023-11-14T22:13:20Z","codeVersion":"0.1.0+abc","dataHash":"d0",\
            "dataThrough":"2023-11-13T22:13:20Z","evaluation":{"alpha":0.05,"embargoBars":5,"folds":10,\
            "initialTrainFraction":0.5,"rules":\(EvaluationPlan.currentRules)},"featureSet":"small@1","featureSetHash":"f0","featureSetText":"name: small",\
            "horizonBars":5,"interval":"1d","scope":"AAPL","specification":{"intervals":"residuals","kind":"ridge",\
            "memberKinds":[],"parameters":{"clip":6,"expected_r2":0.005,"half_life_bars":0},"seed":1},"symbols":["AAPL"],"target":"return",\
            "trainingRevision":\(Trainer.revision)}
            """
        #expect(text == expected)
    }

    @Test("a manifest from before there were revisions is of the first, and so of another training")
    func old() throws {
        let text = String(decoding: try RegistryFixture.manifest().json(), as: UTF8.self)
        let old = text.replacing(",\"rules\":\(EvaluationPlan.currentRules)", with: "")
            .replacing(",\"trainingRevision\":\(Trainer.revision)", with: "")
        let manifest = try JSONDecoder().decode(RunManifest.self, from: Data(old.utf8))
        #expect(manifest.evaluation.rules == 1 && manifest.trainingRevision == 1)
        #expect(try manifest.trainingKey() != RegistryFixture.manifest().trainingKey())
    }
}
