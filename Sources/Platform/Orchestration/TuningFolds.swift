import Base
import Evaluation
import Forecasting
import Kernels
import ModelRegistry
import Scoring
import Tuning

/// The walk forward that a search judges its trials by.
struct TuningFolds: Sendable {
    /// What one fold says of a trial.
    struct Score: Sendable {
        let value: Double
        /// The returns beyond the drift of a position that says whether the forecast lies above it, one for each horizon's worth of
        /// times.
        let returns: [Double]
    }

    private let table: LearningTable
    private let splits: [Split]
    private let slices: [TrainingSlice]
    private let loss: TuningLoss
    private let threads: Int

    init(_ table: LearningTable, _ plan: TuningPlan) throws(EvaluationError) {
        self.table = table
        loss = plan.loss
        threads = plan.data.threads
        let walk = WalkForward(
            folds: plan.data.folds, initialTrainFraction: plan.data.initialTrainFraction,
            purgeBars: table.horizonBars, embargoBars: plan.data.embargoBars)
        splits = try walk.splits(times: table.times)
        slices = splits.map { TrainingSlice(table, $0) }
    }

    var count: Int { splits.count }

    /// How many folds are fitted side by side; large tables take one at a time on all threads.
    var atOnce: Int { table.features.count > 2_000_000 ? 1 : max(1, threads) }

    /// The scores of some folds, in order.
    func score(_ specification: ModelSpecification, _ folds: Range<Int>) throws(ForecastingError) -> [Score] {
        let inside = atOnce == 1 ? threads : 1
        return try parallelMap(folds.count, threads: atOnce) { index throws(ForecastingError) in
            try score(specification, fold: folds.lowerBound + index, threads: inside)
        }
    }

    /// The scores that a trial had, to go on from.
    func scores(of trial: StudyTrial) -> [Score] {
        var place = 0
        return zip(splits, trial.record.values).map { split, value in
            let length = min(sections(split).count, trial.returns.count - place)
            place += length
            return Score(value: value, returns: Array(trial.returns[place - length..<place]))
        }
    }

    private func score(
        _ specification: ModelSpecification, fold: Int, threads: Int
    ) throws(ForecastingError) -> Score {
        let block = splits[fold].test
        let distributions = try distributions(specification, fold: fold, threads: threads)
        // Against the mean return of the training rows: to be long of what rises anyway is no skill.
        let learnt = slices[fold].rows
        let drift = learnt.reduce(0) { $0 + table.targets[$1] } / Double(max(1, learnt.count))
        let returns = sections(splits[fold]).map { section in
            let signed = section.compactMap { row in
                distributions[row - block.lowerBound].map { distribution -> Double in
                    let view = distribution.location - drift
                    return (table.targets[row] - drift) * (view > 0 ? 1 : view < 0 ? -1 : 0)
                }
            }
            return signed.isEmpty ? 0 : Statistics.mean(signed)
        }
        return Score(value: value(block.filter(table.isComplete), distributions.compactMap(\.self)), returns: returns)
    }

    /// What a trial forecasts of a fold's rows; `nil` for those that cannot be scored.
    private func distributions(
        _ specification: ModelSpecification, fold: Int, threads: Int
    ) throws(ForecastingError) -> [ReturnDistribution?] {
        let block = splits[fold].test
        if loss != .pinball {
            let model = try Trainer.fitModel(specification, on: slices[fold], threads: threads)
            let forecasts = try model.forecasts(table, rows: block, threads: threads)
            let flat = [Double](repeating: 0, count: ReturnDistribution.shapeCount)
            // A model that gives a probability only has no median before its calibration.
            if zip(block, forecasts).allSatisfy({
                !table.isComplete($0) || $1.location.isFinite || !$1.quantiles.isEmpty
            }) {
                return zip(block, forecasts).map { row, forecast in
                    table.isComplete(row)
                        ? ReturnDistribution(forecast, defaultScale: table.scale(at: row), shape: flat) : nil
                }
            }
        }
        let model = try Trainer.fit(specification, on: slices[fold], threads: threads)
        let forecasts = try model.model.forecasts(table, rows: block, threads: threads)
        return zip(block, forecasts).map { row, forecast in
            let symbol = table.symbols[Int(table.symbolIndex[row])]
            return table.isComplete(row)
                ? model.distribution(of: forecast, defaultScale: table.scale(at: row), symbol: symbol) : nil
        }
    }

    /// The rows of every horizon-th time of a fold's test window, so that the returns from them do not overlap.
    private func sections(_ split: Split) -> [Range<Int>] {
        let first = table.timeStarts.firstIndex(of: split.test.lowerBound) ?? 0
        let places = stride(from: first, to: table.timeStarts.count - 1, by: table.horizonBars)
        return places.map { table.timeStarts[$0]..<table.timeStarts[$0 + 1] }
            .prefix { $0.lowerBound < split.test.upperBound }.map(\.self)
    }

    private func value(_ rows: [Int], _ forecasts: [ReturnDistribution]) -> Double {
        let outcomes = rows.map { table.targets[$0] }
        switch loss {
        case .squaredError:
            let errors = zip(outcomes, forecasts).reduce(0) { $0 + ($1.0 - $1.1.location) * ($1.0 - $1.1.location) }
            return errors / outcomes.reduce(0) { $0 + $1 * $1 } - 1
        case .pinball:
            let levels = ReturnDistribution.levels
            let losses = zip(outcomes, forecasts).reduce(0) { sum, row in
                levels.reduce(sum) {
                    $0 + QuantileScores.pinball(quantile: row.1.quantile($1), level: $1, outcome: row.0)
                }
            }
            return losses / Double(levels.count) / outcomes.reduce(0) { $0 + abs($1) }
        case .rankCorrelation:
            let hasSections = table.symbols.count >= CrossSectionalSkill.symbolsNeeded
            let groups = hasSections ? sectionsOfEnough(rows) : bySymbol(rows)
            // Forecasts that are all the same order nothing.
            let correlations = groups.compactMap { group in
                Correlation.spearman(group.map { forecasts[$0].location }, group.map { outcomes[$0] })
            }
            return correlations.isEmpty ? 0 : Statistics.mean(correlations)
        }
    }

    /// The places of the rows of each time with as many symbols as an evaluation asks for.
    private func sectionsOfEnough(_ rows: [Int]) -> [[Int]] {
        let starts = InformationCoefficientSeries.starts(of: rows.map { table.times[$0] })
        return zip(starts, starts.dropFirst()).map { Array($0..<$1) }
            .filter { $0.count >= CrossSectionalSkill.symbolsNeeded }
    }

    /// The places of the rows of each symbol.
    private func bySymbol(_ rows: [Int]) -> [[Int]] {
        var groups = [[Int]](repeating: [], count: table.symbols.count)
        for (place, row) in rows.enumerated() { groups[Int(table.symbolIndex[row])].append(place) }
        return groups.filter { !$0.isEmpty }
    }

    /// Diebold and Mariano's p of two models' squared errors on the same rows, the mean over the symbols of each time.
    static func differenceP(_ one: OutOfSampleForecasts, _ other: OutOfSampleForecasts) -> Double? {
        let rows = one.rows
        let starts = InformationCoefficientSeries.starts(of: rows.times)
        let differences = zip(starts, starts.dropFirst()).map { start, end in
            Statistics.mean(
                (start..<end).map { row in
                    let first = rows.actual[row] - one.locations[row]
                    let second = rows.actual[row] - other.locations[row]
                    return first * first - second * second
                })
        }
        return ForecastTests.dieboldMariano(differences, horizonBars: rows.horizonBars)?.pValue
    }
}
