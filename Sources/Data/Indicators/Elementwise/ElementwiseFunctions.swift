/// The magnitude.
public enum Magnitude: TransformFunction {
    /// |x|.
    @inline(__always)
    public static func value(_ value: Double) -> Double { value.magnitude }
}

/// The sign.
public enum Sign: TransformFunction {
    /// 1 above zero, −1 below it, 0 at it.
    @inline(__always)
    public static func value(_ value: Double) -> Double { value > 0 ? 1 : (value < 0 ? -1 : 0) }
}

/// The value with its sign turned.
public enum Negation: TransformFunction {
    /// −x.
    @inline(__always)
    public static func value(_ value: Double) -> Double { -value }
}

/// The first value to the power of the second.
public enum Exponentiation: PairFunction {
    /// x to the power of y, as the C library has it.
    @inline(__always)
    public static func value(_ first: Double, _ second: Double) -> Double { power(first, second) }
}

/// The larger of two values.
public enum Larger: PairFunction {
    /// max(x, y).
    @inline(__always)
    public static func value(_ first: Double, _ second: Double) -> Double { first > second ? first : second }
}

/// The smaller of two values.
public enum Smaller: PairFunction {
    /// min(x, y).
    @inline(__always)
    public static func value(_ first: Double, _ second: Double) -> Double { first < second ? first : second }
}
