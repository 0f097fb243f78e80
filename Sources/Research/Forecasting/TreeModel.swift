import Boosting
import Kernels

/// Trees by LightGBM, boosted or as a random forest, of the standardised return on the features.
struct TreeModel: FittedModel {
    let kind: ModelKind
    let booster: LightGBMBooster
    let horizonBars: Int

    func location(_ input: ForecastInput) -> Double {
        booster.predict(input.features) * input.volatility * Double(horizonBars).squareRoot()
    }

    func locations(_ table: LearningTable, rows: Range<Int>, threads: Int) throws(ForecastingError) -> [Double] {
        let root = Double(horizonBars).squareRoot()
        let width = table.featureCount
        let units = try table.features.withUnsafeBufferPointer { features throws(ForecastingError) in
            let block = UnsafeBufferPointer(rebasing: features[rows.lowerBound * width..<rows.upperBound * width])
            return try boosting { () throws(BoostingError) in try booster.predict(rows: block, threads: threads) }
        }
        return zip(rows, units).map { row, unit in unit * table.volatility[row] * root }
    }

    static func fit(
        _ specification: ModelSpecification, _ slice: TrainingSlice, _ targets: StandardisedTargets, threads: Int
    ) throws(ForecastingError) -> TreeModel {
        let table = slice.table
        let settings = specification.lightGBMSettings(rows: slice.rows.count, horizonBars: table.horizonBars)
        let rounds = Int(specification.value("num_iterations"))
        let booster = try table.features.withUnsafeBufferPointer { features throws(ForecastingError) in
            let data = TrainingData(
                features: features, rows: slice.rows.prefix, names: table.featureNames, usedRows: slice.rows.list,
                labels: slice.rows.map { targets.byRow[$0] })
            return try boosting { () throws(BoostingError) in
                try LightGBMBooster.train(data, settings: settings, rounds: rounds, threads: threads)
            }
        }
        return TreeModel(kind: specification.kind, booster: booster, horizonBars: table.horizonBars)
    }

    func save(toFolder folder: String) throws(ForecastingError) {
        var file = ModelFile(kind: kind)
        file.horizonBars = horizonBars
        try file.write(toFolder: folder)
        let bytes = try boosting { () throws(BoostingError) in try booster.bytes() }
        try ModelFolder.write(bytes, to: "\(folder)/\(ModelFolder.trees)")
    }
}
