import Base
import Boosting
import TestKit
import Testing

/// What holds for every library.
struct BoosterTests {
    /// Enough rows that the libraries really part their work, with values missing and a split worth finding.
    static let matrix: TestMatrix = {
        var random = SeededGenerator(seed: 4)
        let values = (0..<6000 * 6).map { _ in random.uniform() < 0.03 ? Double.nan : random.uniform() * 2 - 1 }
        return TestMatrix(values: values, names: (0..<6).map { "x\($0)" })
    }()

    static let labels: [Double] = {
        var random = SeededGenerator(seed: 5)
        return (0..<matrix.rows).map { row in
            let first = matrix.values[row * 6]
            return (first.isNaN ? 0.3 : first > 0 ? 1 : -1) + random.uniform() - 0.5
        }
    }()

    static func settings<B: Booster>(_ type: B.Type, seed: UInt64 = 3) -> BoostingSettings {
        let parameters =
            B.fileName == LightGBMBooster.fileName
            ? ["num_leaves": "12", "bagging_freq": "1", "bagging_fraction": "0.7", "feature_fraction": "0.5"]
            : ["max_depth": "4", "subsample": "0.7", "colsample_bynode": "0.5"]
        return BoostingSettings(seed: seed, parameters: parameters)
    }

    static func data(
        _ features: UnsafeBufferPointer<Double>, usedRows: [Int32]? = nil, labels: [Double] = labels,
        weights: [Double]? = nil
    ) -> TrainingData {
        TrainingData(
            features: features, rows: matrix.rows, names: matrix.names, usedRows: usedRows,
            labels: usedRows.map { $0.map { labels[Int($0)] } } ?? labels, weights: weights)
    }

    static func train<B: Booster>(
        _ type: B.Type, seed: UInt64 = 3, rounds: Int = 20, usedRows: [Int32]? = nil, threads: Int = 1
    ) throws -> B {
        try matrix.values.withUnsafeBufferPointer { features in
            try B.train(
                data(features, usedRows: usedRows), settings: settings(type, seed: seed), rounds: rounds,
                threads: threads)
        }
    }

    static func training<T: BoosterTraining>(_ type: T.Type, seed: UInt64 = 3) throws -> T {
        try matrix.values.withUnsafeBufferPointer { features in
            let settings = settings(T.Trained.self, seed: seed)
            let some = (0..<Int32(4000)).map { $0 }
            let rest = (4000..<Int32(matrix.rows)).map { $0 }
            let dataset = try T.Dataset(
                data(features, usedRows: some), settings: settings, reference: nil, threads: 1)
            let validation = try T.Dataset(
                data(features, usedRows: rest), settings: settings, reference: dataset, threads: 1)
            return try T(on: dataset, validation: validation, settings: settings, threads: 1)
        }
    }

    @Test("the same data, settings and seed give the same bytes on any number of threads; another seed others")
    func deterministic() throws {
        func check<B: Booster>(_ type: B.Type) throws {
            let all = try [1, 2, 3, 2].map { try Self.train(type, threads: $0).bytes() }
            #expect(all.allSatisfy { $0 == all[0] })
            #expect(try Self.train(type, seed: 4).bytes() != all[0])
        }
        try check(LightGBMBooster.self)
        try check(XGBoostBooster.self)
    }

    @Test("a loaded model has the same bytes and predicts the same bits; rows together as one at a time")
    func roundTrip() throws {
        func check<B: Booster>(_ type: B.Type) throws {
            let booster = try Self.train(type)
            let loaded = try B(bytes: booster.bytes())
            #expect(try loaded.bytes() == booster.bytes() && loaded.columns == 6)
            let predictions = try Self.matrix.predictions(booster, threads: 2)
            #expect(try Self.matrix.predictions(loaded) == predictions)
            #expect(Self.matrix.singles(booster) == predictions)
        }
        try check(LightGBMBooster.self)
        try check(XGBoostBooster.self)
    }

    @Test("contributions sum to the prediction, one row or many")
    func contributions() throws {
        func check<B: Booster>(_ type: B.Type, within tolerance: Double) throws {
            let booster = try Self.train(type)
            let some = TestMatrix(values: Array(Self.matrix.values.prefix(120)), names: Self.matrix.names)
            let values = try some.contributions(booster, threads: 2)
            let sums = (0..<20).map { values[$0 * 7..<($0 + 1) * 7].reduce(0, +) }
            #expect(Golden.largestError(sums, some.singles(booster)) < tolerance)
            let singles = try (0..<20).flatMap { try some.withRow($0) { try booster.contributions($0) } }
            #expect(singles == values)
        }
        try check(LightGBMBooster.self, within: 1e-12)
        try check(XGBoostBooster.self, within: 1e-6)
    }

    @Test("rows left out do not matter to XGBoost, nor to LightGBM's trees beyond its bins")
    func usedRows() throws {
        let used = (0..<Int32(Self.matrix.rows)).filter { $0 % 3 != 0 }
        var spoiled = Self.matrix.values
        for row in stride(from: 0, to: Self.matrix.rows, by: 3) {
            for column in 0..<6 { spoiled[row * 6 + column] = 0.123 }
        }
        let booster = try Self.train(XGBoostBooster.self, usedRows: used)
        let other = try spoiled.withUnsafeBufferPointer { features in
            try XGBoostBooster.train(
                Self.data(features, usedRows: used), settings: Self.settings(XGBoostBooster.self), rounds: 20,
                threads: 1)
        }
        #expect(other.bytes() == booster.bytes())
        let light = try Self.train(LightGBMBooster.self, usedRows: used)
        #expect(try Self.matrix.predictions(light) != Self.matrix.predictions(Self.train(LightGBMBooster.self)))
    }

    @Test("a feature that carries the signal is the important one")
    func importance() throws {
        func check<B: Booster>(_ type: B.Type) throws {
            let booster = try Self.train(type, rounds: 5)
            let gains = try booster.importance(.gain)
            let splits = try booster.importance(.splits)
            #expect(gains[0] > gains[1...].reduce(0, +) && gains.allSatisfy { $0 >= 0 })
            #expect(splits.count == 6 && splits[0] > 0 && splits.allSatisfy { $0 == $0.rounded() && $0 >= 0 })
        }
        try check(LightGBMBooster.self)
        try check(XGBoostBooster.self)
    }

    @Test("one booster may be asked on several threads at once")
    func sharedByThreads() async throws {
        func check<B: Booster>(_ type: B.Type) async throws {
            let booster = try Self.train(type)
            let expected = try Self.matrix.predictions(booster)
            let explained = TestMatrix(values: Array(Self.matrix.values.prefix(60)), names: Self.matrix.names)
            let values = try explained.contributions(booster)
            let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
                for task in 0..<4 {
                    group.addTask {
                        let singles = Self.matrix.singles(booster)
                        let contributions = try explained.contributions(booster, threads: 1 + task % 2)
                        return zip(singles, expected).count { $0 != $1 } + (contributions == values ? 0 : 1)
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(wrong == 0)
        }
        try await check(LightGBMBooster.self)
        try await check(XGBoostBooster.self)
    }

    @Test("trainings on several threads at once do not disturb each other")
    func trainingsAtOnce() async throws {
        func check<B: Booster>(_ type: B.Type) async throws {
            let expected = try Self.train(type).bytes()
            let all = try await withThrowingTaskGroup(of: [UInt8].self) { group in
                for task in 0..<4 { group.addTask { try Self.train(type, threads: 1 + task % 2).bytes() } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(all.allSatisfy { $0 == expected })
        }
        try await check(LightGBMBooster.self)
        try await check(XGBoostBooster.self)
    }
}
