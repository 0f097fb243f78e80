import Base
public import Features
import Forecasting
import Kernels

/// Proves of fits and forecasts that they know nothing they may not: for some rows of the tests of a walk forward, the fit
/// and the forecast stay to the bit when later bars are removed, and when the other test rows and all targets not known
/// before the test are others.
public struct ModelVerifier: Sendable {
    private let featureSet: FeatureSet
    private let horizonBars: Int
    private let folds: Int
    private let rowsOfEach: Int
    private let seed: UInt64

    /// Makes a verifier.
    ///
    /// - Parameters:
    ///   - featureSet: What the models see.
    ///   - horizonBars: How many bars ahead they forecast.
    ///   - folds: How many folds are fitted.
    ///   - rowsOfEach: How many rows of each fold's test are asked for.
    ///   - seed: Chooses the rows and the other numbers.
    public init(featureSet: FeatureSet, horizonBars: Int, folds: Int = 2, rowsOfEach: Int = 2, seed: UInt64) {
        self.featureSet = featureSet
        self.horizonBars = horizonBars
        self.folds = folds
        self.rowsOfEach = rowsOfEach
        self.seed = seed
    }

    /// A report on several procedures over several lots of bars.
    ///
    /// - Parameters:
    ///   - procedures: What is fitted.
    ///   - lots: The bars.
    ///   - threads: How many fits run side by side.
    ///   - progress: Told after each procedure: how many are done, of how many, and which was the last.
    /// - Returns: What came of each check; bars too few for a fit, and families that cannot be fitted on them, are named
    ///   there.
    /// - Throws: Whatever else a fit throws, and `FeatureError`.
    public func report(
        on procedures: [FittingProcedure], _ lots: [VerificationBars], threads: Int = 1,
        progress: Evaluator.ProgressReport? = nil
    ) throws -> VerificationReport {
        var tables: [Prepared] = []
        var obstacles: [String] = []
        for lot in lots {
            do {
                tables.append(try Prepared(lot, self))
            } catch let error as EvaluationError {
                obstacles.append(obstacle(on: lot, error))
            }
        }
        let jobs = procedures.flatMap { procedure in tables.map { (procedure, $0) } }
        let counter = ProgressCounter(total: jobs.count, progress)
        let outcomes = try parallelMap(jobs.count, threads: threads) { index throws(any Error) in
            let outcomes: [VerificationOutcome]
            do {
                outcomes = try verify(jobs[index].0, on: jobs[index].1)
            } catch let error as ForecastingError {
                outcomes = [VerificationOutcome(.fitTruncation, obstacle: "\(jobs[index].0.name): \(error)")]
            }
            counter.advance(jobs[index].0.name)
            return outcomes
        }
        return VerificationReport(
            title: "models on \(featureSet.name)@\(featureSet.version)", kind: "models", subjects: procedures.count,
            outcomes: obstacles.map { VerificationOutcome(.fitTruncation, obstacle: $0) } + tables.map(\.targetRows)
                + outcomes.flatMap(\.self))
    }

    /// Why no model can be fitted on some bars.
    private func obstacle(on bars: VerificationBars, _ error: EvaluationError) -> String {
        let silent = featureSet.unchecked(featureSet.silentNames(on: bars.series), on: [bars])
        guard !silent.isEmpty else { return "\(bars.name) bars: \(error)" }
        let names = silent.prefix(4).map { "\($0.name) (\($0.reason))" } + (silent.count > 4 ? ["…"] : [])
        return "no row of the \(bars.name) bars has every feature: \(names.joined(separator: ", "))"
    }

    /// Checks one procedure on some bars.
    public func verify(_ procedure: FittingProcedure, on bars: VerificationBars) throws -> [VerificationOutcome] {
        let prepared = try Prepared(bars, self)
        return [prepared.targetRows] + (try verify(procedure, on: prepared))
    }

    private func verify(_ procedure: FittingProcedure, on prepared: Prepared) throws -> [VerificationOutcome] {
        var truncation = VerificationOutcome(.fitTruncation)
        var perturbation = VerificationOutcome(.fitPerturbation)
        for split in prepared.splits {
            let table = prepared.table
            let predictor = try procedure.fit(table, split)
            let probes = [split.train.lowerBound, split.train.count / 2, split.train.upperBound - 1]
            for row in prepared.askedRows(of: split) {
                let rows = probes + [row]
                let expected = try rows.map { try predictor(table, $0) }
                func check(_ other: LearningTable, _ outcome: inout VerificationOutcome) throws {
                    let last = min(split.test.upperBound, other.count)
                    let otherSplit = Split(train: split.train, test: split.test.lowerBound..<last)
                    let again = try procedure.fit(other, otherSplit)
                    outcome.cutPoints += 1
                    for (row, was) in zip(rows, expected) {
                        let difference = ForecastDifference(was, try again(other, row))
                        outcome.comparisons += was.count
                        guard let difference else { continue }
                        outcome.add(difference.finding(procedure.name, table, row, cut: rows.last ?? row))
                    }
                }
                try check(try prepared.table(upTo: table.times[row]), &truncation)
                let changed = table.scrambled(
                    except: row, from: split.test.lowerBound, seed: seed &+ UInt64(row))
                try check(changed, &perturbation)
            }
        }
        return [truncation, perturbation]
    }

    /// The table of some bars and what is asked of it.
    private struct Prepared: Sendable {
        let table: LearningTable
        let splits: [Split]
        let targetRows: VerificationOutcome
        private let bars: VerificationBars
        private let verifier: ModelVerifier

        init(_ bars: VerificationBars, _ verifier: ModelVerifier) throws {
            self.bars = bars
            self.verifier = verifier
            table = try Prepared.table(bars.series, verifier)
            let walk = WalkForward(
                folds: verifier.folds, initialTrainFraction: 0.6, purgeBars: verifier.horizonBars)
            splits = try walk.splits(times: table.times)
            targetRows = TargetRows.outcome(table, bars)
        }

        private static func table(_ series: [BarSeries], _ verifier: ModelVerifier) throws -> LearningTable {
            LearningTable(
                try Panel.build(
                    series: series, featureSet: verifier.featureSet, horizons: [verifier.horizonBars]),
                horizonIndex: 0)
        }

        /// The table as it was when nothing had come after a time.
        func table(upTo cut: Instant) throws -> LearningTable {
            try Prepared.table(bars.series.map { $0.upTo(cut) }, verifier)
        }

        /// The first row of a test, and some of the others.
        func askedRows(of split: Split) -> [Int] {
            var generator = SeededGenerator(seed: verifier.seed &+ UInt64(split.test.lowerBound))
            let others = (1..<max(1, verifier.rowsOfEach)).map { _ in
                split.test.lowerBound + Int(generator.next() % UInt64(split.test.count))
            }
            return Set([split.test.lowerBound] + others).sorted()
        }
    }
}
