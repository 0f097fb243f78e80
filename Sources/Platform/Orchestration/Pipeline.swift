public import Base
public import Storage

/// Jobs in an order that respects their needs; each is done again only when its fingerprint has moved or what it made no
/// longer holds.
///
/// A job's fingerprint is taken just before it would run, so it may rest on what earlier jobs wrote, and is stored
/// only after the job ended well: a pipeline killed half-way goes on where it was.
public struct Pipeline: Sendable {
    /// The jobs in the order they run.
    public let jobs: [Job]
    private let ledger: JobLedger

    /// Orders the jobs by their needs; jobs that do not need each other keep the order given.
    public init(_ jobs: [Job], database: SQLiteDatabase) throws {
        self.jobs = try Pipeline.ordered(jobs)
        ledger = try JobLedger(database: database)
    }

    /// Runs what is not up to date.
    ///
    /// - Parameters:
    ///   - clock: Gives the current time.
    ///   - report: Told of every event, on the calling thread or on a job's own.
    /// - Throws: What a job throws; those before it stay done.
    public func run(clock: @Sendable () -> Instant, report: @escaping @Sendable (PipelineEvent) -> Void) throws {
        for (index, job) in jobs.enumerated() {
            report(.started(job, index: index, of: jobs.count))
            let fingerprint = try job.fingerprint()
            if let earlier = try ledger.entry(job.name), earlier.fingerprint == fingerprint, try job.stillHolds() {
                report(.finished(job, .upToDate(summary: earlier.summary)))
                continue
            }
            let start = clock()
            let summary = try job.run { done, total, text in
                report(.progress(job, done: done, total: total, text: text))
            }
            let end = clock()
            try ledger.record(job.name, fingerprint: fingerprint, summary: summary, at: end)
            let seconds = Double(end.nanoseconds - start.nanoseconds) / 1e9
            report(.finished(job, .done(summary: summary, seconds: seconds)))
        }
    }

    private static func ordered(_ jobs: [Job]) throws(PipelineError) -> [Job] {
        var names: Set<String> = []
        for job in jobs where !names.insert(job.name).inserted { throw .duplicateJob(job.name) }
        for job in jobs {
            for need in job.needs where !names.contains(need) { throw .unknownNeed(job: job.name, need: need) }
        }
        var waiting = jobs
        var result: [Job] = []
        var done: Set<String> = []
        while !waiting.isEmpty {
            guard let index = waiting.firstIndex(where: { done.isSuperset(of: $0.needs) }) else {
                throw .cycle(waiting.map(\.name))
            }
            let job = waiting.remove(at: index)
            done.insert(job.name)
            result.append(job)
        }
        return result
    }
}

/// Which jobs were done, on what.
struct JobLedger: Sendable {
    private let database: SQLiteDatabase

    init(database: SQLiteDatabase) throws {
        self.database = database
        try database.migrate(
            schema: "orchestration",
            steps: [
                """
                CREATE TABLE jobs (name TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, summary TEXT NOT NULL,
                finished_at INTEGER NOT NULL) STRICT
                """
            ])
    }

    func entry(_ name: String) throws -> (fingerprint: String, summary: String)? {
        try database.query("SELECT fingerprint, summary FROM jobs WHERE name = ?", [.text(name)]) { row in
            (fingerprint: try row.text("fingerprint"), summary: try row.text("summary"))
        }.first
    }

    func record(_ name: String, fingerprint: String, summary: String, at time: Instant) throws {
        try database.execute(
            """
            INSERT INTO jobs VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE
            SET fingerprint = excluded.fingerprint, summary = excluded.summary, finished_at = excluded.finished_at
            """,
            [.text(name), .text(fingerprint), .text(summary), .integer(time.nanoseconds)])
    }
}
