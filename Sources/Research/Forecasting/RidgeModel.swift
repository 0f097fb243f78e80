import Kernels

/// Ridge regression of the standardised return on the features.
struct RidgeModel: FittedModel, Equatable {
    let regression: RidgeRegression
    let horizonBars: Int

    var kind: ModelKind { .ridge }

    func location(_ input: ForecastInput) -> Double {
        regression.predict(input.features) * input.volatility * Double(horizonBars).squareRoot()
    }

    static func fit(
        _ specification: ModelSpecification, _ slice: TrainingSlice, _ targets: StandardisedTargets
    ) throws(ForecastingError) -> RidgeModel {
        let table = slice.table
        let signal = specification.value("expected_r2")
        let penalty = Double(table.featureCount) / signal * Double(table.horizonBars)
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

    func save(toFolder folder: String) throws(ForecastingError) {
        var file = ModelFile(kind: kind)
        file.horizonBars = horizonBars
        file.ridge = .init(
            means: regression.means, deviations: regression.deviations, weights: regression.weights,
            intercept: regression.intercept, clip: regression.clip)
        try file.write(toFolder: folder)
    }
}
