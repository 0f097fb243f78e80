import Scoring

extension ModelComparison {
    /// What was found, in sentences.
    public var finding: [String] {
        var words = [
            "\(names.count) \(names.count == 1 ? "model was" : "models were") compared over \(times) times, \(horizonBars) "
                + "\(horizonBars == 1 ? "bar" : "bars") ahead."
        ]
        if let test = superiorToPersistence { words.append(sentence(test, against: "persistence")) }
        if let naive = bestNaive, let test = superiorToBestNaive {
            words.append(sentence(test, against: "\(names[naive]), the best naive model"))
        }
        if confidenceSet != nil { words.append(confidenceSentence) }
        if let sharpe = sharpeSentence { words.append(sharpe) }
        if let overfitting { words.append(sentence(overfitting)) }
        return words
    }

    private func sentence(_ test: SuperiorPredictiveAbility, against benchmark: String) -> String {
        let best = names[skilled[test.best]]
        let isAlone = skilled.count == 1
        guard test.statistic > 0 else {
            return isAlone
                ? "\(best) does not have smaller errors than \(benchmark)."
                : "None of the \(skilled.count) models of this call that are not naive has smaller errors than \(benchmark)."
        }
        let found =
            test.consistent < 0.05
            ? "more than luck\(isAlone ? "" : " among so many") explains"
            : "which luck\(isAlone ? "" : " among so many") may explain"
        let what = isAlone ? "has smaller errors" : "does best of the \(skilled.count) models of this call"
        return "Against \(benchmark), \(best) \(what), \(found) (Hansen's test, p \(threeDigits(test.consistent)))."
    }

    private var confidenceSentence: String {
        let left = included.map { names[$0] }
        let level = wholePercent(ModelComparison.confidence)
        if left.count == names.count {
            return "The data tell no model from another: any may be the best (\(level) sure)."
        }
        let list = left.joined(separator: ", ")
        return left.count == 1
            ? "\(list) is better than every other model (\(level) sure)."
            : "The best model is one of \(list) (\(level) sure); which of them, the data do not tell."
    }

    private var sharpeSentence: String? {
        guard !skilled.isEmpty else { return nil }
        let rule =
            isCrossSectional ? "long above the median forecast, short below" : "long above the drift, short below"
        guard let best = bestStrategy, let ratio = strategies[best].sharpe, let deflatedSharpe, ratio.value > 0 else {
            return isCrossSectional
                ? "Following no model (\(rule)) has a return above 0."
                : "Following no model (\(rule)) is better than drift’s."
        }
        let period = horizonBars == 1 ? "bar" : "\(horizonBars) bars"
        let what = isCrossSectional ? "has a Sharpe ratio" : "has, beyond drift’s return, a Sharpe ratio"
        let place = skilled.count > 1 ? ", the best of the \(skilled.count) models of this call" : ""
        let verdict =
            deflatedSharpe > 0.95
            ? "more than luck explains"
            : isCrossSectional
                ? "not more than luck may explain" : "which luck explains as well: no better than drift’s"
        return
            "Following \(names[best]) (\(rule)) \(what) of \(twoDigits(ratio.value)) per \(period)\(place), \(verdict) (deflated "
            + "Sharpe ratio \(twoDigits(deflatedSharpe)), 0.95 is wanted). It is a yardstick without costs or limits, not a "
            + "backtest."
    }

    private func sentence(_ overfitting: BacktestOverfitting) -> String {
        let share = wholePercent(overfitting.probability)
        let verdict =
            overfitting.probability >= 0.5
            ? "which of these is chosen tells nothing"
            : overfitting.probability >= 0.2
                ? "their order is weak" : "their order lasts, which is not to say that the first is good"
        return "The model with the highest return R² on one half of the time is at or below the median on the other in "
            + "\(share) of all halvings: \(verdict)."
    }
}
