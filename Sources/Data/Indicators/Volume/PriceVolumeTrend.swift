/// The price volume trend (PVT): volume times the return of the bar, added up.
///
/// - Units: units traded; the level depends on where the series begins.
/// - Missing: a bar after a close of zero adds nothing.
/// - Source: TA-Lib PVT.
public struct PriceVolumeTrend: Indicator {
    private var total = 0.0
    private var previousClose = 0.0

    /// Makes an indicator.
    public init() {}

    /// None.
    public var warmUpBars: Int { 0 }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: CloseVolume, _ window: WindowMemory) -> Double {
        let last = previousClose
        previousClose = input.close
        total += ratio(input.close - last, to: last) * input.volume
        return total
    }
}
