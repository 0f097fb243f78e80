import Kernels

/// One set of parameters to try.
public struct Trial: Sendable, Equatable, Codable {
    /// Its place in the search, from 0.
    public let number: Int
    /// The value of each parameter of the space.
    public let parameters: [String: Double]
    /// How much to spend on it (folds, boosting rounds …); `nil` is everything.
    public let budget: Int?
    /// The trial with the same parameters that had the next smaller budget, whose work may be reused.
    public let continues: Int?

    /// Describes a trial.
    public init(number: Int, parameters: [String: Double], budget: Int? = nil, continues: Int? = nil) {
        self.number = number
        self.parameters = parameters
        self.budget = budget
        self.continues = continues
    }
}

/// What became of a trial.
public struct TrialRecord: Sendable, Equatable, Codable {
    /// How it ended.
    public enum Status: Sendable, Equatable, Codable {
        /// It spent its budget.
        case done
        /// It was stopped early.
        case pruned(reason: String)
        /// It could not be carried out.
        case failed(reason: String)
    }

    /// What was tried.
    public let trial: Trial
    /// The score of each fold, in order; NaN where a fold has none.
    public let values: [Double]
    /// How it ended.
    public let status: Status

    /// Records a trial.
    public init(_ trial: Trial, values: [Double], status: Status = .done) {
        self.trial = trial
        self.values = values
        self.status = status
    }

    /// The mean over the folds; NaN where a fold has no finite score or there are no folds.
    public var value: Double {
        values.allSatisfy(\.isFinite) ? Statistics.mean(values) : .nan
    }

    /// Whether it spent its budget and has a score.
    public var isScored: Bool { status == .done && value.isFinite }

    /// Whether it was stopped early.
    public var isPruned: Bool {
        if case .pruned = status { return true }
        return false
    }

    private enum Key: String, CodingKey { case trial, values, status }

    /// Reads a record; a value that is not there is NaN.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        trial = try container.decode(Trial.self, forKey: .trial)
        values = try container.decode([Double?].self, forKey: .values).map { $0 ?? .nan }
        status = try container.decode(Status.self, forKey: .status)
    }

    /// Writes a record; values that are not finite are left empty, since JSON has none.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(trial, forKey: .trial)
        try container.encode(values.map { $0.isFinite ? $0 : nil }, forKey: .values)
        try container.encode(status, forKey: .status)
    }
}

/// Which scores are better.
public enum SearchGoal: String, Sendable, Codable {
    /// The smallest.
    case minimise
    /// The largest.
    case maximise

    /// The score turned so that smaller is better.
    func loss(_ value: Double) -> Double { self == .minimise ? value : -value }
}
