public import Base
import Evaluation
import ModelRegistry
import Synchronization

extension MarketForecaster {
    /// Whether there are bars and models.
    public func readiness() -> Readiness {
        shelf.refresh()
        let count = state.withLock { $0.symbols.count }
        let checks = [
            (name: "bars", status: count > 0 ? "\(count) symbols" : "none; run `martlet ingest`"),
            (name: "models", status: shelf.isEmpty ? "none; run `martlet train`" : "loaded"),
        ]
        return Readiness(isReady: count > 0 && !shelf.isEmpty, checks: checks)
    }

    /// Every symbol, its last bar and its champions.
    public func symbols() throws(ServingError) -> [UInt8] {
        shelf.refresh()
        let (symbols, feed) = state.withLock { (Array($0.symbols.values), $0.feed) }
        var writer = JSONWriter(reserving: 2048)
        writer.object { writer in
            writer.array("symbols") { writer in
                for known in symbols.sorted(by: { $0.history.symbol < $1.history.symbol }) {
                    writer.object { write(known.history, feed: feed, to: &$0) }
                }
            }
            writer.object("feed") { writer in
                writer.member("name", feed.name)
                LiveDocument.members(of: feed, to: &writer)
            }
        }
        return writer.bytes
    }

    /// The last bar of a symbol.
    public func realtime(of symbol: Symbol) throws(ServingError) -> [UInt8] {
        let (known, feed) = try current(symbol)
        let history = known.history
        let bar = history[history.count - 1]
        let before = history.count > 1 ? history.close[history.count - 2] : bar.open
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("symbol", symbol.name)
            writer.member("feed", feed.name)
            writer.member("price", bar.close)
            LiveDocument.write(bar, to: &writer)
            writer.member("change", rounded(bar.close - before, 1e10))
            writer.member("change_percent", rounded((bar.close / before - 1) * 100, 1e4))
        }
        return writer.bytes
    }

    /// The scores of a symbol's models, and why its champions are champions.
    public func metrics(of symbol: Symbol) throws(ServingError) -> [UInt8] {
        let history = try current(symbol).0.history
        shelf.refresh()
        let lineups = shelf.lineups(of: symbol, history.interval).values.sorted { $0.name < $1.name }
        guard !lineups.isEmpty else { throw .notReady("no model of \(symbol) is registered; run `martlet train`") }
        var writer = JSONWriter(reserving: 8192)
        writer.object { writer in
            writer.member("symbol", symbol.name)
            writer.array("horizons") { writer in
                for lineup in lineups { writer.object { MetricsDocument.write(lineup, to: &$0) } }
            }
        }
        return writer.bytes
    }

    /// What the quality checks found when the service was made.
    public func quality() throws(ServingError) -> [UInt8] { qualityJSON }

    private func write(_ history: BarSeries, feed: FeedStatus, to writer: inout JSONWriter) {
        let last = history.count - 1
        writer.member("symbol", history.symbol.name)
        writer.member("interval", history.interval.description)
        writer.member("bars", history.count)
        writer.member("first", history.times[0])
        writer.member("last", history.times[last])
        writer.member("last_close", history.close[last])
        writer.member("change_1d", last > 0 ? rounded(history.close[last] / history.close[last - 1] - 1, 1e6) : 0)
        writer.member("feed", feed.name)
        writer.array("champions") { writer in
            let lineups = shelf.lineups(of: history.symbol, history.interval).values
            for lineup in lineups.sorted(by: { $0.name < $1.name }) {
                writer.object { writer in
                    writer.member("horizon_bars", lineup.name.horizonBars)
                    writer.member("model", lineup.champion.label)
                    writer.member("version", lineup.champion.version)
                }
            }
        }
    }
}

/// The scores of a lineup as the API gives them.
enum MetricsDocument {
    static func write(_ lineup: Lineup, to writer: inout JSONWriter) {
        writer.member("horizon_bars", lineup.name.horizonBars)
        writer.object("champion") { writer in
            writer.member("name", lineup.champion.label)
            writer.member("version", lineup.champion.version)
        }
        writer.member("reason", lineup.championReason)
        writer.array("models") { writer in
            for version in lineup.versions { writer.object { write(version, in: lineup, to: &$0) } }
        }
    }

    private static func write(_ version: ModelVersion, in lineup: Lineup, to writer: inout JSONWriter) {
        writer.member("name", version.label)
        writer.member("version", version.version)
        writer.member("is_naive", version.isNaive)
        let alias: ModelAlias? =
            version.version == lineup.champion.version
            ? .champion : version.version == lineup.challenger?.version ? .challenger : nil
        writer.member("alias", alias?.rawValue)
        writer.object("scores") { version.scores.write(to: &$0) }
        writer.member("verdict", version.reason)
        writer.member("passed", version.passed)
    }
}
