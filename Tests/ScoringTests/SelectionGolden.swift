/// Goldens/selection.json; see scoring.py beside it.
struct SelectionGolden: Decodable {
    struct Sharpe: Decodable {
        let returns: [Double]
        let value, skewness, kurtosis, benchmark, probabilistic, trials, trialVariance: Double
        let expectedMaximum, deflated, minimumTrackRecord: Double
    }

    struct Overfitting: Decodable {
        struct Result: Decodable {
            let probability, slope, loss: Double
            let logits: [Double]
        }

        let returns: [Double]
        let columns, groups: Int
        let sharpe, mean: Result
    }

    struct Adjustment: Decodable {
        let p, holm: [Double]
    }

    let sharpe: Sharpe
    let overfitting: Overfitting
    let adjustments: [Adjustment]
}
