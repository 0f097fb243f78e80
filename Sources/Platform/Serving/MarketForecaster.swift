public import Base
public import Features
import Forecasting
public import MarketData
public import ModelRegistry
public import Streaming
import Synchronization

/// Serves forecasts of the champions over the bars known so far.
///
/// Bars come in through ``take(_:)``; every answer is made of state in memory, so the stores may be busy meanwhile. At
/// most once a second a request or a step of the feed looks whether the registry has changed, and serves what it has now.
/// - As of: forecasts use bars up to the last one taken, or up to the request's `asOf`.
public final class MarketForecaster: ForecastService {
    let featureSet: FeatureSet
    let shelf: ModelShelf
    let state: Mutex<MarketState>
    let qualityJSON: [UInt8]
    private let memory: FeatureMemory?
    private let keepsOutlooks: Bool
    private let clock: @Sendable () -> Instant
    private let barsKnown: BarsKnown?
    private let initial: MarketState
    /// Rows of the time that models have learnt from, for explanations; made when first asked for.
    let backgrounds = Mutex<[String: ExplanationBackground]>([:])
    private let listeners = Mutex<(next: Int, deliver: [Int: @Sendable (LiveMessage) -> Void])>((1, [:]))

    /// The bars of a symbol as they were known at an instant.
    public typealias BarsKnown = @Sendable (_ symbol: Symbol, _ asOf: Instant) throws -> BarSeries

    /// Makes the service with the bars known at its start.
    ///
    /// - Parameters:
    ///   - history: One series per symbol.
    ///   - featureSet: The set the models were trained on.
    ///   - registry: Where champions are looked up.
    ///   - quality: What the quality checks found.
    ///   - feed: The feed whose bars will be given to ``take(_:)``.
    ///   - barsKnown: Reads bars as they were known at a request's `asOf`, before they were corrected; `nil` where the
    ///     history was never corrected.
    ///   - memory: Where the live features are kept from one start to the next (``keepFeatures()``); `nil` to compute
    ///     them anew.
    ///   - keepsOutlooks: Whether what the models say at the last bar is kept until the next one comes; the answers are
    ///     the same.
    ///   - clock: Gives the current time, for the look at the registry and to refuse times to come.
    /// - Throws: `StorageError` when the registry cannot be read.
    public init(
        history: [BarSeries], featureSet: FeatureSet, registry: ModelRegistry, quality: QualityReport,
        feed: FeedStatus, barsKnown: BarsKnown? = nil, memory: FeatureMemory? = nil, keepsOutlooks: Bool = true,
        clock: @escaping @Sendable () -> Instant = Instant.now
    ) throws {
        self.featureSet = featureSet
        self.memory = memory
        self.keepsOutlooks = keepsOutlooks
        self.barsKnown = barsKnown
        self.clock = clock
        qualityJSON = Array(quality.json.utf8)
        shelf = try ModelShelf(registry: registry, featureSet: featureSet, clock: clock)
        let known = history.filter { !$0.isEmpty }
        let universe = LiveUniverse(featureSet, after: known, memory: memory)
        let symbols = known.map { ($0.symbol, SymbolState(history: $0)) }
        initial = MarketState(symbols: Dictionary(symbols) { first, _ in first }, universe: universe, feed: feed)
        state = Mutex(initial)
    }

    /// Keeps the live features in the memory given at the start, where they are not kept already; the next start goes on
    /// from there.
    ///
    /// - Throws: `StorageError` when the memory cannot be written; forecasts do not depend on it.
    public func keepFeatures() throws {
        guard let memory, let now = state.withLock({ $0.isKept ? nil : $0 }) else { return }
        try memory.keep(now.universe, featureSet, after: now.symbols.values.map(\.history))
        state.withLock { state in
            let isSame = state.symbols.allSatisfy { $1.history.count == now.symbols[$0]?.history.count }
            if isSame { state.isKept = true }
        }
    }

    /// Takes a step of a feed: new bars go into the state and out to the listeners, with the forecasts they change.
    public func take(_ step: ReplaySchedule.Step) {
        shelf.refresh()
        switch step {
        case .bars(let time, let bars):
            let taken = state.withLock { state in
                state.feed.clock = time
                return state.take(bars)
            }
            for one in taken { announce(one) }
        case .restart(let pass):
            state.withLock { state in
                state = initial
                state.feed.pass = pass
            }
        }
        announceStatus()
    }

    /// Loads the champions of every symbol, so that the first request finds them in memory.
    public func loadChampions() throws {
        for known in state.withLock({ Array($0.symbols.values) }) {
            let lineups = shelf.lineups(of: known.history.symbol, known.history.interval)
            for lineup in lineups.values { _ = try shelf.model(of: lineup.champion) }
        }
    }

    /// Registers a listener; it is called on the thread of ``take(_:)``.
    public func subscribe(_ deliver: @escaping @Sendable (LiveMessage) -> Void) -> Int {
        listeners.withLock { listeners in
            defer { listeners.next += 1 }
            listeners.deliver[listeners.next] = deliver
            return listeners.next
        }
    }

    /// Ends a registration; a message on its way may still arrive.
    public func unsubscribe(_ token: Int) { listeners.withLock { _ = $0.deliver.removeValue(forKey: token) } }

    /// The state of a symbol now.
    func current(_ symbol: Symbol) throws(ServingError) -> (SymbolState, FeedStatus) {
        let (found, feed) = state.withLock { ($0.symbols[symbol], $0.feed) }
        guard let found else { throw .unknownSymbol(symbol) }
        return (found, feed)
    }

    /// The interval of a symbol's bars; like ``keptOutlook(of:_:)`` it copies nothing of the history.
    func interval(of symbol: Symbol) throws(ServingError) -> BarInterval {
        let found = state.withLock { state in
            state.symbols.index(forKey: symbol).map { state.symbols.values[$0].history.interval }
        }
        guard let found else { throw .unknownSymbol(symbol) }
        return found
    }

    private func keptOutlook(of symbol: Symbol, _ horizonBars: Int) -> Outlook? {
        state.withLock { state in
            state.symbols.index(forKey: symbol).flatMap { state.symbols.values[$0].outlooks[horizonBars] }
        }
    }

    /// What the models say of a symbol at its last bar, `horizonBars` being one of its lineups' horizons.
    func outlook(of symbol: Symbol, horizonBars: Int) throws(ServingError) -> Outlook {
        let revision = shelf.revision
        if keepsOutlooks, let kept = keptOutlook(of: symbol, horizonBars), kept.revision == revision { return kept }
        let found = state.withLock { state in
            state.universe.states[symbol].flatMap { features in
                state.symbols.index(forKey: symbol).map { (state.symbols.values[$0].history.interval, features) }
            }
        }
        guard let (interval, features) = found else { throw .unknownSymbol(symbol) }
        let outlook = try makeOutlook(symbol, interval, features, horizonBars: horizonBars) {
            self.state.withLock { $0.symbols[symbol]?.history }
        }
        guard keepsOutlooks else { return outlook }
        state.withLock { state in
            guard state.symbols[symbol]?.history.times.last == outlook.asOf else { return }
            state.symbols[symbol]?.outlooks[horizonBars] = outlook
        }
        return outlook
    }

    /// What the models say of a symbol at a past time, by running its history up to then through the features.
    ///
    /// - As of: bars whose event time and knowledge time are at or before `asOf`; a correction made later does not count.
    ///   While a feed plays, its clock is the present: bars it has not played yet are not known at any `asOf`.
    /// - Complexity: O(bars before `asOf`).
    func outlook(of symbol: Symbol, horizonBars: Int, asOf: Instant) throws(ServingError) -> Outlook {
        let known = try current(symbol).0.history
        // A bare date means its end, so that today's reaches a little beyond the present.
        guard asOf <= clock().advanced(bySeconds: 86_400) else {
            throw .invalid(field: "as_of", message: "\(asOf) is still to come; leave as_of out for the newest forecast")
        }
        let past = try history(of: symbol, known, asOf: asOf)
        if past == known { return try outlook(of: symbol, horizonBars: horizonBars) }
        let features = try pastFeatures(of: symbol, after: past, asOf: asOf)
        guard let features, features.isWarm else {
            let first = known.times.first?.iso8601 ?? "none"
            throw .invalid(
                field: "as_of", message: "too few bars of \(symbol) are known at \(asOf); its first bar is \(first)")
        }
        return try makeOutlook(symbol, known.interval, features, horizonBars: horizonBars) { past }
    }

    /// The features at the last bar of a past history; across symbols, those of all that were known then.
    private func pastFeatures(
        of symbol: Symbol, after past: BarSeries, asOf: Instant
    ) throws(ServingError) -> LiveFeatures? {
        guard !featureSet.isOfOneSymbol else { return LiveFeatures(featureSet, after: past) }
        guard let end = past.times.last else { return nil }
        var histories: [BarSeries] = []
        for known in state.withLock({ $0.symbols.values.map(\.history) }).sorted(by: { $0.symbol < $1.symbol }) {
            let own = known.symbol == symbol ? past : try history(of: known.symbol, known, asOf: asOf).upTo(end)
            histories.append(own)
        }
        return LiveUniverse.features(of: symbol, featureSet, after: histories)
    }

    /// The bars known at a past time, none later than the last one taken.
    private func history(
        of symbol: Symbol, _ known: BarSeries, asOf: Instant
    ) throws(ServingError) -> BarSeries {
        let end = min(asOf, known.times.last ?? asOf)
        guard let barsKnown else { return known.upTo(end) }
        do {
            return try barsKnown(symbol, asOf).upTo(end)
        } catch {
            throw .failed("the bars of \(symbol) as of \(asOf) cannot be read: \(error)")
        }
    }

    /// The last bar that any champion of the symbols served has learnt from; `nil` where none serves.
    public var trainedThrough: Instant? {
        let served = state.withLock { $0.symbols.values.map { ($0.history.symbol, $0.history.interval) } }
        return served.flatMap { shelf.lineups(of: $0, $1).values.map(\.trainedThrough) }.max()
    }

    private func makeOutlook(
        _ symbol: Symbol, _ interval: BarInterval, _ features: LiveFeatures, horizonBars: Int,
        history: () -> BarSeries?
    ) throws(ServingError) -> Outlook {
        let revision = shelf.revision
        let lineups = shelf.lineups(of: symbol, interval)
        guard let lineup = lineups[horizonBars] else {
            throw .notReady("no model of \(symbol) looks \(horizonBars) bars ahead; run `martlet train`")
        }
        let nearer = lineups.values.filter { $0.name.horizonBars < horizonBars }
        // A bar may have come meanwhile; the models are asked as of the features' last one.
        func prices() -> PriceHistory? {
            guard let bars = history(), let last = features.lastBar?.time else { return nil }
            let column = PriceColumn(times: bars.times, closes: bars.adjustedClose)
            return PriceHistory(
                symbol: symbol, column: column, end: min(bars.count, bars.firstIndex(notBefore: last) + 1))
        }
        return try Outlook(
            symbol: symbol, state: features, prices: prices, lineup: lineup, nearer: nearer, revision: revision,
            shelf: shelf)
    }

    private func announce(_ one: SymbolBar) {
        guard !listeners.withLock({ $0.deliver.isEmpty }) else { return }
        let feed = state.withLock(\.feed)
        deliver(LiveMessage(symbol: one.symbol, topic: "bar", json: LiveDocument.bar(one, feed: feed)))
        let request = ForecastRequest(symbol: one.symbol)
        guard let forecast = try? forecastDocument(request, type: "forecast") else { return }  // No model: bars only.
        deliver(LiveMessage(symbol: one.symbol, topic: "forecast", json: forecast))
    }

    private func announceStatus() {
        let json = LiveDocument.status(state.withLock(\.feed))
        deliver(LiveMessage(symbol: nil, topic: "status", json: json))
    }

    private func deliver(_ message: LiveMessage) {
        for deliver in listeners.withLock({ Array($0.deliver.values) }) { deliver(message) }
    }
}
