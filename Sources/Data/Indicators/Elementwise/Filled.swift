/// A value, or a number in its place where it is missing.
///
/// - Units: those of the input.
/// - Missing: never, unless the number is.
/// - Source: pandas `fillna`, an infinite value being no value.
public struct Filled: Indicator {
    /// What a missing value becomes.
    public let replacement: Double

    /// Makes the function.
    public init(replacement: Double = 0) { self.replacement = replacement }

    /// None.
    public var warmUpBars: Int { 0 }
    /// Yes: what to do with a missing value is its job.
    @inline(__always)
    public static var seesMissing: Bool { true }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        input.isFinite ? input : replacement
    }
}
