#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A function of one value, row by row (TA-Lib's math transforms).
///
/// - Missing: NaN where the result is not a finite number: outside of the function's domain, at the logarithm of zero and
///   beyond the range of numbers, where TA-Lib gives infinity for some.
/// - Source: TA-Lib's functions of the names in the catalogue; the C library's functions.
public struct Transform: Indicator {
    /// The functions there are.
    public enum Function: UInt8, BitwiseCopyable, Sendable {
        /// Arc cosine in radians; of −1 to 1.
        case arcCosine
        /// Arc sine in radians; of −1 to 1.
        case arcSine
        /// Arc tangent in radians.
        case arcTangent
        /// The next whole number upwards.
        case ceiling
        /// Cosine of radians.
        case cosine
        /// Hyperbolic cosine.
        case hyperbolicCosine
        /// eˣ.
        case exponential
        /// The next whole number downwards.
        case floor
        /// Natural logarithm, of a positive number.
        case naturalLogarithm
        /// Decimal logarithm, of a positive number.
        case decimalLogarithm
        /// Sine of radians.
        case sine
        /// Hyperbolic sine.
        case hyperbolicSine
        /// Square root, of a number that is not negative.
        case squareRoot
        /// Tangent of radians.
        case tangent
        /// Hyperbolic tangent.
        case hyperbolicTangent
    }

    /// The function.
    public let function: Function

    /// Makes an indicator.
    public init(_ function: Function) { self.function = function }
    /// None.
    public var warmUpBars: Int { 0 }

    /// Takes the newest input.
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        var result = Double.nan
        withUnsafePointer(to: input) { input in
            withUnsafeMutablePointer(to: &result) { Self.apply(function, from: input, to: $0, count: 1) }
        }
        return result
    }

    /// Runs down the columns, the choice of the function made once.
    public static func advance(_ lanes: UnsafeBufferPointer<IndicatorLane>) {
        for lane in lanes {
            let function = lane.state.load(as: Transform.self).function
            apply(function, from: lane.columns.value, to: lane.output.base, count: lane.columns.count)
        }
    }

    private static func apply(
        _ function: Function, from source: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>, count: Int
    ) {
        switch function {
        case .arcCosine: map(source, target, count) { acos($0) }
        case .arcSine: map(source, target, count) { asin($0) }
        case .arcTangent: map(source, target, count) { atan($0) }
        case .ceiling: map(source, target, count) { $0.rounded(.up) }
        case .cosine: map(source, target, count) { cos($0) }
        case .hyperbolicCosine: map(source, target, count) { cosh($0) }
        case .exponential: map(source, target, count) { exp($0) }
        case .floor: map(source, target, count) { $0.rounded(.down) }
        case .naturalLogarithm: map(source, target, count) { log($0) }
        case .decimalLogarithm: map(source, target, count) { log10($0) }
        case .sine: map(source, target, count) { sin($0) }
        case .hyperbolicSine: map(source, target, count) { sinh($0) }
        case .squareRoot: map(source, target, count) { $0.squareRoot() }
        case .tangent: map(source, target, count) { tan($0) }
        case .hyperbolicTangent: map(source, target, count) { tanh($0) }
        }
    }

    @inline(__always)
    private static func map(
        _ source: UnsafePointer<Double>, _ target: UnsafeMutablePointer<Double>, _ count: Int,
        _ function: (Double) -> Double
    ) {
        for row in 0..<count {
            let input = source[row]
            target[row] = finiteOrMissing(function(input) + (input - input))
        }
    }
}

/// The number, or NaN for an infinity.
@inline(__always)
func finiteOrMissing(_ value: Double) -> Double { value - value == 0 ? value : .nan }

/// The angle of a tangent, for indicators.
@inline(__always)
func arcTangent(_ value: Double) -> Double { atan(value) }
