/// Training data as a library keeps it: binned, or at least copied; the rows it was made from are not kept.
public protocol BoosterDataset: AnyObject {
    /// Takes the data in; for validation data the reference is the training data, whose bins they take.
    init(_ data: TrainingData, settings: BoostingSettings, reference: Self?, threads: Int) throws(BoostingError)
}

/// A training that goes on round by round, so that it may be watched, stopped, and gone on with later.
///
/// A training belongs to one thread at a time.
public protocol BoosterTraining: AnyObject {
    /// The data it trains on.
    associatedtype Dataset: BoosterDataset
    /// What it trains.
    associatedtype Trained: Booster

    /// Begins without any round; on validation data ``BoostingSettings/metric`` is measured after every round.
    init(on dataset: Dataset, validation: Dataset?, settings: BoostingSettings, threads: Int) throws(BoostingError)

    /// The rounds done.
    var rounds: Int { get }

    /// The metric on the validation data after every round, less being better; empty without such data.
    var scores: [Double] { get }

    /// Does one further round.
    ///
    /// - Returns: Whether there was a split that improved the fit; without one further rounds change nothing.
    func advance() throws(BoostingError) -> Bool

    /// The model after the first so many rounds.
    func booster(rounds: Int) throws(BoostingError) -> Trained
}

extension BoosterTraining {
    /// The rounds after which the validation score was least, the first of equals; all without a validation.
    public var bestRounds: Int {
        scores.indices.min { (scores[$0], $0) < (scores[$1], $1) }.map { $0 + 1 } ?? rounds
    }

    /// Does further rounds, at most so many.
    ///
    /// - Parameters:
    ///   - rounds: The most rounds to add to those done.
    ///   - patience: Stops early when so many rounds did not better the best validation score.
    ///   - afterRound: Called after every round; the training stops where it says `false`.
    /// - Throws: The library's complaint, or what `afterRound` throws.
    public func run(
        rounds: Int, patience: Int? = nil, afterRound: (Self) throws(BoostingError) -> Bool = { _ in true }
    ) throws(BoostingError) {
        for _ in 0..<max(0, rounds) {
            guard try advance() else { return }
            if let patience, self.rounds - bestRounds >= patience { return }
            guard try afterRound(self) else { return }
        }
    }
}
