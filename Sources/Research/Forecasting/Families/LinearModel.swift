import Explanation
import Kernels

/// The return in units of σ_t·√h as a linear function of the standardised features: ordinary least squares, ridge
/// regression, the lasso and the elastic net.
struct LinearModel: ModelFamily, Equatable {
    let kind: ModelKind
    let function: LinearFunction
    let horizonBars: Int

    var featureCount: Int? { function.weights.count }

    func forecast(_ input: ForecastInput) -> ModelForecast {
        ModelForecast(location: function(input.features) * input.scale(horizonBars: horizonBars))
    }

    func attribution(_ input: ForecastInput) -> Attribution? {
        function.attribution(input.features, unit: input.scale(horizonBars: horizonBars))
    }

    static func fit(
        _ specification: ModelSpecification, _ slice: TrainingSlice, threads: Int
    ) throws(ForecastingError) -> LinearModel {
        let fit = LinearFit(specification, slice)
        if specification.kind == .ols { try fit.checkRowsPerWeight() }
        let function = try fit.regression { data in
            switch specification.kind {
            case .ols: try LeastSquares(data, clip: fit.clip).function
            case .lasso: try fit.elasticNet(data, l1Share: 1)
            case .elasticNet: try fit.elasticNet(data, l1Share: specification.value("l1_share"))
            default: try fit.ridge(data)
            }
        }
        return LinearModel(kind: specification.kind, function: function, horizonBars: slice.table.horizonBars)
    }

    static func parameters(of kind: ModelKind) -> [String: ModelParameter] {
        let all = ["clip": ModelParameter.clip, "half_life_bars": .halfLifeBars]
        switch kind {
        case .ols: return all
        case .elasticNet:
            return all.merging(["expected_r2": .expectedR2, "l1_share": .init(0.5, 0...1)]) { $1 }
        default: return all.merging(["expected_r2": .expectedR2]) { $1 }
        }
    }

    private struct Body: Codable {
        let horizonBars: Int
        let function: LinearFunction

        init(horizonBars: Int, function: LinearFunction) {
            self.horizonBars = horizonBars
            self.function = function
        }

        private enum CodingKeys: CodingKey { case horizonBars }

        init(from decoder: any Decoder) throws {
            horizonBars = try decoder.container(keyedBy: CodingKeys.self).decode(Int.self, forKey: .horizonBars)
            function = try LinearFunction(from: decoder)
        }

        // The function's parts stand beside the horizon.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(horizonBars, forKey: .horizonBars)
            try function.encode(to: encoder)
        }
    }

    func save(toFolder folder: String) throws(ForecastingError) {
        try ModelFolder.write(Body(horizonBars: horizonBars, function: function), of: kind, to: folder)
    }

    static func load(_ kind: ModelKind, folder: String) throws(ForecastingError) -> LinearModel {
        let body = try ModelFolder.read(Body.self, from: folder)
        return LinearModel(kind: kind, function: body.function, horizonBars: body.horizonBars)
    }
}

extension LinearFit {
    /// The elastic net that is ridge regression with an `l1Share` of 0 and the lasso with 1.
    fileprivate func elasticNet(_ data: RegressionRows, l1Share: Double) throws -> LinearFunction {
        // The penalties as shares of all rows, which is how the regression takes them.
        let size = l1Share * sizePenalty / rowsWorth
        let square = (1 - l1Share) * squarePenalty / rowsWorth
        return try ElasticNet(
            data, strength: .absolute(size + square), l1Share: size / (size + square), clip: clip
        ).function
    }

    fileprivate func ridge(_ data: RegressionRows) throws -> LinearFunction {
        // By normal equations where rows count alike; else by the descent that takes weights, to the same optimum.
        guard data.weights == nil else { return try elasticNet(data, l1Share: 0) }
        let regression = try RidgeRegression(
            features: data.features, columns: data.columns, targets: data.targets, rows: data.rows,
            penalty: squarePenalty, clip: clip)
        return LinearFunction(
            means: regression.means, deviations: regression.deviations, weights: regression.weights,
            intercept: regression.intercept, clip: regression.clip)
    }
}

extension LinearFunction {
    /// What each feature adds to the value times a unit; exact, since the function is linear.
    func attribution(_ row: UnsafeBufferPointer<Double>, unit: Double) -> Attribution {
        Attribution(base: intercept * unit, contributions: contributions(row).map { $0 * unit })
    }
}
