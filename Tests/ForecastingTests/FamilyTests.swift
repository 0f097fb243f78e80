import Explanation
import Forecasting
import TestKit
import Testing

/// What holds of every family that learns from features.
struct FamilyTests {
    private static let split = Split(train: 0..<2000, test: 2000..<3000)

    private static func table(seed: UInt64, r2: Double, horizonBars: Int = 1) -> LearningTable {
        LearningTable(SimulatedMarket(seed: seed, bars: 3000, r2: r2), horizonBars: horizonBars)
    }

    @Test("a planted signal is found out of sample", arguments: ModelKind.tabular)
    func findsSignal(kind: ModelKind) throws {
        let table = Self.table(seed: 31, r2: 0.06)
        let model = try Trainer.fit(.standard(kind), on: TrainingSlice(table, Self.split))
        let r2 = try table.r2(model, rows: Self.split.test)
        #expect((0.02...0.09).contains(r2), "R² was \(r2)")
    }

    @Test("in noise nothing is found, and little said", arguments: ModelKind.tabular)
    func findsNothingInNoise(kind: ModelKind) throws {
        let found = try (41...43 as ClosedRange<UInt64>).map { seed in
            let table = Self.table(seed: seed, r2: 0)
            let model = try Trainer.fit(.standard(kind), on: TrainingSlice(table, Self.split))
            return try table.r2(model, rows: Self.split.test)
        }
        #expect(found.allSatisfy { (-0.015...0.005).contains($0) }, "R² were \(found)")
    }

    @Test("what each feature adds sums to the median, missing features or not", arguments: ModelKind.tabular)
    func attributionSums(kind: ModelKind) throws {
        let whole = Self.table(seed: 5, r2: 0.1, horizonBars: 5)
        let table = whole.with(features: whole.features.enumerated().map { $0.offset % 7 == 2 ? .nan : $0.element })
        let model = try Trainer.fit(.standard(kind), on: TrainingSlice(table, Self.split))
        let errors = try stride(from: 0, to: table.count, by: 61).map { row -> Double in
            guard let attribution = table.attribution(model, row: row) else { return .infinity }
            let forecast = try model.model.forecasts(table, rows: row..<row + 1, threads: 1)[0]
            let median = forecast.quantiles.isEmpty ? forecast.location : forecast.quantiles[9]
            return abs(attribution.prediction - median)
        }
        // A model of a direction has no location that its features add up to.
        if kind == .logistic {
            #expect(errors.allSatisfy { $0 == .infinity })
        } else {
            #expect((errors.max() ?? .infinity) < 1e-8)
        }
    }

    @Test("the same fit on one thread and on two", arguments: ModelKind.tabular)
    func threads(kind: ModelKind) throws {
        let table = LearningTable(SimulatedMarket(seed: 8, bars: 1500, symbolCount: 3, r2: 0.02), horizonBars: 1)
        let contents = try [1, 2].map { threads in
            let folder = try TemporaryFolder()
            try Trainer.fit(.standard(kind), on: TrainingSlice(table), threads: threads).save(toFolder: folder.path)
            return try FolderContents.read(folder.path)
        }
        #expect(contents[0] == contents[1])
    }

    @Test("with a half life, what held long ago is forgotten", arguments: ModelKind.tabular)
    func halfLife(kind: ModelKind) throws {
        let whole = Self.table(seed: 9, r2: 0.15)
        // The signal turns round after a while.
        let turned = whole.features.enumerated().map {
            $0.offset < 1200 * whole.featureCount ? -$0.element : $0.element
        }
        let table = whole.with(features: turned)
        let r2 = try [0, 250].map { halfLife in
            let specification = try ModelSpecification(kind: kind, parameters: ["half_life_bars": halfLife])
            let model = try Trainer.fit(specification, on: TrainingSlice(table, Self.split))
            return try table.r2(model, rows: Self.split.test)
        }
        #expect(r2[0] < 0.01 && r2[1] > 0.02, "R² were \(r2)")
    }

    @Test("too few rows are refused by name", arguments: ModelKind.tabular)
    func tooFewRows(kind: ModelKind) {
        let table = LearningTable(SimulatedMarket(seed: 1, bars: 90, r2: 0), horizonBars: 1)
        #expect(throws: ForecastingError.tooFewRows(kind: kind, horizonBars: 1, needed: 100, was: 89)) {
            try Trainer.fit(.standard(kind), on: TrainingSlice(table))
        }
    }
}
