/// Hurst's exponent of the last `period` log returns by rescaled range.
///
/// The returns are cut into pieces of `period`, `period / 2`, `period / 4`, … down to 8, the newest return last; the
/// exponent is the slope of the straight line through ln(mean range / deviation) over ln(length).
///
/// - Units: about 0.5 for a random walk (short pieces bias it upwards), above where moves go on, below where they turn
///   back.
/// - Missing: inputs that are not positive and finite are passed over; pieces without variation are left out, and it is
///   0.5 where fewer than two lengths have others.
/// - Source: Hurst 1951, "Long-term storage capacity of reservoirs"; Mandelbrot and Wallis 1969, the pox diagram.
/// - Complexity: O(`period` log `period`) a row.
public struct HurstExponent: Indicator {
    private static let shortestPiece = 8

    /// The length in returns.
    public let period: Int
    private var position = 0
    private var seen = 0
    private var previous = Double.nan

    /// Makes an indicator; `period` is at least 16.
    public init(period: Int = 128) { self.period = checked(period, from: 16) }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The returns twice over, so that every window is one stretch.
    public var windowCount: Int { 2 * period }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: LogValue, _ window: WindowMemory) -> Double {
        let change = input.logarithm - previous
        previous = input.logarithm
        guard !change.isNaN, let base = window.baseAddress else { return .nan }
        base[position] = change
        base[position + period] = change
        position = position + 1 == period ? 0 : position + 1
        seen += seen < period ? 1 : 0
        return seen < period ? .nan : Self.exponent(base + position, period)
    }

    /// The slope of the line through the points that there are.
    private static func exponent(_ changes: UnsafeMutablePointer<Double>, _ count: Int) -> Double {
        var sums = (points: 0.0, x: 0.0, y: 0.0, xx: 0.0, xy: 0.0)
        var length = count
        while length >= shortestPiece {
            if let ratio = meanRescaledRange(changes, count, length) {
                let x = naturalLogarithm(Double(length) / Double(count))
                let y = naturalLogarithm(ratio)
                sums = (sums.points + 1, sums.x + x, sums.y + y, sums.xx + x * x, sums.xy + x * y)
            }
            length /= 2
        }
        guard sums.points >= 2 else { return 0.5 }
        return (sums.points * sums.xy - sums.x * sums.y) / (sums.points * sums.xx - sums.x * sums.x)
    }

    /// The mean of range over deviation of the pieces of a length that vary.
    private static func meanRescaledRange(
        _ changes: UnsafeMutablePointer<Double>, _ count: Int, _ length: Int
    ) -> Double? {
        var sum = 0.0
        var pieces = 0.0
        var end = count
        while end >= length {
            if let ratio = rescaledRange(changes + (end - length), length) {
                sum += ratio
                pieces += 1
            }
            end -= length
        }
        return pieces == 0 ? nil : sum / pieces
    }

    private static func rescaledRange(_ changes: UnsafeMutablePointer<Double>, _ length: Int) -> Double? {
        let first = changes[0]
        var shift = 0.0
        for place in 0..<length { shift += changes[place] - first }
        let mean = first + shift / Double(length)
        var (path, highest, lowest, squares) = (0.0, 0.0, 0.0, 0.0)
        for place in 0..<length {
            let away = changes[place] - mean
            path += away
            highest = path > highest ? path : highest
            lowest = path < lowest ? path : lowest
            squares += away * away
        }
        // What is left of equal returns is rounding.
        let noise = 1e-12 * mean.magnitude
        let deviation = (squares / Double(length)).squareRoot()
        return deviation > noise ? (highest - lowest) / deviation : nil
    }
}
