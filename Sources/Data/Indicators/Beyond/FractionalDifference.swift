/// The fractional difference: Σ wₖ x[t − k] over a window of fixed width, w₀ = 1, wₖ = −wₖ₋₁ (order − k + 1) / k.
///
/// Of order 1 it is the change, of order 0 the value; between them it keeps memory of the level that a change loses.
///
/// - Units: those of the input.
/// - Source: López de Prado 2018, "Advances in Financial Machine Learning", chapter 5.5 (fixed-width window).
/// - Complexity: O(`period`) a row; the weights lie in the window memory.
public struct FractionalDifference: Indicator {
    /// The order of the difference.
    public let order: Double
    /// How many values are weighted.
    public let period: Int
    private var position = 0
    private var seen = 0

    /// Makes an operator; `order` is 0 to 2 and `period` at least 1.
    public init(order: Double = 0.4, period: Int = 100) {
        precondition((0...2).contains(order), "an order is 0 to 2, was \(order)")
        self.order = order
        self.period = checked(period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The weights, oldest first, and the values twice over, so that every window is one stretch.
    public var windowCount: Int { 3 * period }

    /// Writes the weights.
    public func prepare(_ window: WindowMemory) {
        var weight = 1.0
        for back in 0..<period {
            window[period - 1 - back] = weight
            weight *= -(order - Double(back)) / Double(back + 1)
        }
    }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        guard let base = window.baseAddress else { return .nan }
        let values = base + period
        values[position] = input
        values[position + period] = input
        position = position + 1 == period ? 0 : position + 1
        seen += seen < period ? 1 : 0
        return seen < period ? .nan : Self.product(base, values + position, period)
    }

    /// Σ weight · value, in four sums side by side.
    @inline(never)
    private static func product(
        _ weights: UnsafeMutablePointer<Double>, _ values: UnsafeMutablePointer<Double>, _ count: Int
    ) -> Double {
        var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0)
        var place = 0
        while place &+ 4 <= count {
            a += weights[place] * values[place]
            b += weights[place &+ 1] * values[place &+ 1]
            c += weights[place &+ 2] * values[place &+ 2]
            d += weights[place &+ 3] * values[place &+ 3]
            place &+= 4
        }
        while place < count {
            a += weights[place] * values[place]
            place &+= 1
        }
        return (a + b) + (c + d)
    }
}
