#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The natural logarithm of the C library.
@inline(__always)
func naturalLogarithm(_ value: Double) -> Double { log(value) }

/// Sine and cosine of a fraction of a full turn.
func sineAndCosine(turns: Double) -> (sine: Double, cosine: Double) {
    let angle = 2 * Double.pi * turns
    return (sin(angle), cos(angle))
}

/// Refuses periods that an indicator has no meaning for; a programmer's mistake, as feature sets are checked before.
func checked(_ period: Int, from least: Int = 1) -> Int {
    precondition(period >= least && period <= 100_000, "a period must be \(least) to 100000, was \(period)")
    return period
}
