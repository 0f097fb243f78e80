import Boosting
import Kernels

/// Rows, labels and weights that trees are trained on.
struct TreeFit {
    let specification: ModelSpecification
    let slice: TrainingSlice
    let categories: CategoryColumns?
    let isDirection: Bool
    private let rows: RowSelection
    private let labels: [Double]
    private let weights: [Double]?

    init(_ specification: ModelSpecification, _ slice: TrainingSlice) throws(ForecastingError) {
        self.specification = specification
        self.slice = slice
        categories = try CategoryColumns(specification, slice)
        let learnsSigns = specification.kind != .quantileTrees && specification.flag("direction")
        isDirection = learnsSigns
        let targets = StandardisedTargets(slice).byRow
        let ages = AgeWeights(slice, halfLifeBars: specification.value("half_life_bars")).byRow
        // A return of 0 has no sign to learn.
        let used = learnsSigns ? slice.rows.filtered { targets[$0] != 0 } : slice.rows
        rows = used
        labels = used.map { learnsSigns ? (targets[$0] > 0 ? 1 : 0) : targets[$0] }
        weights = ages.map { byRow in used.map { byRow[$0] } }
        if learnsSigns, Set(labels).count < 2 {
            throw .unsolvable(
                kind: specification.kind, reason: "the returns have one sign, so there is nothing to tell apart")
        }
    }

    /// Trains a booster for each objective.
    func train<Trees: Booster>(
        _ library: Trees.Type, _ objectives: [BoostingObjective], threads: Int
    ) throws(ForecastingError) -> [any Booster] {
        let table = slice.table
        // Without added columns the table's own features are read where they lie.
        let added = categories.map { $0.features(of: table, rows: 0..<rows.prefix) }
        return try (added ?? table.features).withUnsafeBufferPointer { features throws(ForecastingError) in
            let names = table.featureNames + (categories?.names ?? [])
            let data = TrainingData(
                features: features, rows: rows.prefix, names: names, usedRows: rows.list, labels: labels,
                weights: weights,
                categoricalColumns: categories?.source.areIndicators == false
                    ? Array(table.featureCount..<names.count) : [])
            return try boosting { () throws(BoostingError) in
                try boosters(library, data, objectives, threads: threads)
            }
        }
    }

    private var meanWeight: Double { weights.map { $0.reduce(0, +) / Double(max(1, $0.count)) } ?? 1 }

    private func boosters<Trees: Booster>(
        _ library: Trees.Type, _ data: TrainingData, _ objectives: [BoostingObjective], threads: Int
    ) throws(BoostingError) -> [any Booster] {
        let rounds = Int(specification.value("num_iterations"))
        var boosters: [any Booster] = []
        var dataset: Trees.Training.Dataset?
        for objective in objectives {
            let settings = specification.treeSettings(
                objective, rows: slice.rows.count, meanWeight: meanWeight, horizonBars: slice.table.horizonBars)
            // Bins do not depend on the objective.
            if dataset == nil {
                dataset = try Trees.Training.Dataset(data, settings: settings, reference: nil, threads: threads)
            }
            guard let dataset else { continue }
            let training = try Trees.Training(on: dataset, validation: nil, settings: settings, threads: threads)
            try training.run(rounds: rounds)
            boosters.append(try training.booster(rounds: training.rounds))
        }
        return boosters
    }
}

extension RowSelection {
    /// The rows that fulfil a condition.
    fileprivate func filtered(_ isWanted: (Int) -> Bool) -> RowSelection {
        let wanted = Set(filter(isWanted))
        return RowSelection(0..<prefix) { wanted.contains($0) }
    }
}
