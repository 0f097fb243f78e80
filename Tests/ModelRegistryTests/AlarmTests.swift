import Base
import Evaluation
import ModelRegistry
import TestKit
import Testing

/// Versions whose skill is too good to be true: none serves before somebody says why it is real.
struct AlarmTests {
    private static let alarm = SkillAlarm(
        causes: ["return R² +40.00 % above the best naive model's"],
        carriers: [SkillAlarm.Carrier(feature: "leak", correlation: 0.7, importance: 0.4)])

    /// A version that the alarm holds back, or one that would not have passed either.
    private func alarmed(_ fixture: RegistryFixture, passes: Bool = true, holmP: Double = 0.01) throws -> ModelVersion {
        let before = GateDecision(passed: passes, reason: passes ? "skill found" : "no skill found", holmP: holmP)
        var scores = try RegistryFixture.ridge().scores
        scores.holmP = holmP
        return try fixture.registry.register(
            fixture.record(), as: RegistryFixture.name, label: "ridge", scores: scores,
            decision: before.raising(Self.alarm), at: RegistryFixture.now)
    }

    @Test("an alarm is stored with its version and forbids its promotion, by force too")
    func blocks() throws {
        let fixture = try RegistryFixture()
        let version = try alarmed(fixture)
        #expect(version.alarm == Self.alarm && !version.passed && version.acknowledgement == nil)
        #expect(version.reason.contains("martlet models acknowledge AAPL.h5 1 --reason"))
        #expect(version.scores.verdict.hasPrefix("not passed: too good to be true"))
        #expect(version.alarmText?.contains("carried by leak (correlation 0.70") == true)
        for force in [false, true] {
            #expect(
                throws: RegistryError.alarmRaised(
                    model: "AAPL.h5", version: 1, alarm: Self.alarm.description)
            ) {
                try fixture.registry.promote(
                    1, of: RegistryFixture.name, force: force, reason: "", at: RegistryFixture.now)
            }
        }
    }

    @Test("an acknowledgement is kept for good, lets pass what the alarm held back, and holds when it is judged again")
    func acknowledged() throws {
        let fixture = try RegistryFixture()
        _ = try alarmed(fixture)
        let name = RegistryFixture.name
        let later = RegistryFixture.now.advanced(bySeconds: 60)
        let version = try fixture.registry.acknowledge(1, of: name, reason: "a planted signal", at: later)
        #expect(version.passed && version.acknowledgement?.at == later)
        #expect(version.reason == "skill found; too good to be true, acknowledged: a planted signal")
        #expect(version.alarm == Self.alarm && version.alarmText?.hasSuffix("a planted signal") == true)
        #expect(try fixture.registry.promote(1, of: name, reason: "so", at: later).version == 1)
        let again = try alarmed(fixture)
        #expect(again.version == 1 && again.passed && again.acknowledgement?.reason == "a planted signal")
        _ = try fixture.registry.acknowledge(1, of: name, reason: "still", at: later)
        #expect(try fixture.registry.acknowledgements(1, of: name).map(\.reason) == ["a planted signal", "still"])
    }

    @Test("what would not have passed either stays refused, and then takes force alone", arguments: [false, true])
    func refusedAnyway(passes: Bool) throws {
        let fixture = try RegistryFixture()
        // Either the gate refused it, or so much has been tried since that it would.
        _ = try alarmed(fixture, passes: passes, holmP: 0.3)
        let name = RegistryFixture.name
        let version = try fixture.registry.acknowledge(1, of: name, reason: "known", at: RegistryFixture.now)
        #expect(!version.passed && version.acknowledgement != nil)
        #expect(throws: RegistryError.self) {
            try fixture.registry.promote(1, of: name, reason: "", at: RegistryFixture.now)
        }
        #expect(
            try fixture.registry.promote(1, of: name, force: true, reason: "", at: RegistryFixture.now).version == 1)
    }

    @Test("only an alarm is acknowledged, and only with a reason")
    func mistakes() throws {
        let fixture = try RegistryFixture()
        let version = try fixture.version()
        let name = RegistryFixture.name
        #expect(throws: RegistryError.noAlarm(model: "AAPL.h5", version: version.version)) {
            try fixture.registry.acknowledge(version.version, of: name, reason: "why", at: RegistryFixture.now)
        }
        #expect(throws: RegistryError.reasonMissing(model: "AAPL.h5", version: 1)) {
            try fixture.registry.acknowledge(1, of: name, reason: " ", at: RegistryFixture.now)
        }
    }
}
