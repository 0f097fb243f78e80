import Kernels

/// Logistic regression of the return's sign on the features: the probability that the return is above 0.
///
/// - Missing: a return of exactly 0 has no sign and is not learnt from.
struct LogisticModel: ModelFamily, Equatable {
    let regression: LogisticRegression

    var kind: ModelKind { .logistic }
    var featureCount: Int? { regression.function.weights.count }

    func forecast(_ input: ForecastInput) -> ModelForecast {
        ModelForecast(probabilityUp: regression.predict(input.features))
    }

    static func fit(
        _ specification: ModelSpecification, _ slice: TrainingSlice, threads: Int
    ) throws(ForecastingError) -> LogisticModel {
        let fit = LinearFit(specification, slice)
        let signs = Signs(fit.targets, weights: fit.weights)
        // Log-odds are √(8/π) times the mean in standard deviations where it is small: 4·φ(0).
        let penalty = fit.squarePenalty * Double.pi / 8
        return try fit.regression(targets: signs.byRow, weights: signs.weights) { data in
            LogisticModel(regression: try LogisticRegression(data, penalty: penalty, clip: fit.clip))
        }
    }

    static func parameters(of kind: ModelKind) -> [String: ModelParameter] {
        ["expected_r2": .expectedR2, "clip": .clip, "half_life_bars": .halfLifeBars]
    }

    func save(toFolder folder: String) throws(ForecastingError) {
        try ModelFolder.write(regression.function, of: kind, to: folder)
    }

    static func load(_ kind: ModelKind, folder: String) throws(ForecastingError) -> LogisticModel {
        LogisticModel(regression: LogisticRegression(function: try ModelFolder.read(LinearFunction.self, from: folder)))
    }
}

/// The directions of returns, for models that learn them.
struct Signs {
    /// By row: 1 for a return above 0, else 0.
    let byRow: [Double]
    /// By row: how much it counts, nothing where the return is 0; `nil` where all count alike.
    let weights: [Double]?

    init(_ targets: [Double], weights: [Double]?) {
        byRow = targets.map { $0 > 0 ? 1 : 0 }
        guard weights != nil || targets.contains(0) else {
            self.weights = nil
            return
        }
        self.weights = targets.indices.map { targets[$0] == 0 ? 0 : weights?[$0] ?? 1 }
    }
}
