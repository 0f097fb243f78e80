extension OperatorCatalogue {
    /// TA-Lib's volume indicators.
    static let volume: [OperatorDefinition] = [
        OperatorDefinition("ad", "accumulation/distribution line (Chaikin)") { _ in AccumulationDistribution() },
        OperatorDefinition(
            "adosc", "Chaikin's oscillator: fast less slow average of the accumulation/distribution line",
            [.whole("fast", 3, from: 2), .whole("slow", 10, from: 2)]
        ) { ChaikinOscillator(fast: $0.whole("fast"), slow: $0.whole("slow")) },
        OperatorDefinition("cmf", "money flow (Chaikin): accumulation as a part of the volume", [.period(20, from: 2)])
        {
            ChaikinMoneyFlow(period: $0.whole("period"))
        },
        OperatorDefinition("efi", "force index (Elder): average of change times volume", [.period(13)]) {
            ForceIndex(period: $0.whole("period"))
        },
        OperatorDefinition("marketfi", "market facilitation index (Williams): range per unit traded") { _ in
            MarketFacilitationIndex()
        },
        OperatorDefinition("nvi", "negative volume index: returns of bars with less volume, compounded") { _ in
            VolumeIndex(.negative)
        },
        OperatorDefinition("obv", "on-balance volume, of prices and volumes") { _ in OnBalanceVolume() },
        OperatorDefinition("pvi", "positive volume index: returns of bars with more volume, compounded") { _ in
            VolumeIndex(.positive)
        },
        OperatorDefinition(
            "pvo", "percentage volume oscillator: fast over slow average of volume less one, in percent", spread,
            like: PercentageVolumeOscillator.self
        ) {
            guard !isExponential($0) else { return PercentageVolumeOscillator(fast: $0.fast, slow: $0.slow) }
            return AveragedVolumeOscillator(fast: $0.fast, slow: $0.slow, average: $0.average())
        },
        OperatorDefinition("pvt", "price volume trend: volume times return, added up") { _ in PriceVolumeTrend() },
        OperatorDefinition("rvol", "volume as a multiple of the mean volume before it", [.period(20)]) {
            RelativeVolume(period: $0.whole("period"))
        },
        OperatorDefinition("vwap", "volume-weighted average price since the first bar") { _ in VolumeWeightedPrice() },
    ]
}
