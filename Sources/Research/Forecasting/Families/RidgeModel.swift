import Kernels

/// Ridge regression of the standardised return on the features.
struct RidgeModel: ModelFamily, Equatable {
    let regression: RidgeRegression
    let horizonBars: Int

    var kind: ModelKind { .ridge }

    func forecast(_ input: ForecastInput) -> ModelForecast {
        let scale = input.volatility * Double(horizonBars).squareRoot()
        return ModelForecast(location: regression.predict(input.features) * scale)
    }

    static func fit(
        _ specification: ModelSpecification, _ slice: TrainingSlice, threads: Int
    ) throws(ForecastingError) -> RidgeModel {
        let table = slice.table
        let signal = specification.value("expected_r2")
        let penalty = Double(table.featureCount) / signal * Double(table.horizonBars)
        let targets = StandardisedTargets(slice)
        do {
            let regression = try table.features.withUnsafeBufferPointer { features in
                try RidgeRegression(
                    features: features, columns: table.featureCount, targets: targets.byRow, rows: slice.rows,
                    penalty: penalty, clip: specification.value("clip"))
            }
            return RidgeModel(regression: regression, horizonBars: table.horizonBars)
        } catch {
            throw .unsolvable(kind: .ridge, reason: "\(error)")
        }
    }

    /// The default expects features that together explain half a percent of the variance, which makes a penalty of p / 0.005
    /// rows the Bayes-optimal one.
    static func parameters(of kind: ModelKind) -> [String: ModelParameter] {
        ["expected_r2": .init(0.005, 1e-6...1), "clip": .init(6, 1...100)]
    }

    private struct Body: Codable {
        let horizonBars: Int
        let means: [Double]
        let deviations: [Double]
        let weights: [Double]
        let intercept: Double
        let clip: Double
    }

    func save(toFolder folder: String) throws(ForecastingError) {
        let body = Body(
            horizonBars: horizonBars, means: regression.means, deviations: regression.deviations,
            weights: regression.weights, intercept: regression.intercept, clip: regression.clip)
        try ModelFolder.write(body, of: kind, to: folder)
    }

    static func load(_ kind: ModelKind, folder: String) throws(ForecastingError) -> RidgeModel {
        let body = try ModelFolder.read(Body.self, from: folder)
        guard body.means.count == body.weights.count, body.deviations.count == body.weights.count else {
            throw .unreadable(path: "\(folder)/\(ModelFolder.model)", reason: "has no whole ridge regression")
        }
        let regression = RidgeRegression(
            means: body.means, deviations: body.deviations, weights: body.weights, intercept: body.intercept,
            clip: body.clip)
        return RidgeModel(regression: regression, horizonBars: body.horizonBars)
    }
}
