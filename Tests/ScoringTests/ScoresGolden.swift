/// Goldens/scores.json; see scoring.py beside it.
struct ScoresGolden: Decodable {
    struct Points: Decodable {
        let forecasts, outcomes, history, lower, upper: [Double]
        let season: Int
        let scale, mae, rmse, smape, mase, msis, missRate: Double
    }

    struct Coefficients: Decodable {
        struct Test: Decodable {
            let horizon, lags: Int
            let t, p: Double
        }

        let forecasts, outcomes: [Double]
        let starts, sections: [Int]
        let pearson, rank: [Double]
        let mean, deviation, positive: Double
        let tests: [Test]
    }

    struct Distributions: Decodable {
        struct Case: Decodable {
            let levels, quantiles, pinball: [Double]
            let outcome, crps, crpsByPinball: Double
        }

        let cases: [Case]
        let sample: [Double]
        let sampleOutcome, sampleCrps: Double
    }

    struct Probabilities: Decodable {
        let probabilities: [Double]
        let events: [Bool]
        let logLoss, brier, auc, reliability, resolution, uncertainty, precision, recall, f1: Double
        let binForecasts, binShares, uniform, chi: [Double]
        let counts: [Int]
    }

    struct Coverage: Decodable {
        let missRate: Double
        let misses: [Bool]
        let unconditional, independence, conditional: [Double]
    }

    let points: Points
    let coefficients: Coefficients
    let distributions: Distributions
    let probabilities: Probabilities
    let coverage: [Coverage]
}
