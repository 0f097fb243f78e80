/// The seasonal part of a series by classical decomposition: means, per place in the season, of what a centred moving average
/// leaves.
///
/// - Source: matches statsmodels' `seasonal_decompose` to 1e-12 (golden file).
struct ClassicalDecomposition {
    /// One per place in the season, that of the first value first; they average 0, or 1 where they multiply.
    let indices: [Double]

    /// Decomposes a series of at least two seasons; `isMultiplicative` needs values above zero.
    init(_ values: [Double], period: Int, isMultiplicative: Bool) {
        precondition(period > 1 && values.count >= 2 * period, "expected two seasons of two values or more")
        var sums = [Double](repeating: 0, count: period)
        var counts = [Double](repeating: 0, count: period)
        let half = period / 2
        let isEven = period % 2 == 0
        for centre in half..<(values.count - half) {
            var sum = 0.0
            for place in (centre - half)...(centre + half) { sum += values[place] }
            // An even window has one value too many: its ends count half.
            if isEven { sum -= (values[centre - half] + values[centre + half]) / 2 }
            let trend = sum / Double(period)
            sums[centre % period] += isMultiplicative ? values[centre] / trend : values[centre] - trend
            counts[centre % period] += 1
        }
        let means = zip(sums, counts).map { $1 > 0 ? $0 / $1 : isMultiplicative ? 1 : 0 }
        let centre = means.reduce(0, +) / Double(period)
        indices = means.map { isMultiplicative ? $0 / centre : $0 - centre }
    }
}
