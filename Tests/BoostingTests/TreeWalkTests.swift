import Boosting
import FoundationEssentials
import TestKit
import Testing

/// Rows at the edges of trees, as Python's packages predict them; see Goldens/walks.py.
private struct WalksGolden: Decodable {
    struct Case: Decodable {
        let model: String
        let rows: [Int64]
        let predictions: [Int64]
    }

    let columns: Int
    let lightgbm: [String: Case]
    let xgboost: [String: Case]

    static func load() throws -> WalksGolden { try Golden.load(WalksGolden.self, "walks") }

    /// How many predictions are not the same bits, alone or together.
    func wrong(_ booster: some Booster, _ golden: Case) throws -> Int {
        let values = golden.rows.map { Double(bitPattern: UInt64(bitPattern: $0)) }
        let matrix = TestMatrix(values: values, names: (0..<columns).map { "x\($0)" })
        let together = try matrix.predictions(booster, threads: 2)
        #expect(together.count == golden.predictions.count)
        return zip(zip(matrix.singles(booster), together), golden.predictions).count { pair, expected in
            [pair.0, pair.1].contains { Int64(bitPattern: $0.bitPattern) != expected }
        }
    }
}

struct TreeWalkTests {
    @Test(
        "LightGBM's trees give the bits of its Python package: at thresholds, zeros, traces, infinities, missing values",
        arguments: [
            "missing", "whole", "zeroAsMissing", "noMissing", "deep", "oneLeaf", "two", "categorical", "forest",
            "binary",
            "steep", "quantile", "root",
        ])
    func lightGBM(name: String) throws {
        let golden = try WalksGolden.load()
        let expected = try #require(golden.lightgbm[name])
        #expect(try golden.wrong(LightGBMBooster(bytes: Array(expected.model.utf8)), expected) == 0)
    }

    @Test(
        "XGBoost's trees give the bits of its Python package",
        arguments: ["missing", "whole", "deep", "oneLeaf", "stump", "forest", "leafwise"])
    func xgboost(name: String) throws {
        let golden = try WalksGolden.load()
        let expected = try #require(golden.xgboost[name])
        let bytes = [UInt8](try #require(Data(base64Encoded: expected.model)))
        #expect(try golden.wrong(XGBoostBooster(bytes: bytes), expected) == 0)
    }

    @Test("LightGBM's trees give the bits of its library, for any number of rounds and seed")
    func lightGBMLibrary() throws {
        for (rounds, seed) in [(1, 1), (2, 2), (7, 3), (8, 4), (9, 5), (15, 6), (16, 7), (17, 8), (40, 9)] {
            let booster = try BoosterTests.train(LightGBMBooster.self, seed: UInt64(seed), rounds: rounds)
            let library = try Self.library(booster.bytes())
            let expected = try BoosterTests.matrix.predictions(library)
            #expect(try BoosterTests.matrix.predictions(booster, threads: 2) == expected)
            #expect(BoosterTests.matrix.singles(booster) == expected)
        }
    }

    @Test("a leaf or a split that two splits lead to counts as LightGBM takes it")
    func sharedNodes() throws {
        let golden = try WalksGolden.load()
        let leaf = try #require(golden.lightgbm["two"]).model.replacingFirst("right_child=-2", with: "right_child=-1")
        // The first tree's splits lead to the next one on both sides, down to the last.
        let long = try #require(golden.lightgbm["missing"]).model
        let split = try long.replacingLine("left_child", "1 2 3 4 -1").replacingLine("right_child", "1 2 3 4 -2")
        for model in [leaf, split] {
            let bytes = Array(model.utf8)
            let booster = try LightGBMBooster(bytes: bytes)
            let some = TestMatrix(
                values: Array(BoosterTests.matrix.values.prefix(500)), names: ["a", "b", "c", "d", "e"])
            let expected = try some.predictions(Self.library(bytes))
            #expect(some.singles(booster) == expected)
            #expect(try some.predictions(booster) == expected)
        }
    }

    /// The same trees under an objective that only the library knows, and takes for the mean's.
    static func library(_ bytes: [UInt8]) throws -> LightGBMBooster {
        let text = String(decoding: bytes, as: UTF8.self)
        return try LightGBMBooster(
            bytes: Array(text.replacingFirst("\nobjective=regression\n", with: "\nobjective=fair\n").utf8))
    }
}

extension String {
    /// With the first occurrence of a part replaced, which must be there.
    fileprivate func replacingFirst(_ part: String, with other: String) throws -> String {
        var copy = self
        copy.replaceSubrange(try #require(firstRange(of: part)), with: other)
        return copy
    }

    /// With the value of the first line of a key replaced by one that is no longer.
    fileprivate func replacingLine(_ key: String, _ value: String) throws -> String {
        let start = try #require(firstRange(of: "\n\(key)="))
        let end = try #require(self[start.upperBound...].firstIndex(of: "\n"))
        let line = String(self[start.lowerBound..<end])
        let other = "\n\(key)=\(value)"
        // The header says how long a tree is.
        return try replacingFirst(line, with: other + String(repeating: " ", count: max(0, line.count - other.count)))
    }
}
