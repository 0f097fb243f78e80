/// The second value where the first is not zero, the third where it is.
///
/// - Units: those of the second and third.
/// - Missing: a missing condition, or a missing value where it is chosen, gives a missing output; the other one may be
///   missing.
/// - Source: numpy `where`.
public struct Choice: Indicator {
    /// Makes the function.
    public init() {}

    /// None.
    public var warmUpBars: Int { 0 }
    /// Yes: what to do with a missing value is its job.
    @inline(__always)
    public static var seesMissing: Bool { true }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: ValueTriple, _ window: WindowMemory) -> Double {
        let chosen = input.first != 0 ? input.second : input.third
        return input.first.isFinite ? finiteOrMissing(chosen) : .nan
    }
}
