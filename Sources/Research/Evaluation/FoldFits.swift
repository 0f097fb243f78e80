import Base
import Forecasting
import Kernels
import Synchronization

/// Every specification's fit on every fold, and what it said of the fold's test rows.
struct FoldFits: Sendable {
    private struct Job {
        let fold: Int
        let specification: ModelSpecification
    }

    private struct Outcome: Sendable {
        let locations: [Double]
        let fit: ModelFit
    }

    private let rows: OutOfSampleRows
    private let outcomes: [ModelSpecification: [Outcome]]
    /// What drift forecasts, fitted or not.
    let drift: DriftBenchmark

    init(
        _ table: LearningTable, _ specifications: [ModelSpecification], _ splits: [Split], _ rows: OutOfSampleRows,
        _ layout: (workers: Int, fitThreads: Int), _ progress: Evaluator.ProgressReport?
    ) throws(EvaluationError) {
        self.rows = rows
        let slices = splits.map {
            TrainingSlice(table, end: $0.train.upperBound, knownBefore: $0.test.lowerBound)
        }
        drift = DriftBenchmark(slices)
        let single = FoldFits.unique(specifications.flatMap { $0.kind == .ensemble ? $0.members : [$0] })
        // The longest fits first, so that no thread is left with one of them at the end.
        let jobs = splits.indices.reversed().flatMap { fold in single.map { Job(fold: fold, specification: $0) } }
        let done = Mutex(0)
        let results = try parallelMap(jobs.count, threads: layout.workers) { index throws(EvaluationError) in
            let job = jobs[index]
            let outcome = try FoldFits.run(job, slices[job.fold], splits[job.fold], layout.fitThreads)
            let count = done.withLock { count in
                count += 1
                return count
            }
            progress?(count, jobs.count, "\(job.specification.kind.rawValue), fold \(job.fold + 1) of \(splits.count)")
            return outcome
        }
        var grouped: [ModelSpecification: [Outcome]] = [:]
        for (job, outcome) in zip(jobs, results).reversed() { grouped[job.specification, default: []].append(outcome) }
        outcomes = grouped
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
            let block = try fit.model.locations(slice.table, rows: split.test, threads: threads)
            let scored = split.test.filter(slice.table.isComplete)
            return Outcome(locations: scored.map { block[$0 - split.test.lowerBound] }, fit: fit)
        } catch {
            throw .fitFailed(fold: job.fold, reason: error)
        }
    }

    /// The forecasts of one specification over all folds.
    func forecasts(of specification: ModelSpecification) -> OutOfSampleForecasts {
        let folds = (0..<rows.folds).map { outcome(of: specification, fold: $0) }
        return OutOfSampleForecasts(
            rows: rows, locations: folds.flatMap(\.locations),
            shapes: folds.map { $0.fit.calibrated().residualQuantiles })
    }

    private func outcome(of specification: ModelSpecification, fold: Int) -> Outcome {
        if specification.kind == .ensemble {
            let members = specification.members.map { outcome(of: $0, fold: fold) }
            if let fit = ModelFit.ensemble(of: members.map(\.fit)) {
                return Outcome(locations: ModelFit.equalWeightMean(members.map(\.locations)), fit: fit)
            }
        }
        guard let own = outcomes[specification] else { preconditionFailure("every specification was fitted") }
        return own[fold]
    }
}
