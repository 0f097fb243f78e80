/// How the width of a forecast's distribution is found from the residuals of its calibration tail.
public enum IntervalMethod: String, Sendable, Codable, CaseIterable {
    /// The residuals' own quantiles.
    case residuals
    /// Quantiles at the ranks of split conformal prediction, ⌈(n + 1)p⌉ (Vovk et al., 2005; Lei et al., 2018); about the model's
    /// median, not the residuals', so that coverage is as nominal as that median is.
    case conformal
    /// Sums of one-bar residuals drawn with replacement: over many bars there are few residuals that do not overlap, and
    /// many of one bar (Efron, 1979).
    case bootstrap
    /// Conformal quantiles whose levels follow what came, for series that are not exchangeable (Gibbs and Candès, 2021).
    case adaptive
}
