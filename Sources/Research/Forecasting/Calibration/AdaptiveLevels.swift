public import Base
import Kernels

/// The levels at which a symbol's quantiles are read so that, of late, the share of returns below each was what it should be.
///
/// After each outcome a level p that is read at p_t moves by γ·(p − 1{return ≤ quantile at p_t}): one-sided adaptive conformal
/// inference for each of the 19 levels shown.
/// - Source: Gibbs and Candès, "Adaptive conformal inference under distribution shift", 2021.
public struct AdaptiveLevels: Sendable, Equatable, Codable {
    /// How far one outcome moves a level.
    public static let step = 0.01
    /// By a symbol's name, one level for each of ``ReturnDistribution/levels``; symbols without outcomes are not there.
    public private(set) var bySymbol: [String: [Double]] = [:]

    /// Makes levels that no outcome has moved.
    public init() {}

    /// A symbol, the first by name, that has not a finite number for each level; `nil` where all have.
    var damagedSymbol: String? {
        bySymbol.filter { $1.count != ReturnDistribution.levels.count || !$1.allSatisfy(\.isFinite) }.keys.min()
    }

    /// Where a symbol's quantiles are read now.
    public func levels(of symbol: Symbol) -> [Double] { bySymbol[symbol.name] ?? ReturnDistribution.levels }

    /// Takes an outcome.
    ///
    /// The middle level stays: the median is the model's own, and all others are read about it.
    ///
    /// - Parameters:
    ///   - actual: The return that came.
    ///   - quantiles: The 19 that were issued when it was forecast.
    ///   - symbol: Whose return it is.
    public mutating func take(_ actual: Double, issued quantiles: [Double], symbol: Symbol) {
        var moved = levels(of: symbol)
        for (place, level) in ReturnDistribution.levels.enumerated() where place != 9 {
            let isBelow = actual <= quantiles[place]
            let next = moved[place] + AdaptiveLevels.step * (level - (isBelow ? 1 : 0))
            moved[place] = max(AdaptiveLevels.range.lowerBound, min(AdaptiveLevels.range.upperBound, next))
        }
        bySymbol[symbol.name] = moved
    }

    /// How far a level may move: beyond 0 and 1 quantiles go on outwards, but not for ever.
    public static let range = -0.1...1.1

    /// A shape read at other levels: ascending, its middle 0.
    ///
    /// Beyond its outermost quantiles a shape goes on as a normal tail through them would to 0.0005, and from there by as
    /// much again for each twentieth that the level lies farther out.
    public static func shape(_ shape: [Double], readAt levels: [Double]) -> [Double] {
        let read = levels.map { level in
            if level < 0.01 { return shape[0] * reach(level) }
            if level > 0.99 { return shape[shape.count - 1] * reach(1 - level) }
            return ReturnDistribution.value(of: shape, at: level)
        }
        let curve = QuantileCurve(read).values
        let median = curve[ReturnDistribution.shapeCount / 2]
        return curve.map { $0 - median }
    }

    /// How many times farther out than the quantile at 0.01 one at a lower level lies.
    private static func reach(_ level: Double) -> Double {
        let least = 0.0005
        let normal = NormalDistribution.quantile(max(level, least)) / NormalDistribution.quantile(0.01)
        return normal * (1 + 20 * max(0, least - level))
    }
}
