extension PowersFold.Sum {
    /// Mean deviation from the anchor, then the second, third and fourth moment about the mean.
    @inline(__always)
    private func moments(_ count: Double) -> (second: Double, third: Double, fourth: Double) {
        let perCount = 1 / count
        let mean = first * perCount
        let square = mean * mean
        let two = second * perCount
        let three = third * perCount
        let spread = two - square
        return (
            spread > 0 ? spread : 0, three - 3 * mean * two + 2 * mean * square,
            fourth * perCount - 4 * mean * three + 6 * square * two - 3 * square * square
        )
    }

    /// The skewness of a sample of at least three; NaN where it is flat.
    @inline(__always)
    func skewness(_ count: Double) -> Double {
        let moments = moments(count)
        guard moments.second > 0 else { return .nan }
        let bias = (count * (count - 1)).squareRoot() / (count - 2)
        return bias * moments.third / (moments.second * moments.second.squareRoot())
    }

    /// The excess kurtosis of a sample of at least four; NaN where it is flat.
    @inline(__always)
    func kurtosis(_ count: Double) -> Double {
        let moments = moments(count)
        guard moments.second > 0 else { return .nan }
        let ratio = moments.fourth / (moments.second * moments.second)
        return (count - 1) / ((count - 2) * (count - 3)) * ((count + 1) * ratio - 3 * (count - 1))
    }
}
