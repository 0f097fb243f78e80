import Base
import Evaluation
import Forecasting
import ModelRegistry
import TestKit
import Testing

struct AliasTests {
    private let name = RegistryFixture.name

    /// Versions 1 (persistence), 2 (refused) and 3 (passed).
    private func registry() throws -> RegistryFixture {
        let fixture = try RegistryFixture()
        _ = try fixture.version(RegistryFixture.manifest(kind: .persistence), label: "persistence", model: 1)
        _ = try fixture.version(RegistryFixture.manifest(kind: .ridge), label: "ridge", model: 2)
        _ = try fixture.version(RegistryFixture.manifest(kind: .drift), label: "lightgbm", passed: true, model: 3)
        return fixture
    }

    private func champion(_ fixture: RegistryFixture) throws -> Int? {
        try fixture.registry.version(.champion, of: name)?.version
    }

    @Test("promotes what is naive or passed its gate, and the rest only by force")
    func promotion() throws {
        let fixture = try registry()
        let registry = fixture.registry
        #expect(try champion(fixture) == nil)
        _ = try registry.promote(1, of: name, reason: "naive", at: RegistryFixture.now)
        #expect(throws: RegistryError.gateNotPassed(model: "AAPL.h5", version: 2, reason: "no skill found")) {
            try registry.promote(2, of: name, reason: "no", at: RegistryFixture.now)
        }
        #expect(try champion(fixture) == 1)
        #expect(try registry.promote(2, of: name, force: true, reason: "forced", at: RegistryFixture.now).version == 2)
        #expect(try registry.promote(3, of: name, reason: "passed", at: RegistryFixture.now).version == 3)
        let moves = try registry.moves(of: .champion, model: name)
        #expect(moves.map(\.version) == [1, 2, 3])
        #expect(moves.map(\.reason) == ["naive", "forced", "passed"])
        #expect(moves.allSatisfy { $0.at == RegistryFixture.now && $0.alias == .champion })
    }

    @Test("a promotion of the champion is no move")
    func again() throws {
        let fixture = try registry()
        for _ in 0..<2 { _ = try fixture.registry.promote(3, of: name, reason: "", at: RegistryFixture.now) }
        #expect(try fixture.registry.moves(of: .champion, model: name).count == 1)
    }

    @Test("rolls back move by move, until there is none before")
    func rollBack() throws {
        let fixture = try registry()
        for version in [1, 3, 2] {
            _ = try fixture.registry.promote(version, of: name, force: true, reason: "", at: RegistryFixture.now)
        }
        #expect(try fixture.registry.rollBack(name).version == 3)
        #expect(try fixture.registry.rollBack(name).version == 1)
        #expect(throws: RegistryError.nothingToRollBack(model: "AAPL.h5")) { try fixture.registry.rollBack(name) }
        #expect(try champion(fixture) == 1)
        _ = try fixture.registry.promote(3, of: name, reason: "", at: RegistryFixture.now)
        #expect(try fixture.registry.rollBack(name).version == 1)
    }

    @Test("aliases move on their own")
    func challenger() throws {
        let fixture = try registry()
        _ = try fixture.registry.promote(3, of: name, reason: "", at: RegistryFixture.now)
        try fixture.registry.set(.challenger, to: 2, of: name, reason: "", at: RegistryFixture.now)
        #expect(try fixture.registry.version(.challenger, of: name)?.version == 2)
        #expect(try champion(fixture) == 3)
    }

    @Test("the newest version of each label, in the order the labels came")
    func latest() throws {
        let fixture = try registry()
        _ = try fixture.version(RegistryFixture.manifest(kind: .ridge, dataHash: "d1"), label: "ridge", model: 1)
        let latest = try fixture.registry.latestVersions(of: name)
        #expect(latest.map(\.label) == ["persistence", "ridge", "lightgbm"])
        #expect(latest.map(\.version) == [1, 4, 3])
        #expect(try fixture.registry.models() == [name])
    }

    @Test("a version that was judged again later is the newest of its label; a revision is no judgement")
    func judgedLast() throws {
        let fixture = try registry()
        let newer = try fixture.version(
            RegistryFixture.manifest(kind: .ridge, dataHash: "d1"), label: "ridge", model: 1)
        let older = try fixture.registry.version(2, of: name)
        let refused = GateDecision(passed: false, reason: "revised", holmP: 0.9)
        try fixture.registry.revise(older, scores: older.scores, decision: refused)
        #expect(try fixture.registry.version(2, of: name).reason == "revised")
        #expect(try fixture.registry.latestVersions(of: name).map(\.version) == [1, newer.version, 3])
        _ = try fixture.registry.register(
            fixture.registry.run(older.runID), as: name, label: "ridge", scores: older.scores, decision: refused,
            at: RegistryFixture.now.advanced(bySeconds: 1))
        #expect(try fixture.registry.latestVersions(of: name).map(\.version) == [1, 2, 3])
    }

    @Test("a version tried again beside others is judged anew and keeps its number")
    func judgedAnew() throws {
        let fixture = try registry()
        let again = try fixture.version(RegistryFixture.manifest(kind: .ridge), label: "ridge", passed: true, model: 2)
        #expect((again.version, again.passed) == (2, true))
        #expect(try fixture.registry.versions(of: name).map(\.version) == [1, 2, 3])
    }

    @Test("what is not there is named, with what is")
    func unknown() throws {
        let fixture = try registry()
        let other = ModelName(scope: "MSFT", horizonBars: 1)
        let now = RegistryFixture.now
        #expect(throws: RegistryError.unknownModel("MSFT.h1", known: ["AAPL.h5"])) {
            try fixture.registry.rollBack(other)
        }
        #expect(throws: RegistryError.unknownVersion(model: "AAPL.h5", version: 9)) {
            try fixture.registry.set(.challenger, to: 9, of: name, reason: "", at: now)
        }
        #expect(throws: RegistryError.unknownVersion(model: "AAPL.h5", version: 0)) {
            try fixture.registry.promote(0, of: name, force: true, reason: "", at: now)
        }
    }
}
