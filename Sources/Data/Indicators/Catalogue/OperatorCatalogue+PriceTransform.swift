extension OperatorCatalogue {
    /// TA-Lib's price transforms.
    static let priceTransform: [OperatorDefinition] = [
        OperatorDefinition("avgprice", "mean of open, high, low and close") { _ in AveragePrice() },
        OperatorDefinition("medprice", "middle between high and low") { _ in MedianPrice() },
        OperatorDefinition("typprice", "mean of high, low and close") { _ in TypicalPrice() },
        OperatorDefinition("wclprice", "mean of high, low and twice the close") { _ in WeightedClose() },
        OperatorDefinition("avgdev", "mean absolute deviation from the mean", cost: "O(period)", [.period(14)]) {
            AverageDeviation(period: $0.whole("period"))
        },
        OperatorDefinition("ha", "Heikin-Ashi candles") { _ in HeikinAshi() },
    ]
}
