/// How the width of a forecast's distribution is found from the residuals of its calibration tail.
public enum IntervalMethod: String, Sendable, Codable, CaseIterable {
    /// The residuals' own quantiles.
    case residuals
    /// Split conformal prediction: for exchangeable residuals an interval between two quantiles covers at least what it
    /// says, whatever their distribution (Vovk et al., 2005; Lei et al., 2018).
    case conformal
    /// Sums of one-bar residuals drawn with replacement: over many bars there are few residuals that do not overlap, and
    /// many of one bar (Efron, 1979).
    case bootstrap
    /// Conformal quantiles whose levels follow what came, for series that are not exchangeable (Gibbs and Candès, 2021).
    case adaptive
}
