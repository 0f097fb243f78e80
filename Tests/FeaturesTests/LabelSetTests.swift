import Base
import Features
import Foundation
import Testing

@Suite struct LabelSetTests {
    private func text(_ labels: String) -> String { "name: small\nversion: 1\nlabels:\n\(labels)\n" }

    private func parse(_ labels: String) throws -> LabelSet {
        try LabelSet.parse(yaml: text(labels), source: "l.yaml")
    }

    @Test("what is not said has its default, and code and file say the same")
    func defaults() throws {
        let set = try parse(
            "  - {name: a, kind: triple_barrier, bars: 5, profit: 2, stop: 1}\n"
                + "  - {name: b, kind: trend_scanning, shortest: 5, longest: 9}\n"
                + "  - {name: c, kind: outperformance, bars: 2, benchmark: spy}")
        let spy = try #require(Symbol("SPY"))
        let written = LabelSet(
            name: "small",
            definitions: [
                LabelDefinition(name: "a", kind: .tripleBarrier(TripleBarrier(bars: 5, profit: 2, stop: 1), .side)),
                LabelDefinition(name: "b", kind: .trendScanning(TrendScanning(shortest: 5, longest: 9), .direction)),
                LabelDefinition(
                    name: "c", kind: .outperformance(Outperformance(bars: 2, benchmark: .symbol(spy)))),
            ])
        #expect(set.definitions == written.definitions && set.hash == written.hash)
        #expect(set.benchmarks == [spy] && set.labelNames == ["a", "b", "c"])
        #expect(
            try parse("  - {name: a, kind: return, bars: 5}").hash != parse("  - {name: a, kind: return, bars: 6}").hash
        )
    }

    @Test("the example of the documentation is read")
    func documented() throws {
        let path = SampleBars.root.appendingPathComponent("docs/concepts/labels.md")
        let page = try String(contentsOf: path, encoding: .utf8)
        let start = try #require(page.range(of: "```yaml\n"))
        let end = try #require(page.range(of: "```", range: start.upperBound..<page.endIndex))
        let set = try LabelSet.parse(yaml: String(page[start.upperBound..<end.lowerBound]), source: "labels.md")
        #expect(set.definitions.count == 6 && set.benchmarks.map(\.name) == ["SPY"])
    }

    @Test("the labels that come along are read, and agree with the targets of the models")
    func shipped() throws {
        let path = SampleBars.root.appendingPathComponent("configs/labels/default.yaml").path
        let set = try LabelSet.load(path: path)
        let bars = try SampleBars.series().adjusted()
        let columns = try set.columns(of: [bars])[0]
        for (name, horizon) in [("return_1", 1), ("return_5", 5), ("return_21", 21)] {
            let column = try #require(columns.first { $0.name == name })
            #expect(differences(column.values, Labels.logReturns(closes: bars.close, horizonBars: horizon)).isEmpty)
            #expect(column.knownAt[10] == 10 + horizon && column.knownAt[bars.count - 1] == bars.count)
        }
        let sides = try #require(columns.first { $0.name == "barrier_side" }).values.filter { !$0.isNaN }
        #expect(Set(sides) == [-1, 0, 1] && sides.count > bars.count - 60)
    }

    @Test(
        "refuses with the place and what is allowed",
        arguments: [
            ("  - {name: r, kind: retrun, bars: 1}", "l.yaml:4:21: 'retrun' is no kind of label; allowed: return, "),
            ("  - {name: r, kind: return, bars: 0}", "l.yaml:4:35: expected a whole number from 1 to 100000, was 0"),
            ("  - {name: r, kind: return}", "l.yaml:4:5: bars is missing"),
            ("  - {name: r, kind: return, bar: 5}", "l.yaml:4:29: unknown key bar; did you mean bars?"),
            ("  - {name: r}", "l.yaml:4:5: kind is missing"),
            ("  - {name: R, kind: return, bars: 5}", "l.yaml:4:12: 'R' is no name"),
            ("  - {name: r, kind: return, expression: close}", "l.yaml:4:15: unknown key kind"),
            ("  []", "l.yaml:4:3: expected at least one label, was an empty list"),
            ("  - {name: r, kind: triple_barrier, bars: 5}", "l.yaml:4:5: profit or stop is missing"),
            (
                "  - {name: r, kind: triple_barrier, bars: 5, profit: -1}",
                "l.yaml:4:54: expected a number above 0, was -1"
            ),
            (
                "  - {name: r, kind: triple_barrier, bars: 5, profit: 1, touch: low}",
                "l.yaml:4:64: 'low' is no touch; allowed: close, high_low"
            ),
            (
                "  - {name: r, kind: triple_barrier, bars: 5, profit: 1, width: \"lead(close, 1)\"}",
                "l.yaml:4:64: a width must be known at its own bar"
            ),
            (
                "  - {name: r, kind: trend_scanning, shortest: 9, longest: 5}",
                "l.yaml:4:59: expected a whole number from 9 to 100000, was 5"
            ),
            (
                "  - {name: r, kind: outperformance, bars: 5, benchmark: a b}",
                "l.yaml:4:57: expected a symbol or universe, was 'a b'"
            ),
            ("  - {name: r, expression: \"lead(clos, 5)\"}", "l.yaml:4:33: there is no field 'clos'"),
            ("  - {name: r, expression: \"rank(lead(close, 5))\"}", "l.yaml:4:27: 'rank' cannot look across symbols"),
            ("  - {name: r, expression: \"lead(3, 5) + close\"}", "l.yaml:4:33: 'lead' needs a series"),
            (
                "  - {name: r, kind: return, bars: 1}\n  - {name: r, kind: return, bars: 2}",
                "l.yaml:5:5: the name 'r' is taken on line 4"
            ),
        ])
    func refuses(labels: String, message: String) throws {
        let error = #expect(throws: FeatureError.self) { _ = try parse(labels) }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.hasPrefix(message), "\(text)")
    }

    @Test("a benchmark that is not there, a symbol given twice and longer bars that do not fit are refused")
    func refusesSeries() throws {
        let bars = try SampleBars.series(rows: 0..<30)
        let compared = try parse("  - {name: r, kind: outperformance, bars: 1, benchmark: SPY}")
        let error = #expect(throws: LabelError.self) { _ = try compared.columns(of: [bars]) }
        #expect(error.map { "\($0)" } == "the labels compare with SPY, which has no bars here; add them")
        let benchmark = try SampleBars.series("SPY", rows: 0..<30)
        #expect(throws: Never.self) { _ = try compared.columns(of: [bars], benchmarks: [benchmark]) }
        #expect(throws: LabelError.self) { _ = try compared.columns(of: [bars, benchmark], benchmarks: [benchmark]) }
        let daily = try parse("  - {name: r, expression: \"lead(close@1d, 1)\"}")
        #expect(throws: LabelError.self) { _ = try daily.columns(of: [bars]) }
    }

    @Test("empty series have empty labels")
    func empty() throws {
        let path = SampleBars.root.appendingPathComponent("configs/labels/default.yaml").path
        let none = BarSeries(symbol: try #require(Symbol("NONE")), interval: .day)
        let columns = try LabelSet.load(path: path).columns(of: [none])
        #expect(columns[0].allSatisfy { $0.count == 0 })
        let overlap = LabelOverlap(columns[0][0])
        var generator = SeededGenerator(seed: 1)
        #expect(overlap.averageUniqueness().isEmpty && overlap.sequentialBootstrap(using: &generator).isEmpty)
    }

    @Test("numbers that mean nothing stop a program that gives them")
    func programmerMistakes() async {
        await #expect(processExitsWith: .failure) { _ = TripleBarrier(bars: 0, profit: 1, stop: 1) }
        await #expect(processExitsWith: .failure) { _ = TripleBarrier(bars: 5, profit: -1, stop: 1) }
        await #expect(processExitsWith: .failure) { _ = TrendScanning(shortest: 2, longest: 9) }
        await #expect(processExitsWith: .failure) { _ = TrendScanning(shortest: 9, longest: 5) }
        await #expect(processExitsWith: .failure) { _ = Outperformance(bars: 0, benchmark: .universe) }
        await #expect(processExitsWith: .failure) { _ = LabelColumn(name: "x", values: [1, 2], knownAt: [0, 0]) }
    }
}
