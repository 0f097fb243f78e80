/// The variance that a recursion starts from: the squared errors of the first 75 bars, weighted by 0.94 to the power of their age
/// at the end of a series run backwards.
///
/// - Source: the backcast of the `arch` package 8.0.0.
enum VarianceStart {
    private static let length = 75
    private static let fading = 0.94

    static func backcast(_ errors: [Double]) -> Double {
        var weight = 1.0
        var weights = 0.0
        var sum = 0.0
        for error in errors.prefix(length) {
            sum += weight * error * error
            weights += weight
            weight *= fading
        }
        return sum / weights
    }
}
