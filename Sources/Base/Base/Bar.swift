/// What was traded in one interval (t − 1, t].
public struct Bar: Hashable, Sendable, BitwiseCopyable {
    /// Event time: when the interval closed.
    public var time: Instant
    /// First price of the interval.
    public var open: Double
    /// Highest price of the interval.
    public var high: Double
    /// Lowest price of the interval.
    public var low: Double
    /// Last price of the interval.
    public var close: Double
    /// Last price, adjusted for splits and dividends; equals `close` where a source has none.
    public var adjustedClose: Double
    /// Units traded.
    public var volume: Double

    /// Makes a bar; `adjustedClose` is `close` unless given.
    @inlinable
    public init(
        time: Instant, open: Double, high: Double, low: Double, close: Double, adjustedClose: Double? = nil,
        volume: Double
    ) {
        self.time = time
        self.open = open
        self.high = high
        self.low = low
        self.close = close
        self.adjustedClose = adjustedClose ?? close
        self.volume = volume
    }
}
