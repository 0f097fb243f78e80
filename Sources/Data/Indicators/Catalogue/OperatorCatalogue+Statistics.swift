extension OperatorCatalogue {
    /// TA-Lib's statistic functions.
    static let statistics: [OperatorDefinition] = [
        OperatorDefinition("stddev", "population standard deviation", [.period(5), .factor("deviations", 1)]) {
            StandardDeviation(period: $0.whole("period"), deviations: $0.real("deviations"))
        },
        OperatorDefinition(
            "var", "population variance ('deviations' changes nothing, as in TA-Lib)",
            [.period(5), .factor("deviations", 1)]
        ) { Variance(period: $0.whole("period")) },
        OperatorDefinition(
            "linearreg", "line of least squares: value, intercept, forecast", [.period(14, from: 2)]
        ) { LinearRegression(period: $0.whole("period")) },
        OperatorDefinition("linearreg_slope", "slope of the line of least squares", [.period(14, from: 2)]) {
            LinearRegressionSlope(period: $0.whole("period"))
        },
        OperatorDefinition("linearreg_angle", "angle of the line of least squares in degrees", [.period(14, from: 2)]) {
            LinearRegressionAngle(period: $0.whole("period"))
        },
        OperatorDefinition("beta", "slope of the second series' returns on the first's", [.period(5)]) {
            Beta(period: $0.whole("period"))
        },
        OperatorDefinition("correl", "Pearson's correlation of two series", [.period(30)]) {
            Correlation(period: $0.whole("period"))
        },
        OperatorDefinition(
            "percentile", "rolling percentile by nearest rank", cost: "O(period)",
            [.period(30), .real("percentile", 50, in: 0...100)]
        ) { Percentile(period: $0.whole("period"), percentile: $0.real("percentile")) },
        OperatorDefinition(
            "percentrank", "percent of the values before that are exceeded", cost: "O(period)", [.period(100)]
        ) {
            PercentRank(period: $0.whole("period"))
        },
    ]

    /// Other names of those.
    static let statisticsAliases: [OperatorAlias] = [
        OperatorAlias("linearreg_intercept", of: "linearreg", output: "intercept"),
        OperatorAlias("tsf", of: "linearreg", output: "forecast"),
    ]
}
