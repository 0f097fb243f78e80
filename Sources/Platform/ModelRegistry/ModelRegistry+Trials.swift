public import Base
import Forecasting
import FoundationEssentials
import Storage
import Tuning

extension ModelRegistry {
    /// The tables of studies; a schema of their own, so that they do not depend on the order in which others grow.
    static let studySchema = [
        """
        CREATE TABLE studies (
            id TEXT PRIMARY KEY, study_key TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL, scope TEXT NOT NULL,
            horizon_bars INTEGER NOT NULL, kind TEXT NOT NULL, manifest TEXT NOT NULL) STRICT;
        CREATE TABLE trials (
            study_id TEXT NOT NULL REFERENCES studies (id), number INTEGER NOT NULL, parameters TEXT NOT NULL,
            budget INTEGER, continues INTEGER, fold_values TEXT NOT NULL, value REAL, status TEXT NOT NULL, reason TEXT,
            seconds REAL NOT NULL, started_at INTEGER NOT NULL, finished_at INTEGER NOT NULL, returns BLOB NOT NULL,
            PRIMARY KEY (study_id, number)) STRICT;
        CREATE TABLE study_judgements (
            id INTEGER PRIMARY KEY, study_id TEXT NOT NULL REFERENCES studies (id), judgement TEXT NOT NULL) STRICT;
        """
    ]

    /// The study of a manifest: the one already there, or a new one.
    ///
    /// One that goes on for more trials keeps the newest manifest.
    public func study(_ manifest: StudyManifest, at now: Instant) throws -> StudyRecord {
        let key = try manifest.key()
        let run = manifest.run
        let json = String(decoding: try canonicalJSON(manifest), as: UTF8.self)
        return try database.transaction { database in
            try database.execute(
                """
                INSERT INTO studies VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (study_key) DO UPDATE SET manifest = excluded.manifest
                """,
                [
                    .text(String(key.prefix(12))), .text(key), .integer(now.nanoseconds), .text(run.scope),
                    .integer(Int64(run.horizonBars)), .text(run.specification.kind.rawValue), .text(json),
                ])
            return try study(String(key.prefix(12)))
        }
    }

    /// The study of an id.
    public func study(_ id: String) throws -> StudyRecord {
        guard let study = try studies("WHERE id = ?", [.text(id)]).first else { throw RegistryError.unknownStudy(id) }
        return study
    }

    /// Every study, oldest first.
    public func studies() throws -> [StudyRecord] { try studies("", []) }

    /// The studies of a scope, oldest first.
    public func studies(scope: String) throws -> [StudyRecord] { try studies("WHERE scope = ?", [.text(scope)]) }

    /// Keeps a trial that ended; one of its number that is there already stays.
    public func record(_ trial: StudyTrial, of study: String) throws {
        let own = trial.record
        let (status, reason): (String, String?) =
            switch own.status {
            case .done: ("done", nil)
            case .pruned(let reason): ("pruned", reason)
            case .failed(let reason): ("failed", reason)
            }
        let values = own.values.map { $0.isFinite ? $0 : nil }
        try database.execute(
            "INSERT INTO trials VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [
                .text(study), .integer(Int64(own.trial.number)),
                .text(String(decoding: try canonicalJSON(own.trial.parameters), as: UTF8.self)),
                own.trial.budget.map { .integer(Int64($0)) } ?? .null,
                own.trial.continues.map { .integer(Int64($0)) } ?? .null,
                .text(String(decoding: try canonicalJSON(values), as: UTF8.self)),
                own.value.isFinite ? .real(own.value) : .null, .text(status), reason.map { .text($0) } ?? .null,
                .real(trial.seconds), .integer(trial.startedAt.nanoseconds), .integer(trial.finishedAt.nanoseconds),
                .blob(
                    trial.returns.flatMap { number in
                        (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> ($0 * 8)) }
                    }),
            ])
    }

    /// The trials of a study that ended, by number.
    public func trials(of study: String) throws -> [StudyTrial] {
        let sql = "SELECT * FROM trials WHERE study_id = ? ORDER BY number"
        return try database.query(sql, [.text(study)], ModelRegistry.trial)
    }

    /// Keeps what was found of a study's choice.
    public func record(_ judgement: StudyJudgement, of study: String) throws {
        try database.execute(
            "INSERT INTO study_judgements (study_id, judgement) VALUES (?, ?)",
            [.text(study), .text(String(decoding: try canonicalJSON(judgement), as: UTF8.self))])
    }

    private func studies(_ condition: String, _ arguments: [SQLiteValue]) throws -> [StudyRecord] {
        let rows = try database.query("SELECT * FROM studies \(condition) ORDER BY created_at, id", arguments) { row in
            (id: try row.text("id"), createdAt: try row.instant("created_at"), manifest: try row.text("manifest"))
        }
        return try rows.map { row in
            let sql = "SELECT judgement FROM study_judgements WHERE study_id = ? ORDER BY id"
            let judgements = try database.query(sql, [.text(row.id)]) { try $0.text("judgement") }
            return StudyRecord(
                id: row.id, createdAt: row.createdAt,
                manifest: try JSONDecoder().decode(StudyManifest.self, from: Data(row.manifest.utf8)),
                judgements: try judgements.map { try JSONDecoder().decode(StudyJudgement.self, from: Data($0.utf8)) })
        }
    }

    private static func trial(_ row: borrowing SQLiteRow) throws -> StudyTrial {
        let decoder = JSONDecoder()
        let parameters = try decoder.decode([String: Double].self, from: Data(try row.text("parameters").utf8))
        let values = try decoder.decode([Double?].self, from: Data(try row.text("fold_values").utf8))
        let reason = try row.optionalText("reason") ?? ""
        let status: TrialRecord.Status =
            switch try row.text("status") {
            case "done": .done
            case "pruned": .pruned(reason: reason)
            default: .failed(reason: reason)
            }
        let trial = Trial(
            number: try row.int("number"), parameters: parameters, budget: try row.optionalInt("budget"),
            continues: try row.optionalInt("continues"))
        let bytes = try row.blob("returns")
        let returns = stride(from: 0, to: bytes.count - bytes.count % 8, by: 8).map { start in
            Double(bitPattern: (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[start + $1]) << ($1 * 8) })
        }
        return StudyTrial(
            record: TrialRecord(trial, values: values.map { $0 ?? .nan }, status: status),
            startedAt: try row.instant("started_at"), finishedAt: try row.instant("finished_at"), returns: returns)
    }
}
