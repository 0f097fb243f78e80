/// Addition, subtraction, multiplication or division of two values, row by row (ADD, SUB, MULT, DIV).
///
/// - Missing: NaN where the result is not a finite number, as for a division by zero, where TA-Lib gives infinity.
/// - Source: TA-Lib's functions of the names in the catalogue.
public struct Arithmetic: Indicator {
    /// What is done with the two values.
    public enum Operation: UInt8, BitwiseCopyable, Sendable {
        /// First plus second.
        case add
        /// First less second.
        case subtract
        /// First times second.
        case multiply
        /// First by second.
        case divide
    }

    /// What is done.
    public let operation: Operation

    /// Makes an indicator.
    public init(_ operation: Operation) { self.operation = operation }
    /// None.
    public var warmUpBars: Int { 0 }

    /// Takes the newest pair.
    @inline(__always)
    public mutating func step(_ input: ValuePair, _ window: WindowMemory) -> Double {
        let result: Double
        switch operation {
        case .add: result = input.first + input.second
        case .subtract: result = input.first - input.second
        case .multiply: result = input.first * input.second
        case .divide: result = input.first / input.second
        }
        return finiteOrMissing(result)
    }
}
