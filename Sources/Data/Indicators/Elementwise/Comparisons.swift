/// Whether the first value is smaller.
public enum LessThan: PairFunction {
    /// 1 where x < y, else 0.
    @inline(__always)
    public static func value(_ first: Double, _ second: Double) -> Double { first < second ? 1 : 0 }
}

/// Whether the first value is not larger.
public enum AtMost: PairFunction {
    /// 1 where x ≤ y, else 0.
    @inline(__always)
    public static func value(_ first: Double, _ second: Double) -> Double { first <= second ? 1 : 0 }
}

/// Whether the first value is larger.
public enum GreaterThan: PairFunction {
    /// 1 where x > y, else 0.
    @inline(__always)
    public static func value(_ first: Double, _ second: Double) -> Double { first > second ? 1 : 0 }
}

/// Whether the first value is not smaller.
public enum AtLeast: PairFunction {
    /// 1 where x ≥ y, else 0.
    @inline(__always)
    public static func value(_ first: Double, _ second: Double) -> Double { first >= second ? 1 : 0 }
}

/// Whether two values are the same.
public enum Equality: PairFunction {
    /// 1 where x = y, else 0.
    @inline(__always)
    public static func value(_ first: Double, _ second: Double) -> Double { first == second ? 1 : 0 }
}

/// Whether two values differ.
public enum Inequality: PairFunction {
    /// 1 where x ≠ y, else 0.
    @inline(__always)
    public static func value(_ first: Double, _ second: Double) -> Double { first != second ? 1 : 0 }
}
