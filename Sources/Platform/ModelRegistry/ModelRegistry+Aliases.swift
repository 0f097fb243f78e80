public import Base
import Evaluation
import Storage

extension ModelRegistry {
    /// The version an alias points at; `nil` when it was never set.
    public func version(_ alias: ModelAlias, of model: ModelName) throws -> ModelVersion? {
        guard let move = try moves(of: alias, model: model).last else { return nil }
        return try version(move.version, of: model)
    }

    /// The moves of an alias that stand, oldest first.
    public func moves(of alias: ModelAlias, model: ModelName) throws -> [AliasMove] {
        let sql = "SELECT * FROM alias_moves WHERE model = ? AND alias = ? AND undone = 0 ORDER BY id"
        return try database.query(sql, [.text(model.description), .text(alias.rawValue)]) { row in
            AliasMove(
                alias: alias, version: try row.int("version"), at: try row.instant("at"),
                reason: try row.text("reason"))
        }
    }

    /// Points an alias at a version; nothing changes when it points there already.
    public func set(
        _ alias: ModelAlias, to number: Int, of model: ModelName, reason: String, at now: Instant
    ) throws {
        _ = try version(number, of: model)
        if try moves(of: alias, model: model).last?.version == number { return }
        try database.execute(
            "INSERT INTO alias_moves (model, alias, version, at, reason) VALUES (?, ?, ?, ?, ?)",
            [
                .text(model.description), .text(alias.rawValue), .integer(Int64(number)), .integer(now.nanoseconds),
                .text(reason),
            ])
    }

    /// Makes a version champion by hand.
    ///
    /// - Throws: ``RegistryError/alarmRaised(model:version:alarm:)`` for one whose alarm nobody has acknowledged, and
    ///   ``RegistryError/gateNotPassed(model:version:reason:)`` for one that is not naive and did not pass, unless `force`.
    public func promote(
        _ number: Int, of model: ModelName, force: Bool = false, reason: String, at now: Instant
    ) throws -> ModelVersion {
        let version = try version(number, of: model)
        if let alarm = version.alarm, version.acknowledgement == nil {
            throw RegistryError.alarmRaised(model: model.description, version: number, alarm: alarm.description)
        }
        guard version.passed || version.isNaive || force else {
            throw RegistryError.gateNotPassed(model: model.description, version: number, reason: version.reason)
        }
        try set(.champion, to: number, of: model, reason: reason, at: now)
        return version
    }

    /// Takes back the last move of champion, and returns the version that is champion again.
    public func rollBack(_ model: ModelName) throws -> ModelVersion {
        _ = try versions(of: model)
        return try database.transaction { database in
            let standing = try moves(of: .champion, model: model)
            guard standing.count >= 2 else { throw RegistryError.nothingToRollBack(model: model.description) }
            try database.execute(
                """
                UPDATE alias_moves SET undone = 1 WHERE id =
                (SELECT MAX(id) FROM alias_moves WHERE model = ? AND alias = 'champion' AND undone = 0)
                """, [.text(model.description)])
            return try version(standing[standing.count - 2].version, of: model)
        }
    }
}
