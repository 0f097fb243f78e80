/// Sum and linearly weighted sum of the last `period` values, as deviations from an anchor.
///
/// Blocks as in ``RollingSum``; the anchor is, as in ``RollingMoments``, a value inside the window, so that neither the
/// level of the values nor the length of the series costs digits, and a flat window gives its value exactly.
struct RollingLine: Sendable {
    let period: Int
    let start: Int
    private var position = 0
    private var isFull = false
    private var prefix = 0.0
    private var prefixWeighted = 0.0
    /// How many values of the block before are still in the window.
    private var older: Double

    /// What the deviations are taken from.
    private(set) var anchor = 0.0
    /// Σ d, d the deviation.
    private(set) var sum = 0.0
    /// Σ k d, k from 1 at the oldest value to `period` at the newest.
    private(set) var weighted = 0.0

    /// The room one line needs in the window memory.
    static func room(_ period: Int) -> Int { 2 * period }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
        older = Double(period)
    }

    /// Takes a value; false until there are `period` of them.
    @inline(__always)
    mutating func push(_ value: Double, _ window: WindowMemory) -> Bool {
        window[start + position] = value
        position += 1
        if position == period {
            turn(window)
            return true
        }
        let deviation = value - anchor
        prefix += deviation
        prefixWeighted += Double(position) * deviation
        older -= 1
        sum = prefix + window[start + position]
        weighted = older * prefix + prefixWeighted + window[start + period + position]
        return isFull
    }

    @inline(__always)
    private mutating func turn(_ window: WindowMemory) {
        anchor = window[start + period - 1]
        var suffix = 0.0
        var suffixWeighted = 0.0
        var index = start + period - 1
        while index >= start {
            suffix += window[index] - anchor
            suffixWeighted += suffix
            window[index] = suffix
            window[index + period] = suffixWeighted
            index -= 1
        }
        position = 0
        prefix = 0
        prefixWeighted = 0
        older = Double(period)
        isFull = true
        sum = suffix
        weighted = suffixWeighted
    }
}
