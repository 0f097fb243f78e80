/// 1 where a value is missing, 0 where it is not.
///
/// - Units: none.
/// - Missing: never.
/// - Source: pandas `isna`, an infinite value being no value.
public struct Missingness: Indicator {
    /// Makes the function.
    public init() {}

    /// None.
    public var warmUpBars: Int { 0 }
    /// Yes: what to do with a missing value is its job.
    @inline(__always)
    public static var seesMissing: Bool { true }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        input.isFinite ? 0 : 1
    }
}
