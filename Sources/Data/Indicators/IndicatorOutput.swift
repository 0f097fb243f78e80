/// What one update of an ``Indicator`` gives: one value, or several by name.
///
/// A type with several has a stored property of type `Double` for each name, in the same order, and nothing else.
public protocol IndicatorOutput: BitwiseCopyable, Sendable {
    /// What each value is called, in snake_case.
    static var names: [String] { get }
}

extension IndicatorOutput {
    /// How many values there are.
    @inline(__always)
    static var count: Int { MemoryLayout<Self>.size / MemoryLayout<Double>.size }

    /// NaN in every place.
    @inline(__always)
    public static var missing: Self {
        withUnsafeBytes(of: SIMD16<Double>(repeating: .nan)) { $0.loadUnaligned(as: Self.self) }
    }

    /// Writes value k at `destination[k * stride]`.
    @inline(__always)
    public func store(_ destination: UnsafeMutablePointer<Double>, stride: Int) {
        withUnsafeBytes(of: self) { bytes in
            for place in 0..<Self.count {
                destination[place * stride] = bytes.loadUnaligned(fromByteOffset: 8 * place, as: Double.self)
            }
        }
    }
}

/// One value.
extension Double: IndicatorOutput {
    /// `value`.
    public static var names: [String] { ["value"] }
}
