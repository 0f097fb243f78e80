#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The angle of a cosine.
public enum ArcCosine: TransformFunction {
    /// In radians, 0 to π; of −1 to 1.
    @inline(__always)
    public static func value(_ value: Double) -> Double { acos(value) }
}

/// The angle of a sine.
public enum ArcSine: TransformFunction {
    /// In radians, −π/2 to π/2; of −1 to 1.
    @inline(__always)
    public static func value(_ value: Double) -> Double { asin(value) }
}

/// The angle of a tangent.
public enum ArcTangent: TransformFunction {
    /// In radians, −π/2 to π/2.
    @inline(__always)
    public static func value(_ value: Double) -> Double { atan(value) }
}

/// The next whole number.
public enum Ceiling: TransformFunction {
    /// Upwards, or the number itself.
    @inline(__always)
    public static func value(_ value: Double) -> Double { value.rounded(.up) }
}

/// The cosine.
public enum Cosine: TransformFunction {
    /// Of radians.
    @inline(__always)
    public static func value(_ value: Double) -> Double { cos(value) }
}

/// The hyperbolic cosine.
public enum HyperbolicCosine: TransformFunction {
    /// (eˣ + e⁻ˣ) / 2.
    @inline(__always)
    public static func value(_ value: Double) -> Double { cosh(value) }
}

/// The exponential.
public enum Exponential: TransformFunction {
    /// eˣ.
    @inline(__always)
    public static func value(_ value: Double) -> Double { exp(value) }
}

/// The whole number before.
public enum Floor: TransformFunction {
    /// Downwards, or the number itself.
    @inline(__always)
    public static func value(_ value: Double) -> Double { value.rounded(.down) }
}

/// The natural logarithm.
public enum NaturalLogarithm: TransformFunction {
    /// Of a positive number.
    @inline(__always)
    public static func value(_ value: Double) -> Double { log(value) }
}

/// The decimal logarithm.
public enum DecimalLogarithm: TransformFunction {
    /// Of a positive number.
    @inline(__always)
    public static func value(_ value: Double) -> Double { log10(value) }
}

/// The sine.
public enum Sine: TransformFunction {
    /// Of radians.
    @inline(__always)
    public static func value(_ value: Double) -> Double { sin(value) }
}

/// The hyperbolic sine.
public enum HyperbolicSine: TransformFunction {
    /// (eˣ − e⁻ˣ) / 2.
    @inline(__always)
    public static func value(_ value: Double) -> Double { sinh(value) }
}

/// The square root.
public enum SquareRoot: TransformFunction {
    /// Of a number that is not negative.
    @inline(__always)
    public static func value(_ value: Double) -> Double { value.squareRoot() }
}

/// The tangent.
public enum Tangent: TransformFunction {
    /// Of radians.
    @inline(__always)
    public static func value(_ value: Double) -> Double { tan(value) }
}

/// The hyperbolic tangent.
public enum HyperbolicTangent: TransformFunction {
    /// −1 to 1.
    @inline(__always)
    public static func value(_ value: Double) -> Double { tanh(value) }
}

/// The angle of a tangent, for indicators.
@inline(__always)
func arcTangent(_ value: Double) -> Double { atan(value) }
