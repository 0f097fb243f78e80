extension OperatorCatalogue {
    /// TA-Lib's statistic functions.
    static let statistics: [OperatorDefinition] = [
        OperatorDefinition("stddev", "population standard deviation", [.period(20)]) {
            StandardDeviation(period: $0.whole("period"))
        }
    ]

    /// Other names of those.
    static let statisticsAliases: [OperatorAlias] = []
}
