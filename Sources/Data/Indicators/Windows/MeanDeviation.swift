/// The mean of the last `period` values, and the mean of their absolute deviations from it.
///
/// - Complexity: O(`period`) time per value: no value's deviation can be kept while the mean moves.
struct MeanDeviation: Sendable {
    let period: Int
    let start: Int
    private let perCount: Double
    private var position = 0
    private var isFull = false

    /// The room the window needs in the memory.
    static func room(_ period: Int) -> Int { period }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
        perCount = 1 / Double(period)
    }

    /// Takes a value; NaN until there are `period` of them.
    @inline(__always)
    mutating func push(_ value: Double, _ window: WindowMemory) -> (mean: Double, deviation: Double) {
        window[start + position] = value
        position += 1
        if position == period {
            position = 0
            isFull = true
        }
        guard isFull else { return (.nan, .nan) }
        // Deviations are taken from the newest value first, so that a high level costs no digits.
        let values = window.part(at: start, period)
        let mean = value + MeanDeviation.sum(values, from: value) * perCount
        return (mean, MeanDeviation.magnitudes(values, from: mean) * perCount)
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
            unsafeBitCast(
                unsafeBitCast($0 - SIMD4(repeating: origin), to: SIMD4<UInt64>.self) & mask, to: SIMD4<Double>.self)
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
