/// The volume-weighted average price (VWAP) since the first bar: Σ typical price × volume / Σ volume.
///
/// - Units: price.
/// - Missing: zero until something has been traded, as in TA-Lib.
/// - Source: TA-Lib VWAP, whose anchor is the first bar of the series.
public struct VolumeWeightedPrice: Indicator {
    private var money = 0.0
    private var volume = 0.0

    /// Makes an indicator.
    public init() {}

    /// None.
    public var warmUpBars: Int { 0 }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowCloseVolume, _ window: WindowMemory) -> Double {
        money += (input.high + input.low + input.close) * (1.0 / 3) * input.volume
        volume += input.volume
        return ratio(money, to: volume)
    }
}
