/// The negative or positive volume index (NVI, PVI): returns compounded over the bars with less, or more, volume than the
/// one before.
///
/// - Units: an index that begins at 1000.
/// - Missing: it stays as it was after a close of zero, and where it would leave the range of numbers.
/// - Source: Dysart 1936, Fosback 1976; TA-Lib NVI and PVI.
public struct VolumeIndex: Indicator {
    /// Which bars count.
    public enum Side: Double, Sendable {
        /// Those with less volume than the bar before.
        case negative = -1
        /// Those with more.
        case positive = 1
    }

    private let sign: Double
    private var index = 1000.0
    private var previous = CloseVolume(close: .nan, volume: .nan)

    /// Makes an index of one side.
    public init(_ side: Side) { sign = side.rawValue }

    /// None.
    public var warmUpBars: Int { 0 }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: CloseVolume, _ window: WindowMemory) -> Double {
        let last = previous
        previous = input
        // A product with one or zero, not a condition, which nothing would predict.
        let counts = sign * (input.volume - last.volume) > 0 ? 1.0 : 0
        let next = index + counts * ((input.close - last.close) / last.close) * index
        if next.isFinite { index = next }
        return index
    }
}
