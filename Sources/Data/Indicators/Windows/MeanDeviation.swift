/// The mean of the last `period` values, and the mean of their absolute deviations from it.
///
/// The memory holds the values before the newest one, which would be read again before it has arrived there.
///
/// - Complexity: O(`period`) time per value: no value's deviation can be kept while the mean moves.
struct MeanDeviation: Sendable {
    let period: Int
    let start: Int
    private let perCount: Double
    private var position = 0
    private var isFull: Bool

    /// The room the window needs in the memory.
    static func room(_ period: Int) -> Int { period - 1 }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
        perCount = 1 / Double(period)
        isFull = period == 1
    }

    /// Takes a value; NaN until there are `period` of them.
    @inline(__always)
    mutating func push(_ value: Double, _ window: WindowMemory) -> (mean: Double, deviation: Double) {
        var result = (mean: Double.nan, deviation: Double.nan)
        if isFull {
            // Deviations are taken from the newest value first, so that a high level costs no digits.
            let values = window.part(at: start, period - 1)
            let mean = value + MeanDeviation.sum(values, from: value) * perCount
            let sum = MeanDeviation.magnitudes(values, from: mean) + (value - mean).magnitude
            result = (mean, sum * perCount)
            guard period > 1 else { return result }
        }
        window[start + position] = value
        position += 1
        if position == period - 1 {
            position = 0
            isFull = true
        }
        return result
    }

    /// The sum of the values' differences from an origin, in four chains of additions.
    @inline(__always)
    private static func sum(_ values: WindowMemory, from origin: Double) -> Double {
        fold(values) {
            $0 - origin
        } each: {
            $0 - SIMD4(repeating: origin)
        }
    }

    /// The sum of the magnitudes of those.
    @inline(__always)
    private static func magnitudes(_ values: WindowMemory, from origin: Double) -> Double {
        let mask = SIMD4<UInt64>(repeating: 0x7FFF_FFFF_FFFF_FFFF)
        return fold(values) {
            ($0 - origin).magnitude
        } each: {
            let distance = unsafeBitCast($0 - SIMD4(repeating: origin), to: SIMD4<UInt64>.self)
            return unsafeBitCast(distance & mask, to: SIMD4<Double>.self)
        }
    }

    @inline(__always)
    private static func fold(
        _ values: WindowMemory, one: (Double) -> Double, each: (SIMD4<Double>) -> SIMD4<Double>
    ) -> Double {
        guard let base = UnsafeRawPointer(values.baseAddress) else { return 0 }
        var sums = SIMD4<Double>.zero
        var index = 0
        while index + 4 <= values.count {
            sums += each(base.loadUnaligned(fromByteOffset: 8 * index, as: SIMD4<Double>.self))
            index += 4
        }
        var sum = (sums[0] + sums[1]) + (sums[2] + sums[3])
        while index < values.count {
            sum += one(values[index])
            index += 1
        }
        return sum
    }
}
