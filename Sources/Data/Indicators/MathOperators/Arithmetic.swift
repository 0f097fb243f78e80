/// A function of two values of the same row.
public protocol PairFunction: Sendable {
    /// The result; what is not finite is given as NaN.
    static func value(_ first: Double, _ second: Double) -> Double
    /// Takes the function of two columns; NaN where a value or the result is not finite.
    static func map(
        _ first: UnsafePointer<Double>, _ second: UnsafePointer<Double>, _ target: UnsafeMutablePointer<Double>,
        _ count: Int)
}

extension PairFunction {
    /// A loop of its own for each function, which the processor can take several rows of at once.
    public static func map(
        _ first: UnsafePointer<Double>, _ second: UnsafePointer<Double>, _ target: UnsafeMutablePointer<Double>,
        _ count: Int
    ) {
        for row in 0..<count {
            let result = value(first[row], second[row])
            let check = (first[row] - first[row]) + (second[row] - second[row]) + (result - result)
            target[row] = check == 0 ? result : .nan
        }
    }
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

    /// Runs down the columns.
    public static func advance(_ lanes: UnsafeBufferPointer<IndicatorLane>) {
        for lane in lanes {
            Function.map(lane.columns.value, lane.columns.second, lane.output.base, lane.columns.count)
        }
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
