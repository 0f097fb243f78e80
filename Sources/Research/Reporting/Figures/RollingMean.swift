/// Means over the last so many values.
enum RollingMean {
    /// One mean for each value; NaN before there are `window` of them.
    static func values(_ values: [Double], window: Int, weights: [Double]? = nil) -> [Double] {
        var (sum, weight) = (0.0, 0.0)
        return values.indices.map { index in
            let own = weights?[index] ?? 1
            sum += values[index] * own
            weight += own
            if index >= window {
                let gone = weights?[index - window] ?? 1
                sum -= values[index - window] * gone
                weight -= gone
            }
            return index + 1 >= window && weight > 0 ? sum / weight : .nan
        }
    }

    /// A window that suits so many times: a quarter of daily bars, or an eighth of what is there.
    static func window(_ times: Int) -> Int { max(5, min(63, times / 8)) }
}
