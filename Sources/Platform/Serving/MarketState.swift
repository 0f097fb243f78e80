public import Base
import Streaming

/// The bars of one symbol up to now.
struct SymbolState: Sendable {
    var history: BarSeries
    /// Outlooks at the last bar by horizon; emptied by every new bar.
    var outlooks: [Int: Outlook] = [:]

    /// Takes a closed bar; one that is not after the last is left out.
    mutating func update(_ bar: Bar) -> Bool {
        guard history.times.last.map({ $0 < bar.time }) ?? true else { return false }
        // First the outlooks, which may hold on to the closes: else the bars would be copied to take one more.
        outlooks = [:]
        history.append(bar)
        return true
    }
}

/// What is known of every symbol now, and of the feed that moves it.
struct MarketState: Sendable {
    var symbols: [Symbol: SymbolState]
    /// The features at the last bars.
    var universe: LiveUniverse
    var feed: FeedStatus
    /// Whether the features are kept as they are now.
    var isKept = false

    /// Takes the bars of one time and gives those that are new.
    mutating func take(_ bars: [SymbolBar]) -> [SymbolBar] {
        var taken: [SymbolBar] = []
        for one in bars where symbols[one.symbol]?.update(one.bar) ?? false { taken.append(one) }
        guard !taken.isEmpty else { return [] }
        isKept = false
        universe.update(taken)
        if !universe.isOfOneSymbol {
            // The places of all symbols may have moved, also of those without a bar of their own.
            for symbol in symbols.keys { symbols[symbol]?.outlooks = [:] }
        }
        return taken
    }
}

/// The source of new bars, and how far it is.
public struct FeedStatus: Sendable, Equatable {
    /// Whether bars come, as the API says it.
    public enum State: String, Sendable {
        /// There is no feed; the bars are those stored.
        case off
        /// Bars come.
        case running
    }

    /// `replay` for bars of the past played again, `none` where there is no feed.
    public var name: String
    /// Whether bars come.
    public var state: State
    /// Event time of the newest bar; `nil` before the first.
    public var clock: Instant?
    /// How often a replay has started.
    public var pass: Int

    /// Makes a status.
    public init(name: String, state: State, clock: Instant?, pass: Int = 1) {
        self.name = name
        self.state = state
        self.clock = clock
        self.pass = pass
    }

    /// No feed: the newest bars are those stored.
    public static func off(clock: Instant?) -> FeedStatus { FeedStatus(name: "none", state: .off, clock: clock) }
}
