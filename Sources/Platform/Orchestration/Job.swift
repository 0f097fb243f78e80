/// One step of a pipeline: what it rests on, and how to do it.
public struct Job: Sendable {
    /// The name shown and stored.
    public let name: String
    /// What the user reads while it runs.
    public let title: String
    /// Names of jobs that come before.
    public let needs: [String]
    /// A text that changes whenever the job has to be done again.
    public let fingerprint: @Sendable () throws -> String
    /// Whether what it made is still as it left it; a job is done again as well when it is not.
    public let stillHolds: @Sendable () throws -> Bool
    /// Does the job; tells how far it is; returns one line on what came out.
    public let run: @Sendable (_ progress: @escaping JobProgress) throws -> String

    /// Makes a job.
    public init(
        _ name: String, title: String, needs: [String] = [], fingerprint: @escaping @Sendable () throws -> String,
        stillHolds: @escaping @Sendable () throws -> Bool = { true },
        run: @escaping @Sendable (_ progress: @escaping JobProgress) throws -> String
    ) {
        self.name = name
        self.title = title
        self.needs = needs
        self.fingerprint = fingerprint
        self.stillHolds = stillHolds
        self.run = run
    }
}

/// Told by a job at work: units done, units in all, and what it is at.
public typealias JobProgress = @Sendable (_ done: Int, _ total: Int, _ text: String) -> Void

/// What became of a job.
public enum JobOutcome: Sendable, Equatable {
    /// Nothing it rests on has changed since it was done; the summary is of that time.
    case upToDate(summary: String)
    /// It was done now.
    case done(summary: String, seconds: Double)
}

/// Told by a pipeline at work.
public enum PipelineEvent: Sendable {
    /// A job begins.
    case started(Job, index: Int, of: Int)
    /// A job is on its way.
    case progress(Job, done: Int, total: Int, text: String)
    /// A job has ended.
    case finished(Job, JobOutcome)
}

/// Why a pipeline cannot be run as declared.
public enum PipelineError: Error, Equatable, CustomStringConvertible {
    /// A job needs one that is not declared.
    case unknownNeed(job: String, need: String)
    /// Two jobs have one name.
    case duplicateJob(String)
    /// Jobs need each other in a ring.
    case cycle([String])

    /// What is wrong with the declaration.
    public var description: String {
        switch self {
        case .unknownNeed(let job, let need): "job \(job) needs \(need), which is not in the pipeline"
        case .duplicateJob(let name): "two jobs are named \(name)"
        case .cycle(let names): "these jobs need each other in a ring: \(names.joined(separator: ", "))"
        }
    }
}
