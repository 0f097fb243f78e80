/// How many finite values a statistic over rows needs.
///
/// - Parameters:
///   - minCount: What was asked for; zero for a full window.
///   - period: The length of the window, at least `minCount`.
///   - least: What the statistic means nothing below.
/// - Returns: At least `least`, which may be more than `period`: then there is never a value.
func rowNeed(_ minCount: Int, of period: Int, least: Int = 1) -> Int {
    precondition((0...period).contains(minCount), "a window of \(period) rows never holds \(minCount) values")
    return max(minCount == 0 ? period : minCount, least)
}
