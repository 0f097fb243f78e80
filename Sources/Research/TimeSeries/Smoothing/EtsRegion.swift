/// Where a fit may put the gains of an exponential smoothing model.
public enum EtsRegion: String, Sendable, Codable, CaseIterable {
    /// The usual region: α < 1, β ≤ α, γ ≤ 1 − α. statsforecast searches a box like it.
    case usual
    /// The part of the usual region where old values lose their weight (``EtsParameters/isForecastable(period:)``), as R's `ets`
    /// demands; it matters for seasonal forms, whose usual region is not all forecastable.
    case forecastable
}
