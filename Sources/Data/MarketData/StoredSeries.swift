public import Base

/// What the store holds of one symbol at one interval.
public struct StoredSeries: Sendable, Equatable {
    /// Whose bars.
    public let symbol: Symbol
    /// What each bar covers.
    public let interval: BarInterval
    /// The number of bars, each time counted once however often it was corrected.
    public let bars: Int
    /// Event time of the first bar.
    public let first: Instant
    /// Event time of the last bar.
    public let last: Instant
    /// Where the newest rows came from.
    public let source: String
    /// Knowledge time of the newest row: reads as of then or later see all rows.
    public let knowledge: Instant
}
