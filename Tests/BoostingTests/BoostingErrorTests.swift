import Boosting
import TestKit
import Testing

struct BoostingErrorTests {
    @Test("a model cut short anywhere is refused")
    func cutShort() throws {
        func check<B: Booster>(_ type: B.Type, upTo end: ([UInt8]) -> Int) throws {
            let bytes = try BoosterTests.train(type, rounds: 3).bytes()
            let last = end(bytes)
            for length in stride(from: 0, to: last, by: max(1, last / 60)) {
                #expect(throws: BoostingError.self) { try B(bytes: Array(bytes.prefix(length))) }
            }
        }
        // What follows LightGBM's trees is only there to be read by people.
        try check(LightGBMBooster.self) { bytes in
            String(decoding: bytes, as: UTF8.self).components(before: "end of trees")
        }
        try check(XGBoostBooster.self) { $0.count }
    }

    @Test("a damaged byte is an error or a model, never a crash")
    func damagedBytes() throws {
        func check<B: Booster>(_ type: B.Type) throws {
            let bytes = try BoosterTests.train(type, rounds: 2).bytes()
            for index in stride(from: 0, to: min(bytes.count, 6000), by: 17) {
                var damaged = bytes
                damaged[index] = damaged[index] ^ 0x15
                guard let booster = try? B(bytes: damaged), booster.columns == 6 else { continue }
                _ = BoosterTests.matrix.withRow(7) { booster.predict($0) }
            }
        }
        try check(XGBoostBooster.self)
        try check(LightGBMBooster.self)
    }

    @Test("a tree that leads beyond itself is refused")
    func strayLink() throws {
        let text = String(decoding: try BoosterTests.train(LightGBMBooster.self, rounds: 1).bytes(), as: UTF8.self)
        let start = try #require(text.firstRange(of: "left_child="))
        var stray = text
        stray.replaceSubrange(start, with: "left_child=9")
        let error = #expect(throws: BoostingError.self) { try LightGBMBooster(bytes: Array(stray.utf8)) }
        #expect(error?.description.contains("no whole LightGBM model") ?? false)
    }

    @Test("categories of a tree that says it has none are passed over")
    func strayCategories() throws {
        let booster = try BoosterTests.train(LightGBMBooster.self, rounds: 1)
        let lines = "cat_boundaries=0 9\ncat_threshold=1\n"
        var text = String(decoding: try booster.bytes(), as: UTF8.self)
        let size = try #require(text.split(separator: "\n").first { $0.hasPrefix("tree_sizes=") }?.dropFirst(11))
        let grown = try #require(Int(size)) + lines.utf8.count
        text = text.replacing("tree_sizes=\(size)\n", with: "tree_sizes=\(grown)\n")
        text = text.replacing("num_cat=0\n", with: "num_cat=0\n" + lines)
        #expect(text.contains("cat_boundaries=0 9"))
        let damaged = try LightGBMBooster(bytes: Array(text.utf8))
        BoosterTests.matrix.withRow(7) { #expect(damaged.predict($0) == booster.predict($0)) }
    }

    @Test("data that nothing can be learnt from is refused with what is wrong")
    func badData() throws {
        func refuse(_ part: String, _ change: (inout TrainingData, inout BoostingSettings) -> Void) {
            func check<B: Booster>(_ type: B.Type) {
                BoosterTests.matrix.values.withUnsafeBufferPointer { features in
                    var data = BoosterTests.data(features)
                    var settings = BoosterTests.settings(type)
                    change(&data, &settings)
                    let error = #expect(throws: BoostingError.self) {
                        try B.train(data, settings: settings, rounds: 1, threads: 1)
                    }
                    #expect(error?.description.contains(part) ?? false, "\(error.map(String.init(describing:)) ?? "")")
                }
            }
            check(LightGBMBooster.self)
            check(XGBoostBooster.self)
        }
        refuse("a label and a weight for each of 6000 rows") { data, _ in data.labels.removeLast() }
        refuse("not finite") { data, _ in data.labels[3] = .nan }
        refuse("negative") { data, _ in data.weights = data.labels.map { _ in -1 } }
        refuse("not ascending") { data, _ in
            data.usedRows = [2, 1]
            data.labels = [0, 1]
        }
        refuse("expected 9999 × 6 features") { data, _ in data.rows = 9999 }
        refuse("labels 0 and 1") { _, settings in settings.objective = .binary }
        refuse("quantile in (0, 1)") { _, settings in settings.objective = .quantile(level: 1) }
        refuse("categorical column") { data, _ in data.categoricalColumns = [6] }
    }

    @Test("XGBoost has no categorical columns here; a parameter it cannot read is its own complaint")
    func xgboostComplaints() {
        BoosterTests.matrix.values.withUnsafeBufferPointer { features in
            var data = BoosterTests.data(features)
            let settings = BoostingSettings(parameters: ["max_depth": "deep"])
            #expect(throws: BoostingError.self) {
                try XGBoostBooster.train(data, settings: settings, rounds: 1, threads: 1)
            }
            data.categoricalColumns = [2]
            let error = #expect(throws: BoostingError.self) {
                try XGBoostBooster.train(data, settings: BoostingSettings(), rounds: 1, threads: 1)
            }
            #expect(error?.description.contains("for LightGBM") ?? false)
        }
    }
}

extension String {
    /// How many bytes stand before a part.
    fileprivate func components(before part: String) -> Int {
        firstRange(of: part).map { self[..<$0.lowerBound].utf8.count } ?? 0
    }
}
