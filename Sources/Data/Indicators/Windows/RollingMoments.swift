/// Mean and sum of squared deviations of the last `period` values.
///
/// Blocks as in ``RollingSum``, of deviations from an anchor that is itself a value inside the window. A deviation from
/// such an anchor is at most √period standard deviations off the mean, which bounds the cancellation in Σd² − (Σd)²/n by
/// the window's length, whatever the level of the values; a flat window gives exactly zero.
struct RollingMoments: Sendable {
    let period: Int
    let start: Int
    private let perCount: Double
    private var position = 0
    private var anchor = 0.0
    /// NaN in the first block, and so are mean and squares there.
    private var prefix = Double.nan
    private var prefixSquares = Double.nan

    /// The value that the deviations are taken from.
    private(set) var mean = Double.nan
    /// Σ(x − mean)², never negative.
    private(set) var squares = Double.nan

    /// The room the moments need in the window memory.
    static func room(_ period: Int) -> Int { 2 * period }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
        perCount = 1 / Double(period)
    }

    /// Takes a value; false until there are `period` of them.
    @inline(__always)
    mutating func push(_ value: Double, _ window: WindowMemory) -> Bool {
        window[start &+ position] = value
        position &+= 1
        if position == period {
            turn(window)
            return true
        }
        let deviation = value - anchor
        prefix += deviation
        prefixSquares += deviation * deviation
        let place = start &+ position
        let sum = prefix + window[place]
        let sumOfSquares = prefixSquares + window[place &+ period]
        conclude(sum, sumOfSquares)
        return sum == sum
    }

    @inline(__always)
    private mutating func turn(_ window: WindowMemory) {
        var index = start &+ period &- 1
        anchor = window[index]
        var sum = 0.0
        var sumOfSquares = 0.0
        while index >= start {
            let deviation = window[index] - anchor
            sum += deviation
            sumOfSquares += deviation * deviation
            window[index] = sum
            window[index &+ period] = sumOfSquares
            index &-= 1
        }
        position = 0
        prefix = 0
        prefixSquares = 0
        conclude(sum, sumOfSquares)
    }

    @inline(__always)
    private mutating func conclude(_ sum: Double, _ sumOfSquares: Double) {
        let shift = sum * perCount
        let spread = sumOfSquares - sum * shift
        mean = anchor + shift
        squares = spread < 0 ? 0 : spread
    }
}

extension RollingMoments {
    /// How many sample standard deviations the newest value lies off the mean; zero where the window is flat.
    @inline(__always)
    func score(of value: Double) -> Double {
        squares == 0 ? 0 : (value - mean) * (Double(period - 1) / squares).squareRoot()
    }
}
