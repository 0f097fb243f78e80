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
        let library = try LightGBMLibrary.open()
        let root = Double(horizonBars).squareRoot()
        let width = table.featureCount
        let units = try table.features.withUnsafeBufferPointer { features throws(ForecastingError) in
            let block = UnsafeBufferPointer(rebasing: features[rows.lowerBound * width..<rows.upperBound * width])
            return try library.limited(toThreads: threads) { () throws(ForecastingError) in
                try booster.predict(rows: block)
            }
        }
        return zip(rows, units).map { row, unit in unit * table.volatility[row] * root }
    }

    static func fit(
        _ specification: ModelSpecification, _ slice: TrainingSlice, _ targets: StandardisedTargets, threads: Int
    ) throws(ForecastingError) -> TreeModel {
        let table = slice.table
        let parameters = specification.lightGBMParameters(rows: slice.rows.count, horizonBars: table.horizonBars)
        let rounds = Int(specification.value("num_iterations"))
        let library = try LightGBMLibrary.open()
        let labels = slice.rows.map { Float(targets.byRow[$0]) }
        let booster = try table.features.withUnsafeBufferPointer { features throws(ForecastingError) in
            try library.limited(toThreads: threads) { () throws(ForecastingError) in
                let dataset = try LightGBMDataset(
                    features: features, rows: slice.rows.prefix, names: table.featureNames, usedRows: slice.rows.list,
                    labels: labels, parameters: parameters)
                return try LightGBMBooster.train(dataset, parameters: parameters, rounds: rounds)
            }
        }
        return TreeModel(kind: specification.kind, booster: booster, horizonBars: table.horizonBars)
    }

    func save(toFolder folder: String) throws(ForecastingError) {
        var file = ModelFile(kind: kind)
        file.horizonBars = horizonBars
        try file.write(toFolder: folder)
        try ModelFolder.write(Array(booster.text().utf8), to: "\(folder)/\(ModelFolder.trees)")
    }
}
