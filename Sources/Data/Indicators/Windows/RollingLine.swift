/// Sum and linearly weighted sum of the last `period` values, as deviations from an anchor.
///
/// Blocks as in ``RollingSum``; the anchor is, as in ``RollingMoments``, a value inside the window, so that neither the
/// level of the values nor the length of the series costs digits, and a flat window gives its value exactly.
struct RollingLine: Sendable {
    let period: Int
    let start: Int
    private let count: Double
    private var position = 0
    /// NaN in the first block, and so are the sums there.
    private var prefix = Double.nan
    /// The deviations of this block, the newest weighing `period`, each before it one less.
    private var prefixWeighted = Double.nan

    /// What the deviations are taken from.
    private(set) var anchor = 0.0

    /// Sums of deviations d.
    struct Sums {
        /// Σ d.
        var plain: Double
        /// Σ k d, k from 1 at the oldest value to `period` at the newest.
        var weighted: Double
    }

    /// The room one line needs in the window memory.
    static func room(_ period: Int) -> Int { 2 * period }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
        count = Double(period)
    }

    /// Takes a value; the sums are NaN until there are `period` of them.
    @inline(__always)
    mutating func push(_ value: Double, _ window: WindowMemory) -> Sums {
        window[start &+ position] = value
        position &+= 1
        if position == period { return turn(window) }
        let deviation = value - anchor
        prefixWeighted += count * deviation - prefix
        prefix += deviation
        let place = start &+ position
        return Sums(plain: prefix + window[place], weighted: prefixWeighted + window[place &+ period])
    }

    @inline(__always)
    private mutating func turn(_ window: WindowMemory) -> Sums {
        var index = start &+ period &- 1
        anchor = window[index]
        var suffix = 0.0
        var suffixWeighted = 0.0
        while index >= start {
            suffix += window[index] - anchor
            suffixWeighted += suffix
            window[index] = suffix
            window[index &+ period] = suffixWeighted
            index &-= 1
        }
        position = 0
        prefix = 0
        prefixWeighted = 0
        return Sums(plain: suffix, weighted: suffixWeighted)
    }
}
