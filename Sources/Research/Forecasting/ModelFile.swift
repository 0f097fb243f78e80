import Boosting
import Kernels

/// What `model.json` has: the family, and the numbers of models that are not trees.
struct ModelFile: Codable {
    struct Ridge: Codable {
        let means: [Double]
        let deviations: [Double]
        let weights: [Double]
        let intercept: Double
        let clip: Double
    }

    var format = 1
    let kind: ModelKind
    var horizonBars: Int?
    var drift: Double?
    var ridge: Ridge?
    var members: [ModelKind]?

    init(kind: ModelKind, drift: Double? = nil) {
        self.kind = kind
        self.drift = drift
    }

    func write(toFolder folder: String) throws(ForecastingError) {
        try ModelFolder.write(json: self, to: "\(folder)/\(ModelFolder.model)")
    }

    /// Reads the model in a folder, and its members.
    static func load(folder: String) throws(ForecastingError) -> any FittedModel {
        let path = "\(folder)/\(ModelFolder.model)"
        let file = try ModelFolder.read(ModelFile.self, json: path)
        guard file.format == 1 else {
            throw .unreadable(path: path, reason: "has format \(file.format); this version reads 1")
        }
        switch file.kind {
        case .persistence, .drift, .seasonalNaive: return NaiveModel(kind: file.kind, drift: file.drift ?? 0)
        case .ridge: return try file.ridgeModel(path)
        case .randomForest, .lightgbm:
            let text = try ModelFolder.read("\(folder)/\(ModelFolder.trees)")
            let booster = try boosting { () throws(BoostingError) in try LightGBMBooster(bytes: text) }
            return TreeModel(kind: file.kind, booster: booster, horizonBars: try file.horizon(path))
        case .ensemble:
            var members: [any FittedModel] = []
            for member in file.members ?? [] { members.append(try load(folder: "\(folder)/\(member.rawValue)")) }
            guard !members.isEmpty else { throw .unreadable(path: path, reason: "names no members") }
            return EnsembleModel(members: members)
        }
    }

    private func horizon(_ path: String) throws(ForecastingError) -> Int {
        guard let horizonBars, horizonBars >= 1 else { throw .unreadable(path: path, reason: "has no horizonBars") }
        return horizonBars
    }

    private func ridgeModel(_ path: String) throws(ForecastingError) -> RidgeModel {
        guard let ridge, ridge.means.count == ridge.weights.count, ridge.deviations.count == ridge.weights.count else {
            throw .unreadable(path: path, reason: "has no whole ridge regression")
        }
        let regression = RidgeRegression(
            means: ridge.means, deviations: ridge.deviations, weights: ridge.weights, intercept: ridge.intercept,
            clip: ridge.clip)
        return RidgeModel(regression: regression, horizonBars: try horizon(path))
    }
}
