import Base
import Forecasting
import Kernels
import Synchronization
import TestKit
import Testing

struct TrainerTests {
    private static let market = SimulatedMarket(seed: 3, bars: 700, r2: 0.05)

    @Test("trees are those that LightGBM's Python package learns", arguments: [ModelKind.lightgbm, .randomForest])
    func treesEqualPython(kind: ModelKind) throws {
        let golden = try Golden.load(TreesGolden.self, "trees")
        let table = golden.table()
        var parameters = [
            "num_iterations": 40, "num_leaves": 6, "min_leaf_share": 0, "prior_rows": 4, "feature_fraction": 0.5,
        ]
        if kind == .lightgbm { parameters["learning_rate"] = 0.1 }
        let specification = try ModelSpecification(kind: kind, parameters: parameters, seed: 5)
        let model = try Trainer.fit(specification, on: TrainingSlice(table)).model
        let locations = try model.medians(table, rows: 0..<table.count, threads: 1)
        let expected = kind == .lightgbm ? golden.lightgbm : golden.randomForest
        #expect(Golden.largestError(locations, expected) < 1e-12)
    }

    @Test("the same table, specification and seed give the same bytes, on any number of threads")
    func deterministic() throws {
        // Enough rows that LightGBM really parts its work.
        let table = LearningTable(SimulatedMarket(seed: 8, bars: 4000, symbolCount: 5, r2: 0.02), horizonBars: 1)
        let specification = ModelSpecification.standard(.ensemble, seed: 7)
        let folders = try [1, 2, 1].map { threads in
            try saved(Trainer.fit(specification, on: TrainingSlice(table), threads: threads))
        }
        let contents = try folders.map(Self.contents)
        #expect(contents[0].count == 10)
        #expect(contents[0] == contents[1])
        #expect(contents[0] == contents[2])
    }

    @Test("another seed gives other trees")
    func seedMatters() throws {
        let table = LearningTable(Self.market, horizonBars: 1)
        let folders = try [1, 2].map { seed in
            try saved(Trainer.fit(.standard(.lightgbm, seed: seed), on: TrainingSlice(table)))
        }
        #expect(try Self.contents(folders[0]) != Self.contents(folders[1]))
    }

    @Test(
        "a saved model forecasts the same bits after loading, and saves the same bytes", arguments: ModelKind.allCases)
    func roundTrip(kind: ModelKind) throws {
        let table = LearningTable(Self.market, horizonBars: 5)
        let model = try Trainer.fit(.standard(kind), on: TrainingSlice(table))
        let folder = try saved(model)
        let loaded = try CalibratedModel.load(folder: folder.path)
        #expect(loaded.model.kind == kind && loaded.horizonBars == 5 && loaded.featureNames == table.featureNames)
        let rows = stride(from: 0, to: table.count, by: 37)
        #expect(rows.allSatisfy { table.forecast(model, row: $0) == table.forecast(loaded, row: $0) })
        #expect(try Self.contents(saved(loaded)) == Self.contents(folder))
    }

    @Test("rows forecast together and one at a time are the same bits", arguments: ModelKind.allCases)
    func batchEqualsSingle(kind: ModelKind) throws {
        let table = LearningTable(Self.market, horizonBars: 5)
        let model = try Trainer.fit(.standard(kind), on: TrainingSlice(table))
        let batch = try model.model.forecasts(table, rows: 100..<table.count, threads: 2)
        let together = zip(100..<table.count, batch).map { row, forecast in
            model.distribution(of: forecast, defaultScale: table.scale(at: row))
        }
        #expect(together == (100..<table.count).map { table.forecast(model, row: $0) })
    }

    @Test("an ensemble is the mean of its members")
    func ensembleIsMean() throws {
        let table = LearningTable(Self.market, horizonBars: 1)
        let slice = TrainingSlice(table)
        let specification = ModelSpecification.standard(.ensemble, seed: 4)
        let whole = try Trainer.fit(specification, on: slice)
        let parts = try specification.members.map { try Trainer.fit($0, on: slice) }
        let location = table.forecast(whole, row: 650).location
        let mean = parts.reduce(0) { $0 + table.forecast($1, row: 650).location } / 3
        #expect(parts.map(\.model.kind) == [.ridge, .randomForest, .lightgbm])
        #expect(abs(location - mean) < 1e-15)
    }

    @Test("one model may forecast on several threads at once")
    func sharedByThreads() async throws {
        let table = LearningTable(Self.market, horizonBars: 1)
        let model = try Trainer.fit(.standard(.lightgbm), on: TrainingSlice(table))
        let expected = (0..<table.count).map { table.forecast(model, row: $0) }
        let wrong = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask { (0..<table.count).count { table.forecast(model, row: $0) != expected[$0] } }
            }
            return await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }

    @Test("persistence is symmetric: P(up) is ½")
    func persistence() throws {
        let table = LearningTable(Self.market, horizonBars: 1)
        let model = try Trainer.fit(.standard(.persistence), on: TrainingSlice(table))
        let distribution = table.forecast(model, row: 10)
        #expect(distribution.location == 0 && distribution.probabilityUp == 0.5)
        #expect(abs(distribution.quantile(0.1) + distribution.quantile(0.9)) < 1e-15)
    }

    @Test("drift is the mean return of the training rows, seasonal-naive the season's return or 0")
    func naive() throws {
        let table = LearningTable(Self.market, horizonBars: 5)
        let slice = TrainingSlice(table, Split(train: 0..<400, test: 402..<table.count))
        #expect(slice.rows.count == 397)
        let drift = try Trainer.fit(.standard(.drift), on: slice)
        let mean = Statistics.mean(Array(table.targets[0..<397]))
        #expect(abs(table.forecast(drift, row: 0).location - mean) < 1e-15)
        let seasonal = try Trainer.fit(.standard(.seasonalNaive), on: slice)
        #expect(table.forecast(seasonal, row: 0).location == 0)
        #expect(table.forecast(seasonal, row: 30).location == table.seasonal[30])
    }

    @Test("nothing that lies after the slice moves the model", arguments: [ModelKind.drift, .ensemble])
    func truncation(kind: ModelKind) throws {
        let table = LearningTable(Self.market, horizonBars: 5)
        let spoiled = table.with(
            features: table.features.enumerated().map { $0.offset >= 400 * table.featureCount ? 1e6 : $0.element },
            targets: table.targets.enumerated().map { $0.offset >= 397 ? 1e6 : $0.element })
        let folders = try [table, spoiled].map { table in
            try saved(
                Trainer.fit(.standard(kind), on: TrainingSlice(table, Split(train: 0..<400, test: 402..<table.count))))
        }
        #expect(try Self.contents(folders[0]) == Self.contents(folders[1]))
    }

    @Test(
        "rows without a target or a volatility are left out wherever they lie", arguments: [ModelKind.ridge, .lightgbm])
    func holes(kind: ModelKind) throws {
        let table = LearningTable(Self.market, horizonBars: 1)
        var targets = table.targets
        var volatility = table.volatility
        for row in stride(from: 7, to: 600, by: 29) { targets[row] = .nan }
        for row in stride(from: 9, to: 600, by: 31) { volatility[row] = row % 2 == 0 ? 0 : .nan }
        let holed = table.with(targets: targets, volatility: volatility)
        let slice = TrainingSlice(holed)
        let left = slice.rows.allSatisfy { targets[$0].isFinite && volatility[$0] > 0 }
        #expect(left && slice.rows.count < table.count - 35 && slice.rows.list != nil)
        let model = try Trainer.fit(.standard(kind), on: slice)
        #expect(holed.forecast(model, row: 650).location.isFinite)
        #expect(holed.forecast(model, row: 9).scale == 0)
    }

    @Test("missing features are forecast from", arguments: ModelKind.tabular)
    func missingFeatures(kind: ModelKind) throws {
        let table = LearningTable(Self.market, horizonBars: 1)
        let holed = table.with(
            features: table.features.enumerated().map { $0.offset % 11 == 3 ? .nan : $0.element })
        let model = try Trainer.fit(.standard(kind), on: TrainingSlice(holed))
        let empty = holed.with(features: table.features.map { _ in .nan })
        #expect((0..<table.count).allSatisfy { holed.forecast(model, row: $0).location.isFinite })
        #expect(empty.forecast(model, row: 0).location.isFinite)
    }

    @Test("calibration rows lie after every target that was fitted on", arguments: [1, 5, 21], [1, 4])
    func calibrationIsPurged(horizon: Int, symbols: Int) {
        let market = SimulatedMarket(seed: 1, bars: 300, symbolCount: symbols, featureCount: 1, r2: 0)
        let table = LearningTable(market, horizonBars: horizon)
        let (fit, tail) = TrainingSlice(table, Split(train: 0..<200 * symbols, test: 205 * symbols..<table.count))
            .calibrationSplit()
        let first = tail.first ?? 0
        #expect(fit.rows.count == (160 - horizon) * symbols && first == 160 * symbols)
        #expect(fit.rows.allSatisfy { table.targetRow[$0] < Int32(first) })
        #expect(tail.allSatisfy { table.targetRow[$0] < Int32(205 * symbols) })
    }

    private func saved(_ model: CalibratedModel) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try model.save(toFolder: folder.path)
        return folder
    }

    /// The files under a folder by relative path.
    private static func contents(_ folder: TemporaryFolder) throws -> [String: [UInt8]] {
        try FolderContents.read(folder.path)
    }
}

/// What `Goldens/trees.py` writes.
struct TreesGolden: Decodable {
    let columns: Int
    let horizon: Int
    let volatility: Double
    let features: [Double?]
    let targets: [Double]
    let lightgbm: [Double]
    let randomForest: [Double]

    func table() -> LearningTable {
        LearningTable(
            symbols: [Symbol("A")].compactMap(\.self), featureNames: (0..<columns).map { "f\($0)" },
            horizonBars: horizon, times: targets.indices.map { Instant(seconds: Int64($0)) },
            symbolIndex: targets.map { _ in 0 }, features: features.map { $0 ?? .nan }, closes: targets.map { _ in 1 },
            volatility: targets.map { _ in volatility },
            targets: targets.enumerated().map { $0.offset < targets.count - horizon ? $0.element : .nan },
            seasonal: targets.map { _ in 0 })
    }
}
