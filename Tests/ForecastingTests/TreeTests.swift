import Base
import Explanation
import Forecasting
import TestKit
import Testing

struct TreeTests {
    private static let split = Split(train: 0..<6000, test: 6000..<9000)

    /// Three symbols of a market in which the signal of every second one is turned round.
    private static func table(sectors: [Symbol: String] = [:]) -> LearningTable {
        let table = LearningTable(SimulatedMarket(seed: 51, bars: 3000, symbolCount: 3, r2: 0.06), horizonBars: 1)
        let turned = table.features.enumerated().map { place, value in
            table.symbolIndex[place / table.featureCount] == 1 ? -value : value
        }
        return table.with(features: turned, sectors: sectors)
    }

    private func fitted(
        _ kind: ModelKind, _ parameters: [String: Double], _ table: LearningTable
    ) throws -> CalibratedModel {
        try Trainer.fit(
            ModelSpecification(kind: kind, parameters: parameters, seed: 2), on: TrainingSlice(table, Self.split))
    }

    /// Whether a model saved and read back, and asked row by row, says the same.
    private func isSame(_ model: CalibratedModel, _ table: LearningTable) throws -> Bool {
        let folder = try TemporaryFolder()
        try model.save(toFolder: folder.path)
        let loaded = try CalibratedModel.load(folder: folder.path)
        let batch = try loaded.model.forecasts(table, rows: 10..<400, threads: 2)
        return zip(10..<400, batch).allSatisfy { row, forecast in
            table.forecast(model, row: row) == loaded.distribution(of: forecast, defaultScale: table.scale(at: row))
        }
    }

    @Test("trees learn directions", arguments: [ModelKind.randomForest, .lightgbm, .xgboost])
    func directions(kind: ModelKind) throws {
        let whole = LearningTable(SimulatedMarket(seed: 52, bars: 9000, r2: 0.06), horizonBars: 1)
        let table = whole.with(targets: whole.targets.enumerated().map { $0.offset % 50 == 0 ? 0 : $0.element })
        let model = try fitted(kind, ["direction": 1], table)
        let probabilities = try model.model.forecasts(table, rows: Self.split.test, threads: 1).map(\.probabilityUp)
        #expect(probabilities.allSatisfy { $0 > 0.2 && $0 < 0.8 })
        let r2 = try table.r2(model, rows: Self.split.test)
        #expect((0.02...0.09).contains(r2), "R² was \(r2)")
        #expect(table.attribution(model, row: 5) == nil)
        #expect(try isSame(model, table))
    }

    @Test("told symbols apart, trees find what holds of each", arguments: ModelKind.trees)
    func symbols(kind: ModelKind) throws {
        let table = Self.table()
        let r2 = try [0, 1].map { flag in
            let model = try fitted(kind, ["symbol_feature": flag, "min_leaf_share": 0.01, "num_leaves": 16], table)
            #expect(try flag == 0 || isSame(model, table))
            return try table.r2(model, rows: Self.split.test)
        }
        #expect(r2[1] > r2[0] + 0.005, "R² were \(r2)")
    }

    @Test("a symbol that was not learnt from is forecast as unknown", arguments: ModelKind.trees)
    func unseenSymbol(kind: ModelKind) throws {
        let table = Self.table()
        let model = try fitted(kind, ["symbol_feature": 1], table)
        let medians = try [nil, "NEW", "S0"].map { name -> Double in
            let symbol = name.flatMap { Symbol($0) }
            return try table.features.withUnsafeBufferPointer { features in
                let row = UnsafeBufferPointer(rebasing: features[..<table.featureCount])
                let input = ForecastInput(features: row, seasonal: 0, volatility: 0.01, symbol: symbol)
                let sum = try #require(model.model.attribution(input)).prediction
                let location = model.forecast(input).location
                #expect(abs(sum - location) < 1e-8)
                return location
            }
        }
        #expect(medians.allSatisfy(\.isFinite) && medians[0] == medians[1])
    }

    @Test("sectors are told apart where they are known, and asked for where not", arguments: ModelKind.trees)
    func sectors(kind: ModelKind) throws {
        let plain = Self.table()
        let error = #expect(throws: ForecastingError.self) { try fitted(kind, ["sector_feature": 1], plain) }
        #expect("\(error.map(String.init(describing:)) ?? "")".contains("groups: {sector:"))
        let names = Dictionary(uniqueKeysWithValues: zip(plain.symbols, ["oil", "gold", "oil"]))
        let table = Self.table(sectors: names)
        let parameters = ["sector_feature": 1, "min_leaf_share": 0.01, "num_leaves": 16] as [String: Double]
        let model = try fitted(kind, parameters, table)
        #expect(try table.r2(model, rows: Self.split.test) > 0.01)
        #expect(try isSame(model, table))
    }

    @Test("quantiles ascend and follow a feature that widens them")
    func quantiles() throws {
        let plain = LearningTable(SimulatedMarket(seed: 53, bars: 6000, r2: 0), horizonBars: 1)
        let widened = plain.targets.enumerated().map { row, target in
            plain.features[row * plain.featureCount + 1] > 0 ? 2 * target : target
        }
        let table = plain.with(targets: widened)
        let model = try Trainer.fit(.standard(.quantileTrees), on: TrainingSlice(table)).model
        let forecasts = try model.forecasts(table, rows: 0..<table.count, threads: 1).map(\.quantiles)
        #expect(forecasts.allSatisfy { $0.count == 19 && zip($0, $0.dropFirst()).allSatisfy { $0 <= $1 } })
        let widths = forecasts.enumerated().map { ($1[17] - $1[1]) / table.scale(at: $0) }
        let wide = widths.indices.filter { table.features[$0 * table.featureCount + 1] > 0 }
        let mean = { (rows: [Int]) in rows.reduce(0) { $0 + widths[$1] } / Double(rows.count) }
        let narrow = widths.indices.filter { table.features[$0 * table.featureCount + 1] < 0 }
        #expect(mean(wide) > 1.3 * mean(narrow), "widths were \(mean(wide)) and \(mean(narrow))")
    }

    @Test("a flag is 0 or 1", arguments: ["direction", "symbol_feature", "sector_feature"])
    func flags(name: String) {
        #expect(
            throws: ForecastingError.badParameter(
                kind: .lightgbm, name: name, reason: "expected a whole number, was 0.5")
        ) { try fitted(.lightgbm, [name: 0.5], Self.table()) }
    }

    @Test("damaged trees of XGBoost and of one quantile are refused", arguments: [ModelKind.xgboost, .quantileTrees])
    func damaged(kind: ModelKind) throws {
        let folder = try TemporaryFolder()
        let table = LearningTable(SimulatedMarket(seed: 1, bars: 300, r2: 0), horizonBars: 1)
        try Trainer.fit(.standard(kind), on: TrainingSlice(table)).save(toFolder: folder.path)
        try folder.write("tree\n", to: kind == .xgboost ? "model.ubj" : "model-0.9.txt")
        #expect(throws: ForecastingError.self) { try CalibratedModel.load(folder: folder.path) }
    }
}
