import Glibc

/// The natural logarithm, from the C library.
func logarithm(_ x: Double) -> Double { log(x) }
