import Explanation
import Kernels

/// Linear quantile regression of the standardised return on the features, at the levels of ``QuantileLadder/short``.
///
/// Without a penalty every level's weights would be noise for the most part, so they are shrunk as the mean of a normal
/// prior's posterior would be for uncorrelated features. The median's weights move the distribution: `expected_r2` is what they are
/// expected to explain of the variance. What another level's differ from them widens or narrows it:
/// `expected_spread_r2` is the variance, in squares of the spread, that they are expected to explain of it.
/// - Source: the regression quantiles' joint distribution in large samples is that of Koenker and Bassett, 1978, here with a
///   normal density.
struct QuantileModel: ModelFamily, Equatable {
    let regression: QuantileRegression
    let horizonBars: Int

    var kind: ModelKind { .quantileRegression }
    var featureCount: Int? { regression.functions[0].weights.count }

    func forecast(_ input: ForecastInput) -> ModelForecast {
        let rungs = values(input.features).map(\.value)
        return ModelForecast(
            quantiles: QuantileLadder.short.quantiles(rungs, unit: input.scale(horizonBars: horizonBars)))
    }

    /// The functions' values, ascending, each with its function.
    private func values(_ row: UnsafeBufferPointer<Double>) -> [(value: Double, function: LinearFunction)] {
        regression.functions.map { ($0(row), $0) }.sorted { $0.value < $1.value }
    }

    /// What each feature adds to the median: that function's terms whose value is in the middle.
    func attribution(_ input: ForecastInput) -> Attribution? {
        let middle = values(input.features)[regression.functions.count / 2].function
        return middle.attribution(input.features, unit: input.scale(horizonBars: horizonBars))
    }

    static func fit(
        _ specification: ModelSpecification, _ slice: TrainingSlice, threads: Int
    ) throws(ForecastingError) -> QuantileModel {
        let fit = LinearFit(specification, slice)
        try fit.checkRowsPerWeight()
        let raw = try fit.regression { data in
            try QuantileRegression(data, levels: QuantileLadder.short.levels, clip: fit.clip)
        }
        return QuantileModel(regression: QuantileShrinkage(fit).shrunk(raw), horizonBars: slice.table.horizonBars)
    }

    static func parameters(of kind: ModelKind) -> [String: ModelParameter] {
        [
            "expected_r2": .expectedR2, "expected_spread_r2": .init(0.05, 1e-6...1), "clip": .clip,
            "half_life_bars": .halfLifeBars,
        ]
    }

    private struct Body: Codable {
        let horizonBars: Int
        let regression: QuantileRegression
    }

    func save(toFolder folder: String) throws(ForecastingError) {
        try ModelFolder.write(Body(horizonBars: horizonBars, regression: regression), of: kind, to: folder)
    }

    static func load(_ kind: ModelKind, folder: String) throws(ForecastingError) -> QuantileModel {
        let body = try ModelFolder.read(Body.self, from: folder)
        let functions = body.regression.functions
        guard body.regression.levels == QuantileLadder.short.levels,
            Set(functions.map(\.weights.count)).count == 1
        else {
            throw .unreadable(
                path: "\(folder)/\(ModelFolder.model)",
                reason: "expected functions of the same features at the levels \(QuantileLadder.short.levels)")
        }
        return QuantileModel(regression: body.regression, horizonBars: body.horizonBars)
    }
}
