/// A function of one value.
public protocol TransformFunction: Sendable {
    /// The result; what is not finite is given as NaN.
    static func value(_ value: Double) -> Double
}

/// A function of one value, row by row (TA-Lib's math transforms).
///
/// - Missing: NaN where the result is not a finite number: outside of the function's domain, at the logarithm of zero and
///   beyond the range of numbers, where TA-Lib gives infinity for some.
/// - Source: TA-Lib's functions of the names in the catalogue; the C library's functions.
public struct Transform<Function: TransformFunction>: Indicator {
    /// Makes an indicator.
    public init() {}
    /// None.
    public var warmUpBars: Int { 0 }
    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        finiteOrMissing(Function.value(input))
    }
}

/// The number, or NaN for an infinity.
@inline(__always)
func finiteOrMissing(_ value: Double) -> Double { value.isFinite ? value : .nan }
