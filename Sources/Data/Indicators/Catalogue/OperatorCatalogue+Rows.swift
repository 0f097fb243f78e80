extension OperatorCatalogue {
    /// Statistics whose windows count rows, missing ones too, as pandas and Qlib count them.
    static let rows: [OperatorDefinition] = [
        row("mean", "mean of the finite rows", source: "pandas rolling") {
            RowMean(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("total", "sum of the finite rows", source: "pandas rolling") {
            RowTotal(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("deviation", "sample standard deviation of the finite rows", source: "pandas rolling", from: 2) {
            RowDeviation(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("variance", "sample variance of the finite rows", source: "pandas rolling", from: 2) {
            RowVariance(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("highest", "largest of the finite rows", source: "pandas rolling") {
            RowHighest(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("lowest", "smallest of the finite rows", source: "pandas rolling") {
            RowLowest(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("highest_place", "place of the largest row, the oldest row being 1", source: "Qlib IdxMax") {
            RowHighestPlace(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("lowest_place", "place of the smallest row, the oldest row being 1", source: "Qlib IdxMin") {
            RowLowestPlace(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("median", "median of the finite rows", source: "pandas rolling", cost: "O(period)") {
            RowMedian(period: $0.whole("period"), minCount: $0.minCount)
        },
        row(
            "quantile", "quantile of the finite rows, linear between two", source: "pandas rolling", cost: "O(period)",
            [.real("q", 0.5, in: 0...1)]
        ) {
            RowQuantile(period: $0.whole("period"), probability: $0.real("q"), minCount: $0.minCount)
        },
        row(
            "rolling_rank", "rank of the newest row as a share of the finite ones, ties averaged",
            source: "pandas rolling rank(pct=True)", cost: "O(period)"
        ) {
            RowRank(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("mad", "mean absolute deviation of the finite rows from their mean", source: "Qlib Mad", cost: "O(period)")
        {
            RowMeanDeviation(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("skew", "sample skewness of the finite rows", source: "pandas rolling", from: 3) {
            RowSkewness(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("kurt", "sample excess kurtosis of the finite rows", source: "pandas rolling", from: 4) {
            RowKurtosis(period: $0.whole("period"), minCount: $0.minCount)
        },
        row("corr", "correlation over the rows where both are finite", source: "pandas rolling", from: 2, after: [flat])
        {
            RowCorrelation(period: $0.whole("period"), minCount: $0.minCount, flat: $0.real("flat"))
        },
        row("cov", "sample covariance over the rows where both are finite", source: "pandas rolling", from: 2) {
            RowCovariance(period: $0.whole("period"), minCount: $0.minCount)
        },
        row(
            "regression", "straight line through the finite rows by least squares", source: "Qlib Slope, Rsquare, Resi",
            from: 2, after: [flat]
        ) {
            RowRegression(period: $0.whole("period"), minCount: $0.minCount, flat: $0.real("flat"))
        },
        row(
            "wma_rows", "average of the finite rows weighted by place, over their number (Qlib WMA)", source: "Qlib WMA"
        ) {
            WeightedRowMean(period: $0.whole("period"), minCount: $0.minCount)
        },
        OperatorDefinition(
            "ewm", "exponentially weighted mean of all rows (pandas ewm)", source: "pandas ewm",
            [.period(20), .whole("min_count", 1)]
        ) { ExponentialRowMean(period: $0.whole("period"), minCount: $0.minCount) },
        OperatorDefinition("count", "number of finite rows", source: "pandas rolling", [.period(20)]) {
            RowCount(period: $0.whole("period"))
        },
    ]

    private static let flat = OperatorParameter.real("flat", 0, in: 0...1e100)

    private static func row<Made: Indicator>(
        _ name: String, _ summary: String, source: String, cost: String = OperatorDefinition.constantCost,
        _ before: [OperatorParameter] = [], from least: Int = 1,
        after: [OperatorParameter] = [], build: @escaping @Sendable (OperatorArguments) -> Made
    ) -> OperatorDefinition {
        let minCount = OperatorParameter.whole("min_count", 0, from: 0)
        return OperatorDefinition(
            name, summary, source: source, cost: cost, [.period(20, from: least)] + before + [minCount] + after,
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
