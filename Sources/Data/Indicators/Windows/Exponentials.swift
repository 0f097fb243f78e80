#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The power of the C library.
@inline(__always)
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// The hyperbolic tangent of the C library.
@inline(__always)
func hyperbolicTangent(_ value: Double) -> Double { tanh(value) }
