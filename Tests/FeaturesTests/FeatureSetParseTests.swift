import Features
import Indicators
import Testing

@Suite struct FeatureSetParseTests {
    private func text(_ features: String, version: String = "1") -> String {
        "name: small\nversion: \(version)\nfeatures:\n\(features)\n"
    }

    @Test("defaults are filled in and one operator serves its outputs")
    func defaults() throws {
        let set = try FeatureSet.parse(
            yaml: text("  - {name: k, operator: stoch, output: k}\n  - {name: r, operator: rsi, input: high}"),
            source: "x.yaml")
        #expect(set.definitions[0].expression == (try FeatureExpression(parsing: "stoch().k")))
        #expect(set.definitions[1].expression == (try FeatureExpression(parsing: "rsi(high, 14)")))
        #expect(set.warmUpBars == 14)
    }

    @Test("the hash sees what is computed, not how it is written")
    func hash() throws {
        func hash(_ yaml: String) throws -> String { try FeatureSet.parse(yaml: yaml, source: "x").hash }
        let plain = try hash(text("  - {name: r, operator: rsi}"))
        #expect(plain.count == 64)
        #expect(try hash(text("  # a comment\n  - name: r\n    operator: rsi\n    parameters: {period: 14}")) == plain)
        #expect(try hash(text("  - {name: r, operator: rsi, parameters: {period: 15}}")) != plain)
        #expect(try hash(text("  - {name: r, operator: rsi, input: open}")) != plain)
        #expect(try hash(text("  - {name: r, operator: rsi, transform: value/close}")) != plain)
        #expect(try hash(text("  - {name: q, operator: rsi}")) != plain)
        #expect(try hash(text("  - {name: r, operator: rsi}", version: "2")) != plain)
    }

    @Test(
        "refuses with the place and what is allowed",
        arguments: [
            ("  - {name: r, operator: rsy}", "f.yaml:4:25: there is no operator 'rsy'; did you mean rsi?"),
            (
                "  - {name: r, operator: rsi, parameters: {perod: 3}}",
                "f.yaml:4:43: operator 'rsi' has no parameter 'perod'; its parameters: period; did you mean period?"
            ),
            (
                "  - {name: r, operator: rsi, parameters: {period: 1}}",
                "f.yaml:4:51: parameter 'period' must be a whole number from 2 to 100000, was 1"
            ),
            ("  - {name: r, operator: rsi, parameters: {period: x}}", "f.yaml:4:51: expected a number, was a text"),
            (
                "  - {name: m, operator: clip, parameters: {low: 4}}",
                "f.yaml:4:43: operator 'clip': "
            ),
            (
                "  - {name: m, operator: macd}",
                "f.yaml:4:25: operator 'macd' has several outputs; add 'output' with one of line"
            ),
            (
                "  - {name: m, operator: macd, output: lin}",
                "f.yaml:4:39: 'lin' is no output of 'macd'; allowed: line, "
            ),
            (
                "  - {name: r, operator: rsi, input: time}",
                "f.yaml:4:37: 'time' is no field; allowed: open, high, low, close, "
            ),
            (
                "  - {name: a, operator: atr, input: close}",
                "f.yaml:4:37: operator 'atr' takes no 'input': it reads high, "
            ),
            (
                "  - {name: r, operator: rsi, transform: log}",
                "f.yaml:4:41: 'log' is no transform; allowed: value, value/close, "
            ),
            ("  - {name: R 1, operator: rsi}", "f.yaml:4:12: 'R 1' is no name; use lower-case letters"),
            (
                "  - {name: r, operator: rsi}\n  - {name: r, operator: rsi}",
                "f.yaml:5:5: the name 'r' is taken on line 4"
            ),
            ("  - {name: r}", "f.yaml:4:5: the feature says neither 'expression' nor 'operator'"),
            ("  - {name: r, operator: rsi, windw: 3}", "f.yaml:4:30: unknown key windw"),
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
        let feature = "  - {name: r, operator: rsi}"
        #expect(throws: FeatureError.self) {
            _ = try FeatureSet.parse(yaml: text(feature, version: "0"), source: "f")
        }
        #expect(throws: FeatureError.self) { _ = try FeatureSet.parse(yaml: "name: [", source: "f") }
        #expect(throws: FeatureError.self) { _ = try FeatureSet.parse(yaml: "", source: "f") }
        #expect(throws: FeatureError.self) { _ = try FeatureSet.load(path: "/nowhere/core.yaml") }
    }
}
