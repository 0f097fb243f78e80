public import Base
import Scoring

extension Scorecard {
    /// Writes the scores as members of an open object, under the names the API uses; what is not defined is `null`.
    public func write(to writer: inout JSONWriter) {
        writer.member("n", n)
        writer.member("folds", folds)
        writer.member("r2_price", r2Price)
        writer.member("r2_price_naive", r2PriceNaive)
        writer.member("r2_return", r2Return)
        writer.member("mae", mae)
        writer.member("rmse", rmse)
        writer.member("mase", mase)
        writer.member("smape", smape)
        writer.member("directional_accuracy", directionalAccuracy)
        writer.member("directional_accuracy_low", directionalAccuracyLow)
        writer.member("directional_accuracy_high", directionalAccuracyHigh)
        writeDirection(to: &writer)
        writer.member("pinball", pinball)
        writer.member("crps", crps)
        writer.member("msis", msis)
        for level in CoverageScore.levels {
            let score = coverage?.first { $0.level == level }
            writer.member("coverage_\(Int(level * 100))", level == 0.8 ? coverage80 : score?.share)
        }
        writeInformationCoefficients(to: &writer)
        writer.member("clark_west", clarkWest?.statistic)
        writer.member("clark_west_p", clarkWest?.pValue)
        writer.member("clark_west_drift", clarkWestDrift?.statistic)
        writer.member("clark_west_drift_p", clarkWestDrift?.pValue)
        writer.member("clark_west_p_holm", holmP)
        writer.member("diebold_mariano", dieboldMariano?.statistic)
        writer.member("diebold_mariano_p", dieboldMariano?.pValue)
    }

    private func writeDirection(to writer: inout JSONWriter) {
        writer.member("log_loss", direction?.logLoss)
        writer.member("brier", direction?.brier.score)
        writer.member("brier_reliability", direction?.brier.reliability)
        writer.member("brier_resolution", direction?.brier.resolution)
        writer.member("auc", direction?.auc)
        writer.member("precision", direction?.precision)
        writer.member("recall", direction?.recall)
        writer.member("pesaran_timmermann", direction?.pesaranTimmermann?.statistic)
        writer.member("pesaran_timmermann_p", direction?.pesaranTimmermann?.pValue)
    }

    private func writeInformationCoefficients(to writer: inout JSONWriter) {
        let named = [("ic", informationCoefficient?.pearson), ("rank_ic", informationCoefficient?.rank)]
        for (name, coefficient) in named {
            writer.member(name, coefficient?.mean)
            writer.member("\(name)_low", coefficient?.meanInterval?.lower)
            writer.member("\(name)_high", coefficient?.meanInterval?.upper)
            writer.member("\(name)_ratio", coefficient?.ratio)
            writer.member("\(name)_p", coefficient?.overlapTest?.pValue)
            writer.member("\(name)_positive_share", coefficient?.positiveShare)
        }
        writer.member("ic_times", informationCoefficient?.pearson.times ?? 0)
    }
}
