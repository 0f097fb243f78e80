/// A function of one value.
public protocol TransformFunction: Sendable {
    /// The result; what is not finite is given as NaN.
    static func value(_ value: Double) -> Double
    /// Takes the function of a column; NaN where value or result is not finite.
    static func map(_ source: UnsafePointer<Double>, _ target: UnsafeMutablePointer<Double>, _ count: Int)
}

extension TransformFunction {
    /// A loop of its own for each function, which the processor can take several rows of at once.
    public static func map(_ source: UnsafePointer<Double>, _ target: UnsafeMutablePointer<Double>, _ count: Int) {
        for row in 0..<count {
            let input = source[row]
            let result = value(input)
            let check = (input - input) + (result - result)
            target[row] = check == 0 ? result : .nan
        }
    }
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

    /// Runs down the columns.
    public static func advance(_ lanes: UnsafeBufferPointer<IndicatorLane>) {
        for lane in lanes { Function.map(lane.columns.value, lane.output.base, lane.columns.count) }
    }
}

/// The number, or NaN for an infinity.
@inline(__always)
func finiteOrMissing(_ value: Double) -> Double { value - value == 0 ? value : .nan }
