/// Whether a model may be promoted, and why, in words.
public struct GateDecision: Sendable, Codable, Equatable {
    /// Whether it may.
    public let passed: Bool
    /// Why, in words a user reads.
    public let reason: String
    /// The gate's p after Holm's adjustment; `nil` for naive models.
    public let holmP: Double?
    /// Why its skill is too good to be true; `nil` where it is not.
    public let alarm: SkillAlarm?
    /// The words it would have passed with, but for the alarm; `nil` where nothing is held back.
    public let withheldReason: String?

    /// Makes a decision.
    public init(passed: Bool, reason: String, holmP: Double?) {
        self.init(passed: passed, reason: reason, holmP: holmP, alarm: nil, withheldReason: nil)
    }

    private init(passed: Bool, reason: String, holmP: Double?, alarm: SkillAlarm?, withheldReason: String?) {
        self.passed = passed
        self.reason = reason
        self.holmP = holmP
        self.alarm = alarm
        self.withheldReason = withheldReason
    }

    /// The same decision with an alarm, if one was raised: what would have passed is held back until it is acknowledged.
    public func raising(_ alarm: SkillAlarm?) -> GateDecision {
        guard let alarm else { return self }
        guard passed else {
            return GateDecision(passed: false, reason: reason, holmP: holmP, alarm: alarm, withheldReason: nil)
        }
        let words =
            "not passed: too good to be true: \(alarm.description); acknowledge by `martlet models acknowledge MODEL "
            + "VERSION --reason …`"
        return GateDecision(passed: false, reason: words, holmP: holmP, alarm: alarm, withheldReason: reason)
    }

    /// The decision once somebody has looked at the alarm and says why the skill is real.
    public func acknowledged(_ why: String) -> GateDecision {
        guard let withheldReason else { return self }
        return GateDecision(
            passed: true, reason: "\(withheldReason); too good to be true, acknowledged: \(why)", holmP: holmP,
            alarm: alarm, withheldReason: nil)
    }
}
