import Forecasting
import TestKit
import Testing

struct ForecastingErrorTests {
    @Test("too short a history is refused with what it lacks", arguments: [ModelKind.drift, .ridge, .lightgbm])
    func tooFewRows(kind: ModelKind) {
        let table = LearningTable(SimulatedMarket(seed: 1, bars: 26, r2: 0), horizonBars: 1)
        let needed = kind.isNaive ? 30 : 100
        #expect(throws: ForecastingError.tooFewRows(kind: kind, horizonBars: 1, needed: needed, was: 25)) {
            try Trainer.fit(.standard(kind), on: TrainingSlice(table))
        }
    }

    @Test("unknown parameters and values out of range are refused by name")
    func badParameters() {
        let unknown = #expect(throws: ForecastingError.self) {
            try ModelSpecification(kind: .ridge, parameters: ["alpha": 1])
        }
        #expect("\(unknown.map(String.init(describing:)) ?? "")".contains("the parameters are clip, expected_r2"))
        #expect(throws: ForecastingError.self) {
            try ModelSpecification(kind: .ensemble, parameters: ["lightgbm.num_leaves": 1])
        }
    }

    @Test(
        "a model beside the feature names of another is refused",
        arguments: [ModelKind.ridge, .logistic, .quantileRegression, .lightgbm, .xgboost, .ensemble])
    func foreignFeatures(kind: ModelKind) throws {
        let folder = try TemporaryFolder()
        let table = LearningTable(SimulatedMarket(seed: 1, bars: 300, r2: 0), horizonBars: 1)
        try Trainer.fit(.standard(kind), on: TrainingSlice(table)).save(toFolder: folder.path)
        let other = LearningTable(SimulatedMarket(seed: 1, bars: 300, featureCount: 3, r2: 0), horizonBars: 1)
        let narrow = try TemporaryFolder()
        try Trainer.fit(.standard(.drift), on: TrainingSlice(other)).save(toFolder: narrow.path)
        let names = try #require(FolderContents.read(narrow.path)["calibration.json"])
        try folder.write(String(decoding: names, as: UTF8.self), to: "calibration.json")
        let error = #expect(throws: ForecastingError.self) { try CalibratedModel.load(folder: folder.path) }
        #expect("\(error.map(String.init(describing:)) ?? "")".contains("the model beside it reads 6"))
    }

    @Test("adaptive levels that are not 19 numbers are refused", arguments: ["[]", "[0.5]"])
    func damagedLevels(levels: String) throws {
        let folder = try TemporaryFolder()
        let table = LearningTable(SimulatedMarket(seed: 1, bars: 300, r2: 0), horizonBars: 1)
        let specification = try ModelSpecification(kind: .ridge, intervals: .adaptive)
        try Trainer.fit(specification, on: TrainingSlice(table)).save(toFolder: folder.path)
        let file = try #require(FolderContents.read(folder.path)["calibration.json"])
        let text = String(decoding: file, as: UTF8.self)
        let lists = #/"bySymbol" : \{[^}]*\}/#
        #expect(text.contains(lists))
        try folder.write(text.replacing(lists, with: "\"bySymbol\":{\"AAA\":\(levels)}"), to: "calibration.json")
        let error = #expect(throws: ForecastingError.self) { try CalibratedModel.load(folder: folder.path) }
        #expect("\(error.map(String.init(describing:)) ?? "")".contains("19 adaptive levels of AAA"))
    }

    @Test("a horizon below 1 is refused", arguments: [ModelKind.ewma, .recursive])
    func damagedHorizon(kind: ModelKind) throws {
        let folder = try TemporaryFolder()
        let table = LearningTable(SimulatedMarket(seed: 1, bars: 300, r2: 0), horizonBars: 1)
        try Trainer.fit(.standard(kind), on: TrainingSlice(table)).save(toFolder: folder.path)
        let file = try #require(FolderContents.read(folder.path)["model.json"])
        let text = String(decoding: file, as: UTF8.self)
        #expect(text.contains("\"horizonBars\" : 1"))
        try folder.write(text.replacing("\"horizonBars\" : 1", with: "\"horizonBars\" : -2"), to: "model.json")
        let error = #expect(throws: ForecastingError.self) { try CalibratedModel.load(folder: folder.path) }
        #expect("\(error.map(String.init(describing:)) ?? "")".contains("horizon of 1 or more"))
    }

    @Test("a missing, damaged or foreign file is named")
    func damagedFiles() throws {
        let folder = try TemporaryFolder()
        #expect(throws: ForecastingError.self) { try CalibratedModel.load(folder: folder.path) }
        let table = LearningTable(SimulatedMarket(seed: 1, bars: 300, r2: 0), horizonBars: 1)
        try Trainer.fit(.standard(.lightgbm), on: TrainingSlice(table)).save(toFolder: folder.path)
        try folder.write("tree\nversion=v4\nnum_class=oops\n", to: "model.txt")
        let damaged = #expect(throws: ForecastingError.self) { try CalibratedModel.load(folder: folder.path) }
        #expect("\(damaged.map(String.init(describing:)) ?? "")".contains("LightGBM"))
        try folder.write("{\"format\":9,\"kind\":\"ridge\"}", to: "model.json")
        let foreign = #expect(throws: ForecastingError.self) { try CalibratedModel.load(folder: folder.path) }
        #expect("\(foreign.map(String.init(describing:)) ?? "")".contains("has format 9"))
    }
}
