public import Base
public import Features

/// The live features of a universe of symbols, kept up by the bars of one time after the other.
///
/// For a set whose features are each symbol's own, it is one ``LiveFeatures`` a symbol. For one that looks across symbols,
/// the bars of a time are taken together, and the places among them are those of the symbols that have a bar then.
public struct LiveUniverse: Sendable {
    /// Each symbol's state.
    public private(set) var states: [Symbol: LiveFeatures]
    private var pipeline: UniversePipeline?

    /// Makes the state after the last bars of some histories.
    ///
    /// - Parameters:
    ///   - featureSet: The features.
    ///   - unsorted: One series a symbol.
    ///   - memory: Where the states of an earlier time are kept; those that fit are continued instead of computed anew.
    public init(_ featureSet: FeatureSet, after unsorted: [BarSeries], memory: FeatureMemory? = nil) {
        // Sums across symbols are taken in the order of the training table.
        let histories = unsorted.sorted { $0.symbol < $1.symbol }
        let kept = memory?.restore(featureSet, histories)
        pipeline = featureSet.isOfOneSymbol ? nil : kept?.pipeline ?? featureSet.makePipeline(of: histories)
        states = [:]
        guard pipeline != nil else {
            for history in histories {
                let known = kept?.states[history.symbol]
                var state = known?.features ?? LiveFeatures(featureSet, calendar: history.calendar)
                for index in (known?.bars ?? 0)..<history.count { state.update(history[index]) }
                states[history.symbol] = state
            }
            return
        }
        for history in histories {
            states[history.symbol] = kept?.states[history.symbol]?.features ?? LiveFeatures(featureSet)
        }
        replay(histories.map { $0[(kept?.states[$0.symbol]?.bars ?? 0)..<$0.count] })
    }

    /// Whether each symbol's features are made of its own bars only.
    public var isOfOneSymbol: Bool { pipeline == nil }

    /// Takes the bars of one time, at most one a symbol; bars of symbols that are not in the universe are passed over.
    public mutating func update(_ bars: [SymbolBar]) {
        guard pipeline != nil else {
            for one in bars { states[one.symbol]?.update(one.bar) }
            return
        }
        let adjusted = Dictionary(bars.map { ($0.symbol, $0.bar.adjusted()) }) { first, _ in first }
        let rows = pipeline?.update(adjusted) ?? [:]
        for one in bars {
            if let row = rows[one.symbol] { states[one.symbol]?.update(one.bar, row: row) }
        }
    }

    /// The state of a symbol after the last bars of some histories, of which one is its own.
    ///
    /// - As of: the last bars of the histories.
    public static func features(
        of symbol: Symbol, _ featureSet: FeatureSet, after histories: [BarSeries]
    ) -> LiveFeatures? {
        let histories = histories.sorted { $0.symbol < $1.symbol }
        guard let place = histories.firstIndex(where: { $0.symbol == symbol }), !histories[place].isEmpty else {
            return nil
        }
        if featureSet.isOfOneSymbol { return LiveFeatures(featureSet, after: histories[place]) }
        let table = FeatureTable(featureSet, of: histories.map { $0.adjusted() })
        let row = featureSet.definitions.indices.compactMap { table.column($0, ofSeries: place).last }
        return LiveFeatures(featureSet, after: histories[place], row: row)
    }

    private mutating func replay(_ histories: [BarSeries]) {
        var byTime: [Instant: [SymbolBar]] = [:]
        for history in histories {
            for index in 0..<history.count {
                byTime[history.times[index], default: []].append(SymbolBar(symbol: history.symbol, bar: history[index]))
            }
        }
        for time in byTime.keys.sorted() { update(byTime[time] ?? []) }
    }

    /// What ``FeatureMemory`` keeps.
    var snapshots: (states: [Symbol: [UInt8]], pipeline: Snapshot?) {
        (states.mapValues(\.snapshot), pipeline?.snapshot)
    }
}
