import Base
import Foundation
import TestKit
import Testing

/// A folder with bars of two symbols and a feature set.
private struct FeatureFolder {
    static let set = """
        name: mine
        version: 1
        features:
          - {name: change, expression: "close / lag(close, 3) - 1"}
          - {name: strength, expression: "rsi(close, 14)"}

        """
    let folder: TemporaryFolder
    static let series = [
        SimulatedBars.series("AAA", count: 120, seed: 1), SimulatedBars.series("BBB", count: 100, seed: 2),
    ]

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(FeatureFolder.set, to: "sets/mine.yaml")
        try ingest(FeatureFolder.series.map { $0[0..<90] })
    }

    func ingest(_ series: [BarSeries]) throws {
        try folder.write(SimulatedBars.csv(series), to: "bars.csv")
        let outcome = try run("ingest", "bars.csv", "--interval", "1d")
        #expect(outcome.code == 0)
    }

    func run(_ arguments: String...) throws -> MartletProcess.Outcome {
        try MartletProcess.run(
            arguments + ["--data-dir", "data", "--set", "feature_set=sets/mine.yaml"], folder: folder.path)
    }
}

struct FeaturesCommandTests {
    @Test("a set is built, listed, built again with nothing to do, and its rows are read")
    func life() throws {
        let folder = try FeatureFolder()
        #expect(try folder.run("features", "list").output.contains("not built"))
        let built = try folder.run("features", "build", "--json")
        #expect(built.json["rows"] as? Int == 180)
        #expect(built.json["added"] as? [String] == ["AAA", "BBB"])
        let again = try folder.run("features", "build")
        #expect(again.output == "mine@1 at 1d: nothing new: 2 symbols up to date\n")
        try folder.ingest(FeatureFolder.series)
        #expect(try folder.run("features", "list").output.contains("2 symbols behind"))
        let more = try folder.run("features", "build", "--set", "mine", "--json")
        #expect(more.json["rows"] as? Int == 40)
        #expect(more.json["continued"] as? Int == 2)
        let rows = try folder.run(
            "features", "get", "--symbols", "BBB", "--features", "change", "--from",
            FeatureFolder.series[1].times[98].iso8601)
        let lines = rows.output.split(separator: "\n")
        #expect(lines.first == "symbol,time,known_at,change")
        #expect(lines.count == 3)
    }

    @Test("a join gives each time of a file the newest row known then")
    func join() throws {
        let folder = try FeatureFolder()
        #expect(try folder.run("features", "build").code == 0)
        let time = FeatureFolder.series[0].times[50]
        let file = "symbol,time\nAAA,\(time.advanced(bySeconds: -1))\nAAA,\(time)\nBBB,1999-01-01\n"
        try folder.folder.write(file, to: "at.csv")
        let outcome = try folder.run("features", "get", "--at", "at.csv", "--format", "json")
        let rows = outcome.json["rows"] as? [[String: Any]] ?? []
        #expect(
            rows.map { $0["feature_time"] as? String } == [
                FeatureFolder.series[0].times[49].iso8601, time.iso8601, nil,
            ])
        #expect(outcome.error == "note: nothing was known at 1 time of at.csv; their cells are empty\n")
    }

    @Test("what goes wrong is said with its mend")
    func failures() throws {
        let folder = try FeatureFolder()
        let early = try folder.run("features", "get")
        #expect(early.code == 5)
        #expect(early.error.hasPrefix("error: nothing is stored of the set mine@1; `martlet features build"))
        #expect(try folder.run("features", "build").code == 0)
        try folder.folder.write(
            FeatureFolder.set.replacingOccurrences(of: "close, 3", with: "close, 4"), to: "sets/mine.yaml")
        let changed = try folder.run("features", "build")
        #expect(changed.code == 3)
        #expect(changed.error.contains("raise 'version' to 2"))
        let unknown = try folder.run("features", "build", "--set", "mime")
        #expect(unknown.code == 1)
        #expect(unknown.error.contains("did you mean mine?"))
        let feature = try folder.run("features", "get", "--features", "strenght")
        #expect(feature.error.contains("did you mean strength?"))
        let symbol = try folder.run("features", "build", "--set", "mine", "--symbols", "ZZZ")
        #expect(symbol.error.contains("there are no bars of 1d of ZZZ"))
    }

    @Test("a comparison says what changed and by how much")
    func difference() throws {
        let folder = try FeatureFolder()
        #expect(try folder.run("features", "build").code == 0)
        try folder.folder.write(
            FeatureFolder.set.replacingOccurrences(of: "close, 3", with: "close, 4")
                .replacingOccurrences(of: "version: 1", with: "version: 2"), to: "sets/mine.yaml")
        let outcome = try folder.run("features", "diff", "mine@1", "mine", "--json")
        #expect(outcome.code == 1)
        let changed = outcome.json["changed"] as? [[String: Any]] ?? []
        #expect(changed.map { $0["name"] as? String } == ["change"])
        let values = outcome.json["values"] as? [[String: Any]] ?? []
        #expect(values.map { $0["differing_rows"] as? Int } == [87, 87])
        #expect(try folder.run("features", "diff", "mine@1", "mine@1").code == 0)
    }
}
