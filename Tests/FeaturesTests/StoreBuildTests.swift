import Base
import Features
import Foundation
import MarketData
import Storage
import TestKit
import Testing

struct StoreBuildTests {
    private let names = ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF"]

    @Test("a build bar by bar, in steps and from scratch give the same bits", arguments: ["single", "across"])
    func incremental(kind: String) throws {
        let yaml = kind == "single" ? StoreFixture.single : StoreFixture.across
        let series = StoreFixture.series(names)
        let steps = try StoreFixture()
        for (first, last) in [(0, 150), (150, 151), (151, 152), (152, 300), (300, 420)] {
            try steps.append(series, rows: first..<last)
            let report = try steps.build(yaml)
            #expect(report.rebuilt.isEmpty)
            #expect(report.rows == series.reduce(0) { $0 + max(0, min($1.count, last) - first) })
        }
        let scratch = try StoreFixture()
        try scratch.append(series, rows: 0..<420)
        try scratch.build(yaml, threads: 1)
        #expect(differences(try steps.rows(kind), try scratch.rows(kind)) == [])
        #expect(try steps.rows(kind).map(\.count) == series.map(\.count))
    }

    @Test("many small updates are merged, and the rows stay the same", arguments: ["single", "across"])
    func merging(kind: String) throws {
        let yaml = kind == "single" ? StoreFixture.single : StoreFixture.across
        let series = StoreFixture.series(names)
        let fixture = try StoreFixture()
        try fixture.append(series, rows: 0..<100)
        try fixture.build(yaml)
        for day in 100..<135 {
            try fixture.append(series, rows: day..<(day + 1))
            try fixture.build(yaml)
        }
        let files = try fixture.stores.folder.names(below: "features/\(kind)@1/1d")
        #expect(files.count { $0.hasPrefix("update-") } < 16)
        let scratch = try StoreFixture()
        try scratch.append(series, rows: 0..<135)
        try scratch.build(yaml)
        #expect(differences(try fixture.rows(kind), try scratch.rows(kind)) == [])
    }

    @Test("what is stored are the bits of the columns that training computes")
    func sameAsColumns() throws {
        let fixture = try StoreFixture()
        let series = StoreFixture.series(names)
        try fixture.append(series, rows: 0..<420)
        try fixture.build(StoreFixture.single)
        let set = try StoreFixture.set(StoreFixture.single)
        for (rows, own) in zip(try fixture.rows("single"), series) {
            #expect(rows.times == own.times)
            #expect(rows.knownAt == own.times)
            let expected = set.columns(of: own.adjusted())
            #expect(zip(rows.columns, expected).allSatisfy { differences($0, $1).isEmpty })
        }
    }

    @Test("a second build with nothing new does nothing", arguments: ["single", "across"])
    func nothingNew(kind: String) throws {
        let yaml = kind == "single" ? StoreFixture.single : StoreFixture.across
        let fixture = try StoreFixture()
        try fixture.append(StoreFixture.series(names), rows: 0..<200)
        try fixture.build(yaml)
        let report = try fixture.build(yaml)
        #expect(report.isNothing)
        #expect(report.upToDate.count == names.count)
    }

    @Test("a corrected bar rebuilds its symbol only, and the report says why")
    func correction() throws {
        let fixture = try StoreFixture()
        let series = StoreFixture.series(names)
        try fixture.append(series, rows: 0..<200)
        try fixture.build(StoreFixture.single)
        var bar = series[1][100]
        bar.close *= 1.01
        bar.adjustedClose = bar.close
        var corrected = BarSeries(symbol: series[1].symbol, interval: .day)
        corrected.append(bar)
        try fixture.append([corrected], rows: 0..<1)
        let report = try fixture.build(StoreFixture.single)
        #expect(report.rebuilt.map(\.symbol.name) == ["BBB"])
        #expect(report.rebuilt.first?.reason == "the bar of \(bar.time.utcDate) came late or was corrected")
        let rows = try fixture.rows("single")[1]
        #expect(rows.knownAt[99] == rows.times[99])
        #expect(rows.knownAt[100...].allSatisfy { $0 == StoreFixture.now })
        let files = try fixture.stores.folder.names(below: "features/single@1/1d")
        #expect(files.count == names.count)
    }

    @Test("a changed definition under the same version is refused with what changed")
    func changedDefinition() throws {
        let fixture = try StoreFixture()
        try fixture.append(StoreFixture.series(names), rows: 0..<100)
        try fixture.build(StoreFixture.single)
        let changed = StoreFixture.single.replacing("lag(close, 3)", with: "lag(close, 4)")
        let error = #expect(throws: FeatureStoreError.self) { try fixture.build(changed) }
        let text = error.map(\.description) ?? ""
        #expect(text.hasPrefix("single@1 is stored with other definitions: change was "))
        #expect(text.hasSuffix("raise 'version' to 2 in its file"))
        try fixture.build(changed.replacing("version: 1", with: "version: 2"))
        #expect(try fixture.features.catalogue().map(\.set.description) == ["single@1", "single@2"])
    }

    @Test("rows of another build of the program, and rows whose file is gone, are computed again")
    func staleness() throws {
        let fixture = try StoreFixture()
        try fixture.append(StoreFixture.series(names), rows: 0..<100)
        try fixture.build(StoreFixture.single)
        #expect(try fixture.build(StoreFixture.single, program: "b").rebuilt.count == names.count)
        let file = try #require(try fixture.stores.folder.names(below: "features/single@1/1d").first)
        try fixture.stores.folder.remove("features/single@1/1d/\(file)")
        let report = try fixture.build(StoreFixture.single, program: "b")
        #expect(report.rebuilt.map(\.symbol.name) == ["AAA"])
        #expect(report.upToDate.count == names.count - 1)
    }

    @Test("a snapshot that is lost or damaged is a reason to compute again", arguments: ["single", "across"])
    func lostSnapshot(name: String) throws {
        let yaml = name == "single" ? StoreFixture.single : StoreFixture.across
        let (fixture, whole) = (try StoreFixture(), try StoreFixture())
        let series = StoreFixture.series(names)
        try fixture.append(series, rows: 0..<100)
        try fixture.build(yaml)
        let manifest = try SQLiteDatabase(path: fixture.stores.folder.file("features/manifest.sqlite"))
        try manifest.execute("DELETE FROM snapshots WHERE symbol = 'BBB'")
        try manifest.execute("UPDATE snapshots SET memory = zeroblob(length(memory)) WHERE symbol = 'DDD'")
        try fixture.append(series, rows: 100..<130)
        let report = try fixture.build(yaml)
        let rebuilt = name == "single" ? ["BBB", "DDD"] : names
        #expect(report.rebuilt.map(\.symbol.name) == rebuilt)
        #expect(report.rebuilt.allSatisfy { $0.reason.contains("snapshot is lost or damaged") })
        try whole.append(series, rows: 0..<130)
        try whole.build(yaml)
        #expect(try differences(fixture.rows(name), whole.rows(name)).isEmpty)
    }

    @Test("files that no manifest row names go at the next opening")
    func strays() throws {
        let fixture = try StoreFixture()
        try fixture.append(StoreFixture.series(names), rows: 0..<100)
        try fixture.build(StoreFixture.single)
        try fixture.stores.folder.write("", to: "features/single@1/1d/AAA-0.parquet")
        try fixture.stores.folder.write("", to: "features/single@1/1d/AAA-0.parquet.1-2.tmp")
        _ = try FeatureStore(directory: fixture.features.directory)
        #expect(try fixture.stores.folder.names(below: "features/single@1/1d").count == names.count)
        #expect(try fixture.rows("single").allSatisfy { $0.count > 0 })
    }

    @Test("a set across symbols is rebuilt when a symbol joins, and refused for some symbols only")
    func universe() throws {
        let fixture = try StoreFixture()
        let series = StoreFixture.series(names)
        try fixture.append(Array(series.dropLast()), rows: 0..<100)
        try fixture.build(StoreFixture.across)
        try fixture.append([series[5]], rows: 0..<100)
        let report = try fixture.build(StoreFixture.across)
        #expect(report.rebuilt.count == 5)
        #expect(report.rebuilt.first?.reason == "FFF joined the universe")
        var build = FeatureBuild(try StoreFixture.set(StoreFixture.across), .day, program: "a")
        build.symbols = [series[0].symbol]
        #expect(throws: FeatureStoreError.needsUniverse(set: "across")) {
            try fixture.features.build(build, from: fixture.bars, at: StoreFixture.now)
        }
    }

    @Test(
        "the stored definition computes as the one that was stored",
        arguments: ["core", "technical", "alpha158", "alpha360"])
    func definition(name: String) throws {
        let fixture = try StoreFixture()
        try fixture.append(StoreFixture.series(names), rows: 0..<80)
        let path = SampleBars.root.appendingPathComponent("configs/features/\(name).yaml").path
        let set = try FeatureSet.load(path: path)
        _ = try fixture.features.build(
            FeatureBuild(set, .day, program: "a"), from: fixture.bars, at: StoreFixture.now)
        #expect(try fixture.features.definition(of: fixture.features.stored(name)).hash == set.hash)
    }

    @Test("only the features and the span that are asked for are read")
    func selection() throws {
        let fixture = try StoreFixture()
        let series = StoreFixture.series(names)
        try fixture.append(series, rows: 0..<100)
        try fixture.build(StoreFixture.single)
        try fixture.append(series, rows: 100..<120)
        try fixture.build(StoreFixture.single)
        let set = try fixture.features.stored("single")
        let rows = try fixture.features.rows(
            of: set, [series[2].symbol], .day, features: ["strength", "change"],
            in: series[2].times[98]...series[2].times[103])[0]
        #expect(rows.featureNames == ["strength", "change"])
        #expect(rows.times == Array(series[2].times[98...103]))
        #expect(throws: FeatureStoreError.self) {
            try fixture.features.rows(of: set, [series[2].symbol], .day, features: ["strenght"])
        }
    }
}

extension TemporaryFolder {
    /// The names in a folder of it, sorted.
    func names(below folder: String) throws -> [String] { try Folder.names(in: file(folder)) }
}
