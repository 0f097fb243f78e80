/// A function of two values of the same row.
public protocol PairFunction: Sendable {
    /// The result; what is not finite is given as NaN.
    static func value(_ first: Double, _ second: Double) -> Double
}

/// A function of two values, row by row (ADD, SUB, MULT, DIV).
///
/// - Missing: NaN where the result is not a finite number, as for a division by zero, where TA-Lib gives infinity.
/// - Source: TA-Lib's functions of the names in the catalogue.
public struct Arithmetic<Function: PairFunction>: Indicator {
    /// Makes an indicator.
    public init() {}
    /// None.
    public var warmUpBars: Int { 0 }
    /// Takes the newest pair.
    @inline(__always)
    public mutating func step(_ input: ValuePair, _ window: WindowMemory) -> Double {
        finiteOrMissing(Function.value(input.first, input.second))
    }
}

/// The sum.
public enum Addition: PairFunction {
    /// x + y.
    @inline(__always)
    public static func value(_ first: Double, _ second: Double) -> Double { first + second }
}

/// The difference.
public enum Subtraction: PairFunction {
    /// x − y.
    @inline(__always)
    public static func value(_ first: Double, _ second: Double) -> Double { first - second }
}

/// The product.
public enum Multiplication: PairFunction {
    /// x y.
    @inline(__always)
    public static func value(_ first: Double, _ second: Double) -> Double { first * second }
}

/// The quotient.
public enum Division: PairFunction {
    /// x / y.
    @inline(__always)
    public static func value(_ first: Double, _ second: Double) -> Double { first / second }
}
