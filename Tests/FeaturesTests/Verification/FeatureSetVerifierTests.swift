import Base
import Features
import Indicators
import TestKit
import Testing

@Suite struct FeatureSetVerifierTests {
    private func set(_ features: [(String, String)], groups: String = "") throws -> FeatureSet {
        let lines = features.map { "  - {name: \($0), expression: \"\($1)\"}" }
        let text = "name: trial\nversion: 3\n\(groups)features:\n" + lines.joined(separator: "\n") + "\n"
        return try FeatureSet.parse(yaml: text, source: "trial.yaml", allowsLookAhead: true)
    }

    private func lots(_ interval: BarInterval = .day) -> [VerificationBars] {
        [1, 2].map { SyntheticBars.universe(SyntheticBars.symbols(5), bars: 400, interval: interval, seed: $0) }
    }

    @Test("a planted lead is found by its definition and by measure, and only it")
    func lead() throws {
        let set = try set([
            ("yesterday", "lag(close, 1) / close"), ("tomorrow", "lead(close, 1) / close"),
            ("later_mean", "sma(lead(close, 5), 3) / close"),
        ])
        let report = FeatureSetVerifier(set).report(on: lots(), cuts: 15, seed: 1)
        #expect(report.title == "trial@3" && report.subjects == 3 && !report.isClean)
        for check in [VerificationCheck.definition, .truncation, .perturbation, .someSymbols] {
            let outcome = try #require(report.outcomes.first { $0.check == check })
            #expect(outcome.findings.map(\.subject) == ["tomorrow", "later_mean"], "\(check)")
            if check != .definition { #expect(outcome.findings.map(\.barsAhead) == [1, 5]) }
        }
        #expect(report.outcomes.first { $0.check == .streaming }?.obstacle != nil)
    }

    @Test("the core set is clean, live and after restarts too")
    func core() throws {
        let set = try FeatureSet.load(path: "\(TestPlaces.repository)/configs/features/core.yaml")
        let report = FeatureSetVerifier(set).report(on: lots(), cuts: 15, seed: 1)
        #expect(report.isClean && report.silent.isEmpty, "\(report.findings)")
        #expect(
            report.outcomes.map(\.check) == [
                .definition, .truncation, .perturbation, .someSymbols, .otherSymbols, .streaming, .restart,
            ])
        #expect(report.outcomes.dropFirst().allSatisfy { $0.comparisons > 50_000 })
        try expectCleanTables(of: set)
    }

    private func expectCleanTables(of set: FeatureSet) throws {
        let tables = try lots().flatMap {
            try TrainingTableVerifier.verify(set, horizons: [1, 5], on: $0, cuts: 5, seed: 1)
        }
        #expect(tables.flatMap(\.findings).isEmpty && tables.allSatisfy { $0.comparisons > 3000 })
        #expect(Set(tables.map(\.check)) == [.trainingTable, .tableTruncation, .tablePerturbation])
    }

    @Test("features across symbols and over longer bars are clean")
    func universe() throws {
        let groups = "groups: {sector: {SYN1: a, SYN2: b, SYN3: a, SYN4: b, SYN5: a}}\n"
        let across = try set(
            [
                ("rank", "rank(roc(close, 10))"), ("score", "cross_zscore(close / sma(close, 20))"),
                ("spread", "demean(close / lag(close, 1), by=sector)"),
                ("after", "sma(demean(close / lag(close, 1)), 5)"), ("weekly", "rank(close / sma(close, 3)@1w)"),
            ], groups: groups)
        let report = FeatureSetVerifier(across).report(on: lots(), cuts: 15, seed: 1)
        #expect(report.isClean, "\(report.findings)")
        try expectCleanTables(of: across)
        let longer = try set([("day", "close / sma(close, 3)@1d"), ("week", "close / lag(close, 1)@1w")])
        let hours = FeatureSetVerifier(longer).report(on: lots(.hour), cuts: 15, seed: 1)
        #expect(hours.isClean && hours.silent.isEmpty, "\(hours.findings)")
    }

    @Test("every output of every operator is clean in a feature set, live and after restarts too")
    func catalogue() throws {
        let features = OperatorCatalogue.all.flatMap { used in
            let call = "\(used.name)(\(["close", "volume", "open"].prefix(used.valueCount).joined(separator: ", ")))"
            return used.outputs.indices.map { index in
                let output = used.outputs.count > 1 ? ".\(used.outputs[index])" : ""
                return ("\(used.name)_\(index)", call + output)
            }
        }
        let report = FeatureSetVerifier(try set(features)).report(on: lots(), cuts: 5, seed: 1)
        #expect(report.findings.isEmpty && report.outcomes.allSatisfy { $0.obstacle == nil }, "\(report.findings)")
        #expect(report.silent == ["acos_0", "asin_0"] && !report.isClean, "prices are above 1")
    }

    @Test("a feature that never has a value is told, since nothing is proven of it")
    func silent() throws {
        let set = try set([("x", "close / open"), ("never", "sma(close, 5000)")])
        let report = FeatureSetVerifier(set).report(on: lots(), cuts: 3, seed: 1)
        #expect(report.silent == ["never"] && !report.isClean)
        let nothing = try self.set([("never", "sma(close, 5000)")])
        #expect(!FeatureSetVerifier(nothing).report(on: lots(), cuts: 3, seed: 1).isClean)
    }
}
