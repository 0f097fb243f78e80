public import Base
public import Evaluation
public import Forecasting
import Storage
public import Tuning

/// All that decides what a search for parameters tries and finds; the same manifest gives the same trials to the bit.
///
/// - As of: as the run's. The search sees bars up to `searchThrough` only; what comes after judges its choice once.
public struct StudyManifest: Codable, Sendable, Equatable {
    /// The bars, features, walk forward and the specification without tuning, as a training of it would have them.
    public var run: RunManifest
    /// What may be chosen.
    public var space: SearchSpace
    /// How it is chosen.
    public var method: SearchMethod
    /// What trials are compared by.
    public var loss: TuningLoss
    /// Whether trials that fall behind the median are stopped.
    public var stopsEarly: Bool
    /// The share of the bar times that the search does not see.
    public var outerShare: Double
    /// The last bar time that the search sees.
    public var searchThrough: Instant

    /// Makes a manifest.
    public init(
        run: RunManifest, space: SearchSpace, method: SearchMethod, loss: TuningLoss, stopsEarly: Bool,
        outerShare: Double, searchThrough: Instant
    ) {
        self.run = run
        self.space = space
        self.method = method
        self.loss = loss
        self.stopsEarly = stopsEarly
        self.outerShare = outerShare
        self.searchThrough = searchThrough
    }

    /// What every trial and the judgement have in common: the clock, the program's version and the number of trials drawn
    /// are left out, so that a search for more trials goes on with the earlier ones.
    public func key() throws -> String {
        var stable = self
        stable.run.asOf = .distantPast
        stable.run.codeVersion = ""
        switch method {
        case .random: stable.method = .random(trials: 0)
        case .treeParzen(_, let options): stable.method = .treeParzen(trials: 0, options)
        case .grid, .successiveHalving, .asynchronousHalving: break
        }
        return SHA256.hexadecimal(try canonicalJSON(stable))
    }

    /// The specification of a trial: the untuned one with some parameters in place of its own.
    ///
    /// - Throws: `ForecastingError.badParameter` for a parameter that the family does not know, or a value out of range.
    public func specification(_ parameters: [String: Double]) throws(ForecastingError) -> ModelSpecification {
        try run.specification.with(parameters)
    }
}

extension ModelSpecification {
    /// The same with some parameters changed.
    ///
    /// - Throws: `ForecastingError.badParameter` for a parameter that the family does not know, or a value out of range.
    public func with(_ changed: [String: Double]) throws(ForecastingError) -> ModelSpecification {
        try ModelSpecification(
            kind: kind, parameters: parameters.merging(changed) { $1 }, seed: seed,
            members: memberKinds.isEmpty ? nil : memberKinds, intervals: intervals)
    }
}

/// What the trials of a search are compared by, fold by fold.
public enum TuningLoss: String, Codable, Sendable, CaseIterable {
    /// The squared error over persistence's, less 1: −R² of the return.
    case squaredError = "mse"
    /// The mean pinball loss over the levels 0.05 … 0.95, over the mean absolute return.
    case pinball
    /// The rank correlation of forecasts and returns.
    ///
    /// With ten symbols or more it is that across the symbols of each time that has as many, the mean over the times; with
    /// fewer that over time, the mean over the symbols. Where forecasts are all the same there is none; without any it is 0.
    case rankCorrelation = "ic"

    /// Which scores are better.
    public var goal: SearchGoal { self == .rankCorrelation ? .maximise : .minimise }
}

/// A search that is or was under way.
public struct StudyRecord: Sendable {
    /// Short hash of the manifest.
    public let id: String
    /// When it began.
    public let createdAt: Instant
    /// What decides its trials.
    public let manifest: StudyManifest
    /// What the bars that the search had not seen said of its choices, oldest first; a search that went on for more
    /// trials may have several.
    public let judgements: [StudyJudgement]

    /// What was found of a choice; `nil` where it was not judged.
    public func judgement(of parameters: [String: Double]) -> StudyJudgement? {
        guard let tuned = try? manifest.specification(parameters) else { return nil }
        return judgements.last { $0.tuned.specification == tuned }
    }
}

/// A trial of a study, as it ended.
public struct StudyTrial: Sendable, Equatable {
    /// What was tried, each fold's score and how it ended.
    public let record: TrialRecord
    /// When it began.
    public let startedAt: Instant
    /// When it ended.
    public let finishedAt: Instant
    /// Log returns beyond the drift (the mean of each fold's training rows) of a position that says whether the forecast lies above
    /// it, one for each horizon's worth of bars in the folds it came through; the mean over the symbols.
    public let returns: [Double]

    /// Makes a trial of its parts.
    public init(record: TrialRecord, startedAt: Instant, finishedAt: Instant, returns: [Double]) {
        self.record = record
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.returns = returns
    }

    /// How long it took.
    public var seconds: Double { Double(finishedAt.nanoseconds - startedAt.nanoseconds) / 1e9 }
}

/// What the bars that a search had not seen said of its choice and of the untuned parameters.
public struct StudyJudgement: Sendable, Codable, Equatable {
    /// A specification with its scores and what the gate said.
    public struct Judged: Sendable, Codable, Equatable {
        /// What was fitted.
        public let specification: ModelSpecification
        /// Its scores.
        public let scores: Scorecard
        /// What the gate said of them.
        public let decision: GateDecision

        /// Makes it of its parts.
        public init(specification: ModelSpecification, scores: Scorecard, decision: GateDecision) {
            self.specification = specification
            self.scores = scores
            self.decision = decision
        }
    }

    /// The number of the trial that was best.
    public let trial: Int
    /// How many trials there were when it was chosen.
    public let trials: Int
    /// The search's choice.
    public let tuned: Judged
    /// The parameters without tuning.
    public let untuned: Judged
    /// Diebold and Mariano's two-sided p of the difference between the two squared errors; `nil` where they do not differ.
    public let differenceP: Double?
    /// When the first forecast was made.
    public let from: Instant
    /// When the last one was made.
    public let through: Instant
    /// When it was judged.
    public let judgedAt: Instant

    /// Makes a judgement of its parts.
    public init(
        trial: Int, trials: Int, tuned: Judged, untuned: Judged, differenceP: Double?, from: Instant, through: Instant,
        judgedAt: Instant
    ) {
        self.trial = trial
        self.trials = trials
        self.tuned = tuned
        self.untuned = untuned
        self.differenceP = differenceP
        self.from = from
        self.through = through
        self.judgedAt = judgedAt
    }
}
