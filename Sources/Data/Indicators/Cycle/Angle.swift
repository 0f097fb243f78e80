/// Angles in degrees, with TA-Lib's constants.
enum Angle {
    private static var degreesPerRadian: Double { 45 / (Double.pi / 4) }

    /// The angle, from −90 to 90 degrees, that has a tangent.
    @inline(__always)
    static func degrees(ofTangent tangent: Double) -> Double { ArcTangent.value(tangent) * degreesPerRadian }

    /// The sine of an angle in degrees.
    @inline(__always)
    static func sine(degrees: Double) -> Double { Sine.value(degrees * (1 / degreesPerRadian)) }

    /// Sine and cosine of a part of a full turn.
    static func wave(_ part: Int, of count: Int) -> SIMD2<Double> {
        let angle = (Double(part) * (Double.pi / 4 * 8)) / Double(count)
        return SIMD2(Sine.value(angle), Cosine.value(angle))
    }
}
