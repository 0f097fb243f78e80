/// x[t] − x[t − period] (MOM).
///
/// - Units: those of the input.
/// - Source: TA-Lib MOM.
public struct PriceMomentum: Indicator {
    /// How many inputs the change spans.
    public let period: Int
    private var place = 0

    /// Makes a change over at least 1 input.
    public init(period: Int = 10) {
        self.period = checked(period)
    }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its windows.
    public var windowCount: Int { period }
    /// Fills the window with NaN, so that it needs no test whether it is full.
    public func prepare(_ window: WindowMemory) { window.update(repeating: .nan) }

    /// Yes: what comes out of the window has just gone into it.
    public var isChained: Bool { true }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let earlier = window[place]
        window[place] = input
        place &+= 1
        if place == period { place = 0 }
        return input - earlier
    }
}
