public import Base
import Evaluation
import Storage

extension ModelRegistry {
    /// Enters that somebody has looked at a version's alarm and says why the skill is real; from then on it can be promoted.
    ///
    /// What the alarm alone held back passes, unless so much was tried since that it would not pass any more.
    ///
    /// - Throws: ``RegistryError/noAlarm(model:version:)`` and ``RegistryError/reasonMissing(model:version:)``.
    public func acknowledge(
        _ number: Int, of model: ModelName, reason: String, at now: Instant
    ) throws -> ModelVersion {
        guard !reason.allSatisfy(\.isWhitespace) else {
            throw RegistryError.reasonMissing(model: model.description, version: number)
        }
        return try database.transaction { database in
            let version = try version(number, of: model)
            guard version.alarm != nil else {
                throw RegistryError.noAlarm(model: model.description, version: number)
            }
            try database.execute(
                "INSERT INTO alarm_acknowledgements (model, version, at, reason) VALUES (?, ?, ?, ?)",
                [
                    .text(model.description), .integer(Int64(number)), .integer(now.nanoseconds), .text(reason),
                ])
            try release(version, reason)
            return try self.version(number, of: model)
        }
    }

    /// Every acknowledgement of a version's alarm, oldest first.
    public func acknowledgements(_ number: Int, of model: ModelName) throws -> [AlarmAcknowledgement] {
        let sql = "SELECT at, reason FROM alarm_acknowledgements WHERE model = ? AND version = ? ORDER BY id"
        return try database.query(sql, [.text(model.description), .integer(Int64(number))]) { row in
            AlarmAcknowledgement(at: try row.instant("at"), reason: try row.text("reason"))
        }
    }

    /// Lets pass what nothing but its alarm held back.
    private func release(_ version: ModelVersion, _ why: String) throws {
        guard let withheld = version.withheldReason,
            try (version.scores.holmP ?? 1) < run(version.runID).manifest.evaluation.alpha
        else { return }
        let decision = GateDecision(passed: true, reason: withheld, holmP: version.scores.holmP)
            .raising(version.alarm).acknowledged(why)
        var scores = version.scores
        scores.verdict = decision.reason
        try revise(version, scores: scores, decision: decision)
    }

    /// A decision on a run that is judged again, after an alarm of its version that was acknowledged.
    func acknowledged(_ decision: GateDecision, model: ModelName, run: String) throws -> GateDecision {
        guard decision.alarm != nil else { return decision }
        let sql = ModelRegistry.versionQuery + "WHERE v.model = ? AND v.run_id = ?"
        let version = try database.query(sql, [.text(model.description), .text(run)], ModelRegistry.version).first
        return version?.acknowledgement.map { decision.acknowledged($0.reason) } ?? decision
    }
}
