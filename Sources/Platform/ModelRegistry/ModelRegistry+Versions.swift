public import Base
public import Evaluation
import FoundationEssentials
import Storage

extension ModelRegistry {
    /// Registers a run's model as a new version of a model; a run registered there already keeps its version.
    ///
    /// - Parameters:
    ///   - run: The run whose files serve.
    ///   - model: The registered model; a global run is registered once for each symbol it was judged on.
    ///   - label: The family's name in tables and answers.
    ///   - scores: Out-of-sample scores on this model's symbol.
    ///   - decision: What the gate said.
    ///   - now: The time to record.
    /// - Returns: The version.
    /// - Throws: `StorageError`.
    public func register(
        _ run: RunRecord, as model: ModelName, label: String, scores: Scorecard, decision: GateDecision, at now: Instant
    ) throws -> ModelVersion {
        try database.transaction { database in
            let name = SQLiteValue.text(model.description)
            let decision = try acknowledged(decision, model: model, run: run.id)
            var scores = scores
            scores.verdict = decision.alarm == nil ? scores.verdict : decision.reason
            try database.execute(
                """
                INSERT INTO model_versions
                SELECT ?1, COALESCE(MAX(version), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?4, ?8, ?9 FROM model_versions
                WHERE model = ?1
                ON CONFLICT (model, run_id) DO UPDATE
                SET passed = ?5, reason = ?6, scores = ?7, judged_at = ?4, alarm = ?8, withheld_reason = ?9
                """,
                [
                    name, .text(run.id), .text(label), .integer(now.nanoseconds), .integer(decision.passed ? 1 : 0),
                    .text(decision.reason), .text(try text(scores)),
                    try decision.alarm.map { .text(try text($0)) } ?? .null,
                    decision.withheldReason.map { .text($0) } ?? .null,
                ])
            let sql = ModelRegistry.versionQuery + "WHERE v.model = ? AND v.run_id = ?"
            guard let version = try database.query(sql, [name, .text(run.id)], ModelRegistry.version).first else {
                throw RegistryError.unknownRun(run.id)
            }
            return version
        }
    }

    /// Enters what the gate says of a version now that more has been tried; it was not tried again itself.
    public func revise(_ version: ModelVersion, scores: Scorecard, decision: GateDecision) throws {
        try database.execute(
            "UPDATE model_versions SET passed = ?, reason = ?, scores = ? WHERE model = ? AND version = ?",
            [
                .integer(decision.passed ? 1 : 0), .text(decision.reason),
                .text(try text(scores)), .text(version.model.description),
                .integer(Int64(version.version)),
            ])
    }

    /// The names of the registered models.
    public func models() throws -> [ModelName] {
        try database.query("SELECT DISTINCT model FROM model_versions") { try $0.text("model") }
            .compactMap { ModelName($0) }.sorted()
    }

    /// The versions of a model, oldest first.
    public func versions(of model: ModelName) throws -> [ModelVersion] {
        let sql = ModelRegistry.versionQuery + "WHERE v.model = ? ORDER BY v.version"
        let versions = try database.query(sql, [.text(model.description)], ModelRegistry.version)
        guard !versions.isEmpty else {
            throw RegistryError.unknownModel(model.description, known: try models().map(\.description))
        }
        return versions
    }

    /// One version of a model.
    public func version(_ number: Int, of model: ModelName) throws -> ModelVersion {
        guard let version = try versions(of: model).first(where: { $0.version == number }) else {
            throw RegistryError.unknownVersion(model: model.description, version: number)
        }
        return version
    }

    /// The version of each label that was judged last, in the order the labels were first registered.
    ///
    /// A training that goes back to earlier bars judges earlier versions again: they are then what stands.
    public func latestVersions(of model: ModelName) throws -> [ModelVersion] {
        var newest: [String: ModelVersion] = [:]
        var order: [String] = []
        for version in try versions(of: model) {
            if newest[version.label] == nil { order.append(version.label) }
            if let other = newest[version.label], other.judgedAt > version.judgedAt { continue }
            newest[version.label] = version
        }
        return order.compactMap { newest[$0] }
    }

    static let versionQuery = """
        SELECT v.*, r.artifact, r.artifact_hash, a.at AS acknowledged_at, a.reason AS acknowledgement
        FROM model_versions v JOIN runs r ON r.id = v.run_id
        LEFT JOIN alarm_acknowledgements a ON a.id = (
            SELECT MAX(id) FROM alarm_acknowledgements WHERE model = v.model AND version = v.version)\u{20}
        """

    static func version(_ row: borrowing SQLiteRow) throws -> ModelVersion {
        let name = try row.text("model")
        guard let model = ModelName(name) else { throw RegistryError.unknownModel(name, known: []) }
        let number = try row.int("version")
        let scores = try JSONDecoder().decode(Scorecard.self, from: Data(try row.text("scores").utf8))
        let alarm = try row.optionalText("alarm").map { text in
            try JSONDecoder().decode(SkillAlarm.self, from: Data(text.utf8))
        }
        let acknowledgedAt = try row.optionalInstant("acknowledged_at")
        let why = try row.optionalText("acknowledgement")
        let reason = try row.text("reason").replacing(
            "acknowledge MODEL VERSION", with: "acknowledge \(model) \(number)")
        return ModelVersion(
            model: model, version: number, runID: try row.text("run_id"),
            label: try row.text("label"), createdAt: try row.instant("created_at"),
            judgedAt: try row.instant("judged_at"),
            artifact: try row.text("artifact"), artifactHash: try row.text("artifact_hash"), scores: scores,
            passed: try row.flag("passed"), reason: reason, alarm: alarm,
            acknowledgement: acknowledgedAt.flatMap { at in why.map { AlarmAcknowledgement(at: at, reason: $0) } },
            withheldReason: try row.optionalText("withheld_reason"))
    }
}
