import Base
import Explanation
import Forecasting
import Kernels
import ModelRegistry

/// Explains what one model says of one input.
struct ExplanationMaker {
    let model: CalibratedModel
    /// What the model was asked.
    let row: [Double]
    let seasonal: Double
    let volatility: Double
    let prices: PriceHistory?
    let symbol: Symbol

    /// Parts of a prediction, one for each feature.
    struct Parts {
        var means: ForecastExplanation.Means
        var attribution: Attribution
        var errors: [Double]
        var note: String?
    }

    /// The median log return that the model forecasts for a row of features, all else being as it is.
    func location(_ features: UnsafeBufferPointer<Double>) -> Double {
        model.forecast(
            input(features), of: symbol
        ).location
    }

    private func input(_ features: UnsafeBufferPointer<Double>) -> ForecastInput {
        ForecastInput(features: features, seasonal: seasonal, volatility: volatility, prices: prices, symbol: symbol)
    }

    var prediction: Double { row.withUnsafeBufferPointer(location) }

    /// What the model rests on when it is not features; `nil` where it is.
    var restsOn: String? {
        switch model.model.kind {
        case .persistence: "persistence rests on the last close alone: the price stays, so there is nothing to explain"
        case .drift: "drift rests on the mean return of the bars it was trained on, whatever the features are"
        case .historicalMean: "historical-mean rests on the mean return of all closes so far, whatever the features are"
        case .seasonalNaive: "seasonal-naive rests on the return of the season before, whatever the features are"
        case let kind where kind.isEnsemble: nil
        case let kind:
            model.model.readsPrices
                ? "\(kind.rawValue) reads the closes so far, not the features: it rests on their course alone" : nil
        }
    }

    /// Finds the parts.
    ///
    /// - Parameters:
    ///   - method: How.
    ///   - background: Rows of the training time; asked for only where they are needed.
    /// - Returns: One part for each feature.
    /// - Throws: `ExplanationError`, or what the background throws.
    func parts(_ method: ExplanationMethod, background: () throws -> ExplanationBackground) throws -> Parts {
        if let restsOn {
            return Parts(
                means: .none, attribution: Attribution(base: prediction, contributions: row.map { _ in 0 }),
                errors: row.map { _ in 0 }, note: restsOn)
        }
        if method == .automatic, let exact = exact {
            return Parts(means: .exact, attribution: exact, errors: row.map { _ in 0 })
        }
        return method == .lime ? try lime(background()) : try shap(background())
    }

    /// The family's own attribution, where the distribution's median is the model's location.
    private var exact: Attribution? {
        let own = row.withUnsafeBufferPointer { features in
            model.model.attribution(input(features))
        }
        guard let own, own.contributions.count == row.count else { return nil }
        let prediction = prediction
        let size = own.contributions.reduce(abs(own.base)) { $0 + abs($1) }
        return abs(own.prediction - prediction) <= 1e-5 * max(size, abs(prediction)) ? own : nil
    }

    private func shap(_ background: ExplanationBackground) throws -> Parts {
        var options = KernelShap.Options()
        options.sampledCoalitions = max(options.sampledCoalitions, 8 * row.count)
        let explanation = try KernelShap(background: background.rows, options: options)
            .explain(row, model: predictions)
        return Parts(
            means: .kernelShap, attribution: explanation.attribution, errors: explanation.standardErrors,
            note: explanation.isExact
                ? nil : "sampled: \(explanation.coalitions) coalitions of features against \(background.rows.rows) rows"
        )
    }

    private func lime(_ background: ExplanationBackground) throws -> Parts {
        let explanation = try Lime(training: background.reference).explain(row, model: predictions)
        let fit = NumberFormat.fixed(explanation.determination * 100, digits: 0)
        return Parts(
            means: .lime, attribution: explanation.attribution, errors: row.map { _ in .nan },
            note: "a line near the row explains \(fit) % of what the model says around it")
    }

    private func predictions(_ rows: Matrix) -> [Double] {
        rows.values.withUnsafeBufferPointer { values in
            (0..<rows.rows).map { index in
                location(
                    UnsafeBufferPointer(rebasing: values[index * rows.columns..<(index + 1) * rows.columns]))
            }
        }
    }
}
