public import Base
import Glibc

extension SimulatedMarket {
    static func exponential(_ x: Double) -> Double { exp(x) }
    static func logarithm(_ x: Double) -> Double { log(x) }
}

extension SeededGenerator {
    /// A standard normal number, by Box and Muller's transform.
    public mutating func normal() -> Double {
        let radius = (-2 * log(1 - uniform())).squareRoot()
        return radius * cos(2 * Double.pi * uniform())
    }
}
