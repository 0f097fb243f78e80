/// Lambert's commodity channel index (CCI): how many mean deviations, by 0.015, the typical price lies off its mean.
///
/// - Units: a ratio; about three quarters of the values lie between −100 and 100.
/// - Missing: zero where the window is flat or the price is the mean, to within 1e-14 of the price, as in TA-Lib.
/// - Source: Lambert 1980; TA-Lib CCI.
///
/// The mean deviation is taken off a mean that moves with every bar: O(period) a bar, as nothing less is known.
public struct CommodityChannelIndex: Indicator {
    /// The length in bars.
    public let period: Int
    private var sum: RollingSum
    private var position = 0
    private let perCount: Double

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 14) {
        self.period = checked(period, from: 2)
        sum = RollingSum(period: period, at: period)
        perCount = 1 / Double(period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { period + RollingSum.room(period) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Double {
        let price = (input.high + input.low + input.close) * (1.0 / 3)
        window[position] = price
        position = position + 1 == period ? 0 : position + 1
        let mean = sum.push(price, window) * perCount
        guard !mean.isNaN else { return .nan }
        let distance = price - mean
        let spread = deviations(of: window, from: mean, period) * perCount
        let least = 1e-14 * (price.magnitude + mean.magnitude)
        return distance.magnitude > least && spread > least ? distance / (0.015 * spread) : 0
    }
}

/// The sum of the magnitudes of the first `count` numbers' distances from a value.
@inline(never)
private func deviations(of window: WindowMemory, from value: Double, _ count: Int) -> Double {
    guard let base = UnsafeRawPointer(window.baseAddress) else { return 0 }
    let middle = SIMD4<Double>(repeating: value)
    let magnitude = SIMD4<UInt64>(repeating: 0x7FFF_FFFF_FFFF_FFFF)
    var sums = SIMD4<Double>.zero
    var index = 0
    while index + 4 <= count {
        let distance = base.loadUnaligned(fromByteOffset: 8 * index, as: SIMD4<Double>.self) - middle
        sums += unsafeBitCast(unsafeBitCast(distance, to: SIMD4<UInt64>.self) & magnitude, to: SIMD4<Double>.self)
        index += 4
    }
    var sum = (sums[0] + sums[1]) + (sums[2] + sums[3])
    while index < count {
        sum += (window[index] - value).magnitude
        index += 1
    }
    return sum
}
