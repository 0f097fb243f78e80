/// How many percent of the `period` values before it the newest value exceeds (PERCENTRANK).
///
/// - Units: 0 to 100.
/// - Source: TA-Lib PERCENTRANK; equal values are not exceeded.
/// - Complexity: O(`period`) comparisons per input, several at once.
public struct PercentRank: Indicator {
    /// The length in inputs.
    public let period: Int
    private var position = 0
    private var isFull = false

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 100) { self.period = checked(period) }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its window.
    public var windowCount: Int { period }

    /// Takes the newest input.
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let rank = isFull ? Double(countBelow(input, window)) / Double(period) * 100 : .nan
        window[position] = input
        position += 1
        if position == period {
            position = 0
            isFull = true
        }
        return rank
    }

    private func countBelow(_ input: Double, _ window: WindowMemory) -> Int {
        guard let base = window.baseAddress else { return 0 }
        var counts = SIMD4<Int64>()
        var place = 0
        while place &+ 4 <= period {
            let four = UnsafeRawPointer(base + place).loadUnaligned(as: SIMD4<Double>.self)
            counts.replace(with: counts &+ 1, where: four .< input)
            place &+= 4
        }
        var count = Int(counts.wrappedSum())
        while place < period {
            count &+= base[place] < input ? 1 : 0
            place &+= 1
        }
        return count
    }
}
