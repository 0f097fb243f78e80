public import Base

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
        writer.member("directional_accuracy", directionalAccuracy)
        writer.member("directional_accuracy_low", directionalAccuracyLow)
        writer.member("directional_accuracy_high", directionalAccuracyHigh)
        writer.member("pinball", pinball)
        writer.member("coverage_80", coverage80)
        writer.member("clark_west", clarkWest?.statistic)
        writer.member("clark_west_p", clarkWest?.pValue)
        writer.member("clark_west_drift", clarkWestDrift?.statistic)
        writer.member("clark_west_drift_p", clarkWestDrift?.pValue)
        writer.member("clark_west_p_holm", holmP)
        writer.member("diebold_mariano", dieboldMariano?.statistic)
        writer.member("diebold_mariano_p", dieboldMariano?.pValue)
    }
}
