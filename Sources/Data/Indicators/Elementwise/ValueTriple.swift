/// Three values of the same time.
public struct ValueTriple: IndicatorInput {
    /// The first.
    public var first: Double
    /// The second.
    public var second: Double
    /// The third.
    public var third: Double

    /// Makes an input.
    @inline(__always)
    public init(_ first: Double, _ second: Double, _ third: Double) {
        self.first = first
        self.second = second
        self.third = third
    }

    /// Three.
    public static var valueCount: Int { 3 }
    /// Whether all three are finite.
    @inline(__always)
    public var isFinite: Bool { (first - first) + (second - second) + (third - third) == 0 }
    /// Reads a row of columns.
    @inline(__always)
    public init(_ columns: borrowing BarColumns, at index: Int) {
        self.init(columns.value[index], columns.second[index], columns.third[index])
    }
}
