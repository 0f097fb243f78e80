/// The input itself: what stands for an average where there is none.
///
/// - Units: those of the input.
public struct Unsmoothed: Indicator {
    /// Makes one.
    public init() {}

    /// None.
    public var warmUpBars: Int { 0 }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double { input }
}
