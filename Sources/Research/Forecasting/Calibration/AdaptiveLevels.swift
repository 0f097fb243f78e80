public import Base

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
    /// - Parameters:
    ///   - unit: (return − location) / scale.
    ///   - levels: Where the quantiles were read when it was forecast.
    ///   - shape: What was read.
    ///   - symbol: Whose return it is.
    public mutating func take(_ unit: Double, readAt levels: [Double], of shape: [Double], symbol: Symbol) {
        var moved = self.levels(of: symbol)
        for (place, level) in ReturnDistribution.levels.enumerated() {
            let isBelow = unit <= ReturnDistribution.value(of: shape, at: levels[place])
            moved[place] += AdaptiveLevels.step * (level - (isBelow ? 1 : 0))
        }
        bySymbol[symbol.name] = moved
    }

    /// A shape read at other levels: ascending, its middle 0.
    ///
    /// A level that has moved beyond 0 or 1 asks for more than the residuals have; the outermost are widened by as much as
    /// they are apart.
    public static func shape(_ shape: [Double], readAt levels: [Double]) -> [Double] {
        let read = levels.map { ReturnDistribution.value(of: shape, at: $0) }.sorted()
        let curve = QuantileCurve(read).values
        let median = curve[ReturnDistribution.shapeCount / 2]
        return curve.map { $0 - median }
    }
}
