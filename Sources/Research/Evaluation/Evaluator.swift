import Base
public import Forecasting

/// Judges models out of sample: fits them on every fold, scores what they say of rows they were not fitted on.
public struct Evaluator: Sendable {
    /// How threads are used; results are the same either way.
    public enum Parallelism: Sendable {
        /// Many small fits side by side, each on one thread.
        case acrossFits
        /// One fit after the other, each on all threads; the memory of one fit at a time.
        case withinFit
        /// The second for tables above 2 million numbers, else the first.
        case automatic
    }

    /// Called after each fit, from any thread: how many are done, of how many, and what the last one was.
    public typealias ProgressReport = @Sendable (_ done: Int, _ total: Int, _ text: String) -> Void

    /// How the rows are split.
    public enum Scheme: Sendable, Equatable {
        /// Each fold learns from everything before it; what the gate judges.
        case expanding
        /// Each fold learns from so many times before it.
        case rolling(bars: Int)
        /// Each fold is forecast from all others, purged and with an embargo (``CrossValidation``).
        case purgedKFold
        /// So many folds at a time are forecast from all others; scores come path by path.
        case combinatorial(testGroups: Int)
    }

    /// How many test windows there are.
    public let folds: Int
    /// How the rows are split.
    public let scheme: Scheme
    /// How much of the time comes before the first of them.
    public let initialTrainFraction: Double
    /// How many times are left out before each, beyond the horizon.
    public let embargoBars: Int
    /// Who may be promoted.
    public let gate: Gate
    /// How many threads may run.
    public let threads: Int
    /// How they are used.
    public let parallelism: Parallelism

    /// Makes an evaluator; the walk forward's purge is the horizon of the table that is judged.
    public init(
        folds: Int = 8, initialTrainFraction: Double = 0.4, embargoBars: Int = 0, gate: Gate = Gate(), threads: Int = 1,
        parallelism: Parallelism = .automatic, scheme: Scheme = .expanding
    ) {
        self.folds = folds
        self.scheme = scheme
        self.initialTrainFraction = initialTrainFraction
        self.embargoBars = embargoBars
        self.gate = gate
        self.threads = max(1, threads)
        self.parallelism = parallelism
    }

    /// Fits and scores models on every fold; an ensemble reuses the fits of its members.
    ///
    /// - As of: a forecast of a row uses models fitted on targets known before the row's test window.
    ///
    /// - Parameters:
    ///   - table: The rows, of one symbol or many; a table of many is judged by global models.
    ///   - specifications: What to fit.
    ///   - keepsModels: Whether the fitted models are kept (``EvaluatedModel/fitted``).
    ///   - progress: Told after each fit.
    ///   - shouldStop: Asked before each fit; once it says yes nothing more is fitted, and what comes out is of the folds
    ///     on which every model was (of a combinatorial cross-validation, of its finished paths).
    /// - Returns: Every model's scores, forecasts and the gate's decision, in the order of the specifications.
    /// - Throws: ``EvaluationError``; ``EvaluationError/stopped`` where it was stopped before the first fold was done.
    public func evaluate(
        _ table: LearningTable, _ specifications: [ModelSpecification], keepsModels: Bool = false,
        progress: ProgressReport? = nil, shouldStop: @escaping @Sendable () -> Bool = { false }
    ) throws(EvaluationError) -> Evaluation {
        let (splits, planned) = try splits(of: table)
        let fits = try FoldFits(table, specifications, splits, layout(table), shouldStop, progress)
        let paths = finished(planned, fits.finished)
        guard !paths.isEmpty else { throw .stopped }
        let judgements = try paths.map { folds throws(EvaluationError) in
            let rows = OutOfSampleRows(table, folds.map { splits[$0.split].testBlocks[$0.block] })
            guard rows.count > 0 else { throw .nothingToScore(horizonBars: table.horizonBars) }
            let judgement = Judgement(fits, folds, rows, gate: gate, threads: threads)
            return judgement.evaluation(table, splits, specifications)
        }
        let judgement = judgements[0].with(paths: judgements).of(fits.finished.map { splits[$0] })
        return keepsModels ? judgement.keeping(specifications.map(fits.models)) : judgement
    }

    private typealias Path = [(split: Int, block: Int)]

    /// What is left of the paths where only some of the splits are done: a walk's folds one by one, others path by path.
    private func finished(_ paths: [Path], _ splits: [Int]) -> [Path] {
        let done = Set(splits)
        if case .combinatorial = scheme { return paths.filter { $0.allSatisfy { done.contains($0.split) } } }
        return paths.map { $0.filter { done.contains($0.split) } }.filter { !$0.isEmpty }
    }

    /// The splits, and the paths through the whole test time that their test blocks make.
    private func splits(of table: LearningTable) throws(EvaluationError) -> (splits: [Split], paths: [Path]) {
        func walk(_ window: Int?) throws(EvaluationError) -> (splits: [Split], paths: [Path]) {
            let walk = WalkForward(
                folds: folds, initialTrainFraction: initialTrainFraction, purgeBars: table.horizonBars,
                embargoBars: embargoBars, windowBars: window)
            let splits = try walk.splits(times: table.times)
            return (splits, [splits.indices.map { ($0, 0) }])
        }
        func cross(_ testGroups: Int) throws(EvaluationError) -> (splits: [Split], paths: [Path]) {
            let validation = CrossValidation(
                groups: folds, testGroups: testGroups, purgeBars: table.horizonBars, embargoBars: embargoBars)
            let combinations = validation.combinations
            let paths = validation.pathSplits.map { path in
                path.enumerated().map { group, split in
                    (split: split, block: combinations[split].firstIndex(of: group) ?? 0)
                }
            }
            return (try validation.splits(times: table.times), paths)
        }
        switch scheme {
        case .expanding: return try walk(nil)
        case .rolling(let bars): return try walk(bars)
        case .purgedKFold: return try cross(1)
        case .combinatorial(let testGroups): return try cross(testGroups)
        }
    }

    private func layout(_ table: LearningTable) -> (workers: Int, fitThreads: Int) {
        switch parallelism {
        case .acrossFits: (threads, 1)
        case .withinFit: (1, threads)
        case .automatic: table.features.count > 2_000_000 ? (1, threads) : (threads, 1)
        }
    }
}
