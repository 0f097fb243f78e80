import Base
import Dispatch
import Evaluation
import Forecasting
import ModelRegistry
import Storage
import Synchronization
import TestKit
import Testing

struct RunTests {
    @Test("the same manifest and files give the same run and version, and one folder")
    func idempotent() throws {
        let fixture = try RegistryFixture()
        let first = try fixture.version()
        let again = try fixture.version()
        #expect((first.runID, first.version) == (again.runID, again.version))
        #expect(try Folder.names(in: fixture.stores.models) == ["AAPL.h5"])
        #expect(try Folder.names(in: fixture.stores.folder.file("models/AAPL.h5")) == ["ridge-\(first.runID)"])
    }

    @Test("other bytes from the same manifest are another run")
    func otherBytes() throws {
        let fixture = try RegistryFixture()
        let runs = try [fixture.record(model: 1), fixture.record(model: 2), fixture.record(model: 1)]
        #expect(runs[1].id == "\(runs[0].id)-2")
        #expect(runs[0].artifactHash != runs[1].artifactHash)
        #expect(runs[2].id == runs[0].id)
        #expect(try fixture.registry.runs(trainingKey: RegistryFixture.manifest().trainingKey()).count == 2)
    }

    @Test("a run is read back whole")
    func readBack() throws {
        let fixture = try RegistryFixture()
        let run = try fixture.record()
        let same = try fixture.registry.run(run.id)
        #expect(same.manifest == RegistryFixture.manifest())
        #expect((same.createdAt, same.seconds, same.rows) == (RegistryFixture.now, 1, 400))
        #expect((same.artifact, same.artifactHash) == (run.artifact, run.artifactHash))
        #expect(throws: RegistryError.unknownRun("nope")) { try fixture.registry.run("nope") }
    }

    @Test(
        "no symbol leads out of the registry's folder",
        arguments: ["../../../OUT", "EUR/USD", "BINANCE:BTC-USDT", "..", ".", ".HIDDEN", "/ETC", "A/../../B", "BRK.B"])
    func paths(symbol: String) throws {
        let fixture = try RegistryFixture()
        try fixture.stores.folder.write("", to: "models/marker")
        let version = try fixture.registry.register(
            fixture.record(RegistryFixture.manifest(scope: symbol)), as: ModelName(scope: symbol, horizonBars: 5),
            label: "ridge", scores: RegistryFixture.ridge().scores,
            decision: .init(passed: false, reason: "", holmP: nil), at: RegistryFixture.now)
        let folders = try Folder.names(in: fixture.stores.models).filter { $0 != "marker" }
        #expect(folders.count == 1)
        #expect(version.artifact == "\(folders[0])/ridge-\(version.runID)")
        #expect(try !Folder.names(in: "\(fixture.stores.models)/\(folders[0])").isEmpty)
        #expect(try fixture.registry.load(version).horizonBars == 5)
    }

    @Test("files that were changed are refused, and those that are gone are told of and made again")
    func damage() throws {
        let fixture = try RegistryFixture()
        let version = try fixture.version()
        let folder = "\(fixture.stores.models)/\(version.artifact)"
        #expect(try fixture.registry.load(version).featureNames == RegistryFixture.ridge().model.featureNames)
        try FileSurgery.damage("\(folder)/model.json", at: 40, as: "\(folder)/model.json")
        let was = try ModelRegistry.hash(ofFolder: folder)
        #expect(throws: RegistryError.artifactChanged(path: folder, expected: version.artifactHash, was: was)) {
            try fixture.registry.load(version)
        }
        try fixture.stores.folder.remove("models/\(version.artifact)")
        #expect(throws: RegistryError.artifactMissing(path: folder)) { try fixture.registry.load(version) }
        let run = try fixture.registry.run(version.runID)
        #expect(!fixture.registry.isStored(run))
        #expect(try fixture.record().id == version.runID)
        #expect(fixture.registry.isStored(run))
        #expect(try fixture.registry.load(version).horizonBars == 5)
    }

    @Test("what killed processes left behind does no harm")
    func leftovers() throws {
        let fixture = try RegistryFixture()
        let id = try RegistryFixture.manifest().trainingKey().prefix(12)
        try fixture.stores.folder.write("half", to: "models/staged-\(id).1-1.tmp/model.json")
        try fixture.stores.folder.write("half", to: "models/AAPL.h5/ridge-\(id)/model.json")
        try fixture.stores.folder.write("half", to: "models/AAPL.h5/ridge-\(id)/stray/more.json")
        let version = try fixture.version()
        #expect(try fixture.registry.load(version).horizonBars == 5)
    }

    @Test("two processes that record the same at once get the same run")
    func race() throws {
        let fixture = try RegistryFixture()
        let model = try RegistryFixture.ridge().model
        let ids = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            let id = Result {
                let database = try fixture.stores.connection()
                let registry = try ModelRegistry(directory: fixture.stores.models, database: database)
                return try registry.record(
                    model, manifest: RegistryFixture.manifest(), seconds: 1, rows: 1, at: RegistryFixture.now
                ).id
            }
            ids.withLock { $0.append((try? id.get()) ?? "\(id)") }
        }
        #expect(Set(ids.withLock(\.self)).count == 1)
        #expect(try Folder.names(in: fixture.stores.models) == ["AAPL.h5"])
    }

    @Test("its revision moves with every write, of this process and of others, and with nothing else")
    func revision() throws {
        let fixture = try RegistryFixture()
        let other = try ModelRegistry(directory: fixture.stores.models, database: fixture.stores.connection())
        var seen = [try fixture.registry.revision()]
        func changes() throws -> Bool {
            seen.append(try fixture.registry.revision())
            return seen[seen.count - 1] != seen[seen.count - 2]
        }
        let version = try fixture.version()
        #expect(try changes())
        _ = try other.versions(of: RegistryFixture.name)
        #expect(try !changes())
        _ = try other.promote(
            version.version, of: RegistryFixture.name, force: true, reason: "", at: RegistryFixture.now)
        #expect(try changes())
        try other.set(.champion, to: version.version, of: RegistryFixture.name, reason: "", at: RegistryFixture.now)
        #expect(try !changes())
    }
}
