public import Base
import Forecasting

/// One step of a walk forward: rows to learn from, and the later rows to forecast.
public struct Split: Sendable, Equatable {
    /// The rows before the purged gap.
    public let train: Range<Int>
    /// The rows to forecast.
    public let test: Range<Int>

    /// Makes a split.
    public init(train: Range<Int>, test: Range<Int>) {
        self.train = train
        self.test = test
    }
}

/// An expanding walk forward: fold k learns from everything before its test window, less a gap, and forecasts the
/// window.
///
/// - As of: with a gap of the horizon no training target reaches into the test window. Test windows follow each other
///   without overlap and end with the data.
public struct WalkForward: Sendable, Equatable {
    /// How many test windows there are.
    public let folds: Int
    /// How much of the time comes before the first test window.
    public let initialTrainFraction: Double
    /// How many times before each test window are left out because their targets reach into it: the horizon.
    public let purgeBars: Int
    /// How many further times are left out, against serial correlation.
    public let embargoBars: Int

    /// Makes a walk forward.
    public init(folds: Int = 8, initialTrainFraction: Double = 0.4, purgeBars: Int, embargoBars: Int = 0) {
        precondition(folds >= 1 && purgeBars >= 0 && embargoBars >= 0, "expected folds ≥ 1 and no negative gap")
        precondition((0.01..<1).contains(initialTrainFraction), "expected a fraction, was \(initialTrainFraction)")
        self.folds = folds
        self.initialTrainFraction = initialTrainFraction
        self.purgeBars = purgeBars
        self.embargoBars = embargoBars
    }

    /// Splits rows by their distinct times; rows of one time are never parted.
    ///
    /// - Parameter times: The time of each row, ascending.
    /// - Returns: One split per fold, in order of time.
    /// - Throws: ``EvaluationError/tooFewTimes(needed:was:)`` when a test window or the first training window is empty.
    public func splits(times: [Instant]) throws(EvaluationError) -> [Split] {
        let starts = LearningTable.starts(of: times)
        let count = starts.count - 1
        let first = Int((Double(count) * initialTrainFraction).rounded(.up))
        let gap = purgeBars + embargoBars
        guard first > gap, count - first >= folds else {
            let share = min(initialTrainFraction, 1 - initialTrainFraction)
            let needed = Int((Double(max(gap + 1, folds)) / share).rounded(.up)) + 1
            throw .tooFewTimes(needed: max(needed, count + 1), was: count)
        }
        return (0..<folds).map { fold in
            let testStart = first + (count - first) * fold / folds
            let testEnd = first + (count - first) * (fold + 1) / folds
            return Split(train: 0..<starts[testStart - gap], test: starts[testStart]..<starts[testEnd])
        }
    }
}
