import Features
import Foundation
import Testing

@Suite struct FeatureSetParseTests {
    private func text(_ features: String, version: String = "1", groups: String = "") -> String {
        "name: small\nversion: \(version)\n\(groups)features:\n\(features)\n"
    }

    @Test("defaults are filled in and the warm-up is the longest of its features")
    func defaults() throws {
        let set = try FeatureSet.parse(
            yaml: text("  - {name: k, expression: stoch().k}\n  - {name: r, expression: rsi(high)}"), source: "x.yaml")
        #expect(set.definitions[1].expression == (try FeatureExpression(parsing: "rsi(high, 14)")))
        #expect(set.warmUpBars == 14)
    }

    @Test("the hash sees what is computed, not how it is written")
    func hash() throws {
        func hash(_ yaml: String) throws -> String { try FeatureSet.parse(yaml: yaml, source: "x").hash }
        let plain = try hash(text("  - {name: r, expression: rsi(close)}"))
        #expect(plain.count == 64)
        #expect(try hash(text("  # a comment\n  - name: r\n    expression: 'rsi( close, period = 14 )'")) == plain)
        #expect(try hash(text("  - {name: r, expression: 'rsi(close, 15)'}")) != plain)
        #expect(try hash(text("  - {name: r, expression: rsi(open)}")) != plain)
        #expect(try hash(text("  - {name: r, expression: rsi(close) / close}")) != plain)
        #expect(try hash(text("  - {name: q, expression: rsi(close)}")) != plain)
        #expect(try hash(text("  - {name: r, expression: rsi(close)}", version: "2")) != plain)
        let grouped = try hash(text("  - {name: r, expression: rsi(close)}", groups: "groups: {sector: {AAA: x}}\n"))
        #expect(grouped != plain)
    }

    @Test(
        "refuses with the place and what is allowed",
        arguments: [
            (
                "  - {name: r, expression: rsy(close)}",
                "f.yaml:4:27: there is no operator 'rsy'; did you mean rsi?\n    rsy(close)\n    ^^^"
            ),
            (
                "  - {name: r, expression: 'rsi(close, 1)'}",
                "f.yaml:4:39: parameter 'period' must be a whole number from 2 to 100000, was 1\n    rsi(close, 1)\n"
                    + "               ^"
            ),
            ("  - {name: R 1, expression: close}", "f.yaml:4:12: 'R 1' is no name; use lower-case letters"),
            (
                "  - {name: r, expression: close}\n  - {name: r, expression: open}",
                "f.yaml:5:5: the name 'r' is taken on line 4"
            ),
            ("  - {name: known_at, expression: close}", "f.yaml:4:12: 'known_at' is the name of another column"),
            ("  - {name: r}", "f.yaml:4:5: expression is missing"),
            ("  - {name: r, expression: close, windw: 3}", "f.yaml:4:34: unknown key windw"),
            (
                "  - {name: r, expression: 'lead(close, 1)'}",
                "f.yaml:4:27: 'lead' needs later bars, which no feature may see"
            ),
            ("  []", "f.yaml:4:3: the set has no feature"),
        ])
    func refusals(features: String, message: String) {
        let error = #expect(throws: FeatureError.self) {
            _ = try FeatureSet.parse(yaml: text(features), source: "f.yaml")
        }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }

    @Test("refuses versions below 1, broken YAML and files that are not there")
    func otherRefusals() {
        let feature = "  - {name: r, expression: rsi(close)}"
        #expect(throws: FeatureError.self) {
            _ = try FeatureSet.parse(yaml: text(feature, version: "0"), source: "f")
        }
        #expect(throws: FeatureError.self) { _ = try FeatureSet.parse(yaml: "name: [", source: "f") }
        #expect(throws: FeatureError.self) { _ = try FeatureSet.parse(yaml: "", source: "f") }
        #expect(throws: FeatureError.self) { _ = try FeatureSet.load(path: "/nowhere/core.yaml") }
    }

    @Test("refuses windows that would fill the memory, naming the feature with the longest")
    func memory() {
        let many = (0..<30).map { "  - {name: f\($0), expression: 'corr(close, volume, \(99_000 + $0))'}" }
        let error = #expect(throws: FeatureError.self) {
            _ = try FeatureSet.parse(yaml: text(many.joined(separator: "\n")), source: "f")
        }
        #expect(error?.description.contains("MB of memory a symbol, more than 16 MB; shorten the windows") == true)
        let shared = (0..<30).map { "  - {name: f\($0), expression: 'close / sma(close, 90000) - \($0)'}" }
        #expect(throws: Never.self) {
            _ = try FeatureSet.parse(yaml: text(shared.joined(separator: "\n")), source: "f")
        }
    }

    @Test("reads groups from a file, passes over symbols without one, and refuses a symbol given twice")
    func groupFile() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("martlet-groups-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let set = folder.appendingPathComponent("set.yaml")
        let yaml = text(
            "  - {name: r, expression: 'rank(close, by=sector)'}", groups: "groups: {sector: {file: s.csv}}\n")
        try Data(yaml.utf8).write(to: set)
        let csv = folder.appendingPathComponent("s.csv")
        try Data("symbol,sector\nAAA,x\nBBB,\nCCC,y\n".utf8).write(to: csv)
        let read = try FeatureSet.load(path: set.path)
        #expect(read.groupings["sector"]?.values.sorted() == ["x", "y"])
        try Data("symbol,sector\nAAA,x\nAAA,y\n".utf8).write(to: csv)
        let error = #expect(throws: FeatureError.self) { _ = try FeatureSet.load(path: set.path) }
        #expect(
            error?.description.contains("AAA is in \(csv.path) twice, again in row 2") == true,
            "\(String(describing: error))")
    }
}
