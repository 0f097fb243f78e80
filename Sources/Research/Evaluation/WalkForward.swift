public import Base
public import Forecasting

/// A walk forward: fold k learns from what comes before its test window, less a gap, and forecasts the window.
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
    /// How many times each fold learns from at the most, the newest; `nil` for all there are (an expanding window).
    public let windowBars: Int?

    /// Makes a walk forward.
    public init(
        folds: Int = 8, initialTrainFraction: Double = 0.4, purgeBars: Int, embargoBars: Int = 0, windowBars: Int? = nil
    ) {
        precondition(folds >= 1 && purgeBars >= 0 && embargoBars >= 0, "expected folds ≥ 1 and no negative gap")
        precondition((0.01..<1).contains(initialTrainFraction), "expected a fraction, was \(initialTrainFraction)")
        precondition(windowBars.map { $0 >= 1 } ?? true, "expected a window of 1 bar or more")
        self.folds = folds
        self.initialTrainFraction = initialTrainFraction
        self.purgeBars = purgeBars
        self.embargoBars = embargoBars
        self.windowBars = windowBars
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
            let trainEnd = testStart - gap
            let trainStart = windowBars.map { max(0, trainEnd - $0) } ?? 0
            return Split(train: starts[trainStart]..<starts[trainEnd], test: starts[testStart]..<starts[testEnd])
        }
    }
}
