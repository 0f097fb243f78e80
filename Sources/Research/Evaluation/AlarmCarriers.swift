import Base
import Explanation
import Forecasting
import Kernels
import Scoring

/// Finds the features that carry a model's skill: those that go with what came, and those that the model leans on.
struct AlarmCarriers {
    private let table: LearningTable
    /// The rows out of sample, in order of time.
    private let rows: [Int]
    /// The correlation of every feature with the targets of those rows.
    let correlations: [Double]

    /// - Complexity: O(rows · features).
    init(_ table: LearningTable, rows: [Int]) {
        self.table = table
        self.rows = rows
        let starts = InformationCoefficientSeries.starts(of: rows.map { table.times[$0] })
        let widest = zip(starts, starts.dropFirst()).reduce(0) { max($0, $1.1 - $1.0) }
        let blocks = widest >= CrossSectionalSkill.symbolsNeeded ? starts : [0, rows.count]
        correlations = (0..<table.featureCount).map { feature in
            var (sum, count) = (0.0, 0.0)
            for (start, end) in zip(blocks, blocks.dropFirst()) {
                guard let one = AlarmCarriers.correlation(table, feature, rows[start..<end]) else { continue }
                sum += one
                count += 1
            }
            return count > 0 ? sum / count : 0
        }
    }

    private static func correlation(_ table: LearningTable, _ feature: Int, _ rows: ArraySlice<Int>) -> Double? {
        var (said, came): ([Double], [Double]) = ([], [])
        for row in rows {
            let value = table.features[row * table.featureCount + feature]
            guard value.isFinite else { continue }
            said.append(value)
            came.append(table.targets[row])
        }
        return Correlation.pearson(said, came)
    }

    /// The strongest features of a model, by what it loses without them and then by correlation.
    ///
    /// - Parameter importances: By feature, the share by which the error rises; empty where it was not asked.
    /// - Returns: So many as are kept.
    func carriers(_ importances: [Double] = []) -> [SkillAlarm.Carrier] {
        // A model that minds no feature's shuffling reads none.
        if !importances.isEmpty, importances.allSatisfy({ $0 == 0 }) { return [] }
        let byCorrelation = correlations.indices.sorted { abs(correlations[$0]) > abs(correlations[$1]) }
        let byImportance = importances.indices.filter { importances[$0] > 0 }.sorted {
            importances[$0] > importances[$1]
        }
        var chosen: [Int] = []
        // In turn, so that neither a feature the model hides behind another nor one it only uses jointly is missed.
        for place in 0..<SkillAlarm.kept {
            for list in [byImportance, byCorrelation] where place < list.count && !chosen.contains(list[place]) {
                chosen.append(list[place])
            }
        }
        return chosen.prefix(SkillAlarm.kept).map { feature in
            SkillAlarm.Carrier(
                feature: table.featureNames[feature], correlation: correlations[feature],
                importance: importances.indices.contains(feature) ? importances[feature] : nil)
        }
    }

    /// How many numbers a model is asked for at the most.
    private static let predictions = 300_000
    private static let rowsAsked = 50...2000

    /// By feature, how much a model's squared error on a fold rises when the feature's values change places there.
    ///
    /// Only so many rows of the fold are asked that the whole takes seconds, evenly spread over its time.
    ///
    /// - Returns: Shares of the error; empty of a model that reads prices, or says something that is no number.
    func importances(of model: any FittedModel, fold: [Int]) -> [Double] {
        let width = table.featureCount
        // A model of prices may fit them anew for every row, and shuffled features would tell nothing of it.
        guard width > 0, !fold.isEmpty, !model.readsPrices else { return [] }
        let range = AlarmCarriers.rowsAsked
        let wanted = max(range.lowerBound, min(range.upperBound, AlarmCarriers.predictions / width))
        let step = max(1, fold.count / wanted)
        let asked = stride(from: 0, to: fold.count, by: step).map { fold[$0] }
        var block = Matrix(rows: asked.count, columns: width)
        for (place, row) in asked.enumerated() {
            for feature in 0..<width { block[place, feature] = table.features[row * width + feature] }
        }
        let measured = try? PermutationImportance(repeats: 1, seed: 1).measure(rows: block) { rows in
            rows.values.withUnsafeBufferPointer { values in
                asked.indices.map { place in
                    median(
                        model, UnsafeBufferPointer(rebasing: values[place * width..<(place + 1) * width]), asked[place])
                }
            }
        } loss: { said in
            zip(asked, said).reduce(0) { $0 + (table.targets[$1.0] - $1.1) * (table.targets[$1.0] - $1.1) }
        }
        // An importance that cannot be measured leaves the correlations to name the carriers.
        guard let measured, measured.loss > 0 else { return [] }
        return measured.features.map { $0.mean / measured.loss }
    }

    private func median(_ model: any FittedModel, _ features: UnsafeBufferPointer<Double>, _ row: Int) -> Double {
        let input = ForecastInput(
            features: features, seasonal: table.seasonal[row], volatility: table.volatility[row])
        let forecast = model.forecast(input)
        if forecast.location.isFinite { return forecast.location }
        if forecast.quantiles.count == ReturnDistribution.levels.count { return forecast.quantiles[9] }
        // A probability as a location: the normal quantile of it, in units of the scale.
        let share = min(max(forecast.probabilityUp, 0.01), 0.99)
        return NormalDistribution.quantile(share) * table.scale(at: row)
    }
}
