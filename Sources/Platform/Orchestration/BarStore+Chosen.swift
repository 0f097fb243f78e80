import Base
import MarketData

extension BarStore {
    /// The bars of the symbols chosen, sorted by symbol; of all that are stored at the interval where none are.
    ///
    /// - As of: bars known at `asOf`.
    /// - Throws: ``TrainingError/unknownSymbol(_:_:)`` for a symbol without bars, ``TrainingError/noBars(_:)`` where there are
    ///   none at all, and `StorageError`.
    func series(of symbols: [Symbol]?, _ interval: BarInterval, asOf: Instant) throws -> [BarSeries] {
        guard let symbols else {
            let all = try allSeries(interval, asOf: asOf)
            guard !all.isEmpty else { throw TrainingError.noBars(interval) }
            return all
        }
        return try Set(symbols).sorted().map { symbol in
            let one = try series(symbol, interval, asOf: asOf)
            guard !one.isEmpty else { throw TrainingError.unknownSymbol(symbol, interval) }
            return one
        }
    }
}
