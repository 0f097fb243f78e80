public import Forecasting

/// A way to fit a model on the training rows of a table and to forecast its other rows: what is proven not to know later
/// bars than it may.
public struct FittingProcedure: Sendable {
    /// Forecasts a row of a table: the numbers of the forecast, always as many.
    public typealias Predictor = (_ table: LearningTable, _ row: Int) throws -> [Double]

    /// What it is called.
    public let name: String
    /// Fits on a table, which has the rows of the test too; an honest procedure does not look at them.
    public let fit: @Sendable (_ table: LearningTable, _ split: Split) throws -> Predictor

    /// Describes a procedure.
    public init(name: String, fit: @escaping @Sendable (_ table: LearningTable, _ split: Split) throws -> Predictor) {
        self.name = name
        self.fit = fit
    }

    /// What the evaluation does: ``Forecasting/Trainer`` fits on the rows whose targets were known before the test, and
    /// forecasts the rows of the test in one block; the numbers are the median and two quantiles.
    public static func trainer(_ specification: ModelSpecification) -> FittingProcedure {
        FittingProcedure(name: specification.kind.rawValue) { table, split in
            let model = try Trainer.fit(specification, on: TrainingSlice(table, split))
            return { table, row in
                let isOfTest = row >= split.test.lowerBound
                let block =
                    isOfTest ? split.test.lowerBound..<min(split.test.upperBound, table.count) : row..<(row + 1)
                let forecasts = try model.model.forecasts(table, rows: block, threads: 1)
                let distribution = model.distribution(
                    of: forecasts[row - block.lowerBound], defaultScale: table.scale(at: row))
                return [distribution.location, distribution.quantile(0.05), distribution.quantile(0.95)]
            }
        }
    }
}
