extension OperatorCatalogue {
    /// TA-Lib's cycle indicators (Hilbert transform), and its overlap studies that are built on them.
    static let cycle: [OperatorDefinition] = [
        OperatorDefinition("ht_dcperiod", "period of the dominant cycle in bars") { _ in DominantCyclePeriod() },
        OperatorDefinition("ht_dcphase", "phase of the dominant cycle in degrees", cost: "O(period of the cycle)") {
            _ in DominantCyclePhase()
        },
        OperatorDefinition("ht_phasor", "the cycle's parts in phase and a quarter ahead") { _ in CyclePhasor() },
        OperatorDefinition(
            "ht_sine", "sine of the dominant cycle's phase, and 45 degrees ahead", cost: "O(period of the cycle)"
        ) { _ in CycleSine() },
        OperatorDefinition(
            "ht_trendmode", "whether the price follows a trend (1) or a cycle (0)", cost: "O(period of the cycle)"
        ) { _ in TrendMode() },
        OperatorDefinition(
            "ht_trendline", "the price without its dominant cycle (Ehlers)", cost: "O(period of the cycle)"
        ) { _ in CycleTrendline() },
        OperatorDefinition(
            "mama", "MESA adaptive moving average, and the one that follows it",
            [.real("fast_limit", 0.5, in: 0.01...0.99), .real("slow_limit", 0.05, in: 0.01...0.99)]
        ) { MesaAdaptiveAverage(fast: $0.real("fast_limit"), slow: $0.real("slow_limit")) },
    ]
}
