/// The volume-weighted average price since the session began: Σ typical price · volume / Σ volume.
///
/// - Units: those of the prices.
/// - As of: bars of the session up to and with this one; a session is a day of the zone, and the bar that closes at
///   midnight belongs to the day that ends.
/// - Missing: the typical price itself while the session has no volume.
/// - Source: Berkowitz, Logue and Noser 1988, "The total cost of transactions on the NYSE", with (high + low + close) /
///   3 as a bar's price.
public struct SessionVWAP: Indicator {
    /// Whose midnight ends a session.
    public let zone: SessionZone
    private var clock: SessionClock
    private var turnover = 0.0
    private var volume = 0.0

    /// Makes an indicator.
    public init(zone: SessionZone = .utc) {
        self.zone = zone
        clock = SessionClock(zone)
    }

    /// None.
    public var warmUpBars: Int { 0 }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: DatedBar, _ window: WindowMemory) -> Double {
        if clock.turns(input.time) {
            turnover = 0
            volume = 0
        }
        let price = (input.high + input.low + input.close) / 3
        turnover += price * input.volume
        volume += input.volume
        return volume == 0 ? price : turnover / volume
    }
}
