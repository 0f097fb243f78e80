extension OperatorCatalogue {
    /// Statistics whose windows count rows, missing ones too, as pandas and Qlib count them.
    static let rows: [OperatorDefinition] = [
        row("mean", "mean of the finite rows") { RowMean(period: $0.whole("period"), minCount: $0.minCount) },
        row("total", "sum of the finite rows") { RowTotal(period: $0.whole("period"), minCount: $0.minCount) },
        row("deviation", "sample standard deviation of the finite rows", from: 2) {
            RowDeviation(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("variance", "sample variance of the finite rows", from: 2) {
            RowVariance(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("highest", "largest of the finite rows") { RowHighest(period: $0.whole("period"), minCount: $0.minCount) },
        row("lowest", "smallest of the finite rows") { RowLowest(period: $0.whole("period"), minCount: $0.minCount) },
        row("highest_place", "place of the largest row, the oldest row being 1") {
            RowHighestPlace(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("lowest_place", "place of the smallest row, the oldest row being 1") {
            RowLowestPlace(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("median", "median of the finite rows") { RowMedian(period: $0.whole("period"), minCount: $0.minCount) },
        row("quantile", "quantile of the finite rows, linear between two", [.real("q", 0.5, in: 0...1)]) {
            RowQuantile(period: $0.whole("period"), probability: $0.real("q"), minCount: $0.minCount)
        },
        row("rolling_rank", "rank of the newest row as a share of the finite ones, ties averaged") {
            RowRank(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("mad", "mean absolute deviation of the finite rows from their mean") {
            RowMeanDeviation(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("skew", "sample skewness of the finite rows", from: 3) {
            RowSkewness(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("kurt", "sample excess kurtosis of the finite rows", from: 4) {
            RowKurtosis(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("corr", "correlation over the rows where both are finite", from: 2, after: [flat]) {
            RowCorrelation(period: $0.whole("period"), minCount: $0.minCount, flat: $0.real("flat"))
        },
        row("cov", "sample covariance over the rows where both are finite", from: 2) {
            RowCovariance(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("regression", "straight line through the finite rows by least squares", from: 2, after: [flat]) {
            RowRegression(period: $0.whole("period"), minCount: $0.minCount, flat: $0.real("flat"))
        },
        row("wma_rows", "average of the finite rows weighted by place, over their number (Qlib WMA)") {
            WeightedRowMean(period: $0.whole("period"), minCount: $0.minCount)
        },
        OperatorDefinition(
            "ewm", "exponentially weighted mean of all rows (pandas ewm)", [.period(20), .whole("min_count", 1)]
        ) { ExponentialRowMean(period: $0.whole("period"), minCount: $0.minCount) },
        OperatorDefinition("count", "number of finite rows", [.period(20)]) { RowCount(period: $0.whole("period")) },
    ]

    /// Other names of those.
    static let rowsAliases: [OperatorAlias] = []

    private static let flat = OperatorParameter.real("flat", 0, in: 0...1e100)

    private static func row<Made: Indicator>(
        _ name: String, _ summary: String, _ before: [OperatorParameter] = [], from least: Int = 1,
        after: [OperatorParameter] = [], build: @escaping @Sendable (OperatorArguments) -> Made
    ) -> OperatorDefinition {
        let minCount = OperatorParameter.whole("min_count", 0, from: 0)
        return OperatorDefinition(
            name, summary, [.period(20, from: least)] + before + [minCount] + after,
            conflict: { arguments in
                let period = arguments.whole("period")
                guard arguments.minCount > period else { return nil }
                return "'min_count' must be at most 'period', were \(arguments.minCount) and \(period)"
            }, build: build)
    }
}

extension OperatorArguments {
    /// How many finite rows a window must hold; zero for a full one.
    var minCount: Int { whole("min_count") }
}
