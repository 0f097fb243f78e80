/// Adaptive conformal inference: moves the miss rate asked for, so that the miss rate had comes right in the long run
/// whatever the series does.
///
/// After each outcome αₜ₊₁ = αₜ + γ·(α − missₜ). The share of misses of T outcomes is then within
/// (max(α₁, 1 − α₁) + γ) / (γ·T) of α, for any series at all where nothing is missed at αₜ ≤ 0 and all is at αₜ ≥ 1; nothing
/// is promised of any one stretch.
///
/// Outcomes may come late, as those of h-bar forecasts do: update when one is known, in order. The bound then also has
/// the outcomes still open in it.
///
/// - Source: Gibbs and Candès, "Adaptive conformal inference under distribution shift", 2021, eq. 2 and prop. 4.1.
public struct AdaptiveConformal: Sendable, Codable, Equatable {
    /// α: the share of misses wanted.
    public let targetMissRate: Double
    /// γ: how far one outcome moves the rate; the authors use 0.005.
    public let step: Double
    /// αₜ: the miss rate to ask for now; at or below 0 everything must be covered, at or above 1 nothing.
    public private(set) var missRate: Double
    /// How many outcomes it has seen.
    public private(set) var outcomes = 0
    /// How many of them were missed.
    public private(set) var misses = 0

    /// Begins at the target.
    ///
    /// - Parameters:
    ///   - targetMissRate: α, within (0, 1).
    ///   - step: γ, above 0; larger follows faster and wavers more.
    /// - Note: `nil` outside those ranges.
    public init?(targetMissRate: Double, step: Double = 0.005) {
        guard targetMissRate > 0, targetMissRate < 1, step > 0, step.isFinite else { return nil }
        self.targetMissRate = targetMissRate
        self.step = step
        missRate = targetMissRate
    }

    /// Learns whether the interval issued for an outcome missed it.
    public mutating func update(missed: Bool) {
        missRate += step * (targetMissRate - (missed ? 1 : 0))
        outcomes += 1
        misses += missed ? 1 : 0
    }
}
