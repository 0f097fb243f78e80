import Base
import Forecasting
import Kernels
import Synchronization

/// Every specification's fit on every split, and what it said of the split's test blocks.
struct FoldFits: Sendable {
    private struct Job {
        let split: Int
        let specification: ModelSpecification
    }

    private struct Outcome: Sendable {
        let fit: ModelFit
        /// By test block, what the model said of its scorable rows.
        let forecasts: [[ModelForecast]]
    }

    private let splits: [Split]
    private let table: LearningTable
    /// By split; `nil` where it was not fitted any more.
    private let outcomes: [ModelSpecification: [Outcome?]]
    /// The splits on which every specification was fitted.
    let finished: [Int]
    /// What drift forecasts, fitted or not.
    let drift: DriftBenchmark

    init(
        _ table: LearningTable, _ specifications: [ModelSpecification], _ splits: [Split],
        _ layout: (workers: Int, fitThreads: Int), _ shouldStop: @escaping @Sendable () -> Bool,
        _ progress: Evaluator.ProgressReport?
    ) throws(EvaluationError) {
        self.table = table
        self.splits = splits
        let slices = splits.map { TrainingSlice(table, $0) }
        drift = DriftBenchmark(slices)
        let single = FoldFits.unique(specifications.flatMap { $0.kind.isEnsemble ? $0.members : [$0] })
        // The longest fits first, so that no thread is left with one of them at the end.
        let jobs = splits.indices.reversed().flatMap { split in single.map { Job(split: split, specification: $0) } }
        let done = Mutex(0)
        let results = try parallelMap(jobs.count, threads: layout.workers) {
            index throws(EvaluationError) -> Outcome? in
            let job = jobs[index]
            if shouldStop() { return nil }
            let outcome = try FoldFits.run(job, slices[job.split], splits[job.split], layout.fitThreads)
            let count = done.withLock { count in
                count += 1
                return count
            }
            let kind = job.specification.kind.rawValue
            progress?(count, jobs.count, "\(kind), fold \(job.split + 1) of \(splits.count)")
            return outcome
        }
        var grouped: [ModelSpecification: [Outcome?]] = [:]
        for (job, outcome) in zip(jobs, results).reversed() { grouped[job.specification, default: []].append(outcome) }
        let all = grouped
        outcomes = all
        finished = splits.indices.filter { split in all.values.allSatisfy { $0[split] != nil } }
    }

    private static func unique(_ specifications: [ModelSpecification]) -> [ModelSpecification] {
        var seen: Set<ModelSpecification> = []
        return specifications.filter { seen.insert($0).inserted }
    }

    private static func run(
        _ job: Job, _ slice: TrainingSlice, _ split: Split, _ threads: Int
    ) throws(EvaluationError) -> Outcome {
        do {
            let fit = try Trainer.fitUncalibrated(job.specification, on: slice, threads: threads)
            var forecasts: [[ModelForecast]] = []
            for block in split.testBlocks {
                let all = try fit.model.forecasts(slice.table, rows: block, threads: threads)
                forecasts.append(block.filter(slice.table.isComplete).map { all[$0 - block.lowerBound] })
            }
            return Outcome(fit: fit, forecasts: forecasts)
        } catch {
            throw .fitFailed(fold: job.split, reason: error)
        }
    }

    /// The forecasts of one specification for rows whose folds are test blocks of the splits.
    ///
    /// - Parameters:
    ///   - specification: Whose.
    ///   - rows: The rows.
    ///   - folds: For each fold of the rows, the split and the place of the block among its test blocks.
    /// - Returns: A distribution for every row.
    func forecasts(
        of specification: ModelSpecification, _ rows: OutOfSampleRows, _ folds: [(split: Int, block: Int)]
    ) -> OutOfSampleForecasts {
        let parts = folds.map { fold in
            let outcome = outcome(of: specification, fold.split)
            let block = splits[fold.split].testBlocks[fold.block].filter(table.isComplete)
            return BlockForecasts(outcome.forecasts[fold.block], of: block, table, outcome.fit.calibrated())
        }
        return OutOfSampleForecasts(
            rows: rows, locations: parts.flatMap(\.locations), scales: parts.flatMap(\.scales),
            shapes: parts.map(\.shape), rowQuantiles: parts.flatMap(\.rowQuantiles))
    }

    /// The models of one specification, by finished split.
    func models(of specification: ModelSpecification) -> [any FittedModel] {
        finished.map { model(of: specification, split: $0) }
    }

    /// The model fitted on a split.
    func model(of specification: ModelSpecification, split: Int) -> any FittedModel {
        outcome(of: specification, split).fit.model
    }

    private func outcome(of specification: ModelSpecification, _ split: Int) -> Outcome {
        guard specification.kind.isEnsemble else { return own(specification, split) }
        let members = specification.members.map { own($0, split) }
        let fit = ModelFit(ensemble: specification, of: members.map(\.fit))
        let forecasts = splits[split].testBlocks.enumerated().map { place, block in
            let scales = block.filter(table.isComplete).map(table.scale)
            return fit.combined(members.map { $0.forecasts[place] }, scales: scales) ?? []
        }
        return Outcome(fit: fit, forecasts: forecasts)
    }

    private func own(_ specification: ModelSpecification, _ split: Int) -> Outcome {
        guard let own = outcomes[specification]?[split] else {
            preconditionFailure("expected a specification and a split that were fitted")
        }
        return own
    }
}
