import Base
import Features
import Forecasting
import Kernels

/// Rows of features from the time a model has learnt from, which stand for what is usual.
struct ExplanationBackground: Sendable {
    /// How many rows stand for a feature that is not known.
    static let rowCount = 100
    /// How many rows the usual ranges are taken from.
    private static let referenceCount = 2000

    /// Rows drawn evenly: the background of Shapley values.
    let rows: Matrix
    /// More of them, for moments.
    let reference: Matrix
    /// The finite values of each feature among the reference rows, ascending.
    private let sorted: [[Double]]

    /// Draws rows; `nil` where there are none.
    init?(_ panel: Panel, seed: UInt64) {
        guard panel.count > 0 else { return nil }
        var generator = SeededGenerator(seed: seed)
        var order = Array(0..<panel.count)
        order.shuffle(using: &generator)
        func matrix(_ count: Int) -> Matrix {
            let chosen = order.prefix(count)
            return Matrix(
                rows: chosen.count, columns: panel.featureNames.count, values: chosen.flatMap(panel.featureRow))
        }
        let reference = matrix(Self.referenceCount)
        rows = matrix(Self.rowCount)
        self.reference = reference
        sorted = (0..<reference.columns).map { column in
            (0..<reference.rows).map { reference[$0, column] }.filter(\.isFinite).sorted()
        }
    }

    /// Where a value lies among those of the training time: the 5 % and 95 % quantiles, and the share below it.
    ///
    /// `nil` for a feature that was never known.
    func usual(_ column: Int, _ value: Double) -> ForecastExplanation.Usual? {
        let values = sorted[column]
        guard !values.isEmpty else { return nil }
        let below = values.count { $0 < value }
        let equal = values.count { $0 == value }
        return ForecastExplanation.Usual(
            low: Statistics.quantile(ofSorted: values, level: 0.05),
            high: Statistics.quantile(ofSorted: values, level: 0.95),
            share: value.isFinite ? (Double(below) + Double(equal) / 2) / Double(values.count) : .nan)
    }
}
