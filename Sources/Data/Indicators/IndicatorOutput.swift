/// What one update of an ``Indicator`` gives: one value, or several by name.
public protocol IndicatorOutput: Sendable {
    /// What each value is called, in snake_case.
    static var names: [String] { get }
    /// NaN in every place.
    static var missing: Self { get }
    /// Writes value k at `destination[k * stride]`.
    func store(_ destination: UnsafeMutablePointer<Double>, stride: Int)
}

/// One value.
extension Double: IndicatorOutput {
    /// `value`.
    public static var names: [String] { ["value"] }
    /// NaN.
    @inline(__always)
    public static var missing: Double { .nan }
    /// Writes the value.
    @inline(__always)
    public func store(_ destination: UnsafeMutablePointer<Double>, stride: Int) { destination.pointee = self }
}
