import Base
import Forecasting
import ModelRegistry
import Streaming
import Synchronization

/// What the models of a lineup say of one symbol at its last closed bar.
///
/// - As of: ``asOf``, the close of the last bar used.
final class Outlook: Sendable {
    /// The median forecasts of one family at the horizons it was trained for.
    struct Path: Sendable {
        /// The family's name in answers.
        let label: String
        /// Log returns by horizon, nearest first.
        let anchors: [(horizonBars: Int, location: Double)]
        /// Standardised residual quantiles of the farthest horizon.
        let shape: [Double]

        /// The median log return some bars ahead, straight lines between the horizons trained for.
        func location(bars: Int) -> Double {
            var earlier = (horizonBars: 0, location: 0.0)
            for anchor in anchors {
                if bars <= anchor.horizonBars {
                    let share = Double(bars - earlier.horizonBars) / Double(anchor.horizonBars - earlier.horizonBars)
                    return earlier.location + (anchor.location - earlier.location) * share
                }
                earlier = anchor
            }
            return earlier.location
        }
    }

    let symbol: Symbol
    let asOf: Instant
    let close: Double
    let volatility: Double
    let lineup: Lineup
    let paths: [Path]
    /// The registry's revision that the lineup is of, or one before it.
    let revision: Int

    /// The last answer made of this outlook: most requests ask for the same number of bars.
    private let kept = Mutex<(bars: Int, json: [UInt8])?>(nil)

    /// The answer for so many bars, if it is the last that was made.
    func answer(bars: Int) -> [UInt8]? { kept.withLock { $0?.bars == bars ? $0?.json : nil } }

    /// Keeps an answer in place of the last.
    func keep(_ json: [UInt8], bars: Int) { kept.withLock { $0 = (bars, json) } }

    /// The champion's path.
    var champion: Path? { paths.first { $0.label == lineup.champion.label } }

    /// The champion's forecast some bars ahead, at most as far as its lineup's horizon.
    func distribution(bars: Int) -> ReturnDistribution? {
        champion.map {
            ReturnDistribution(
                location: $0.location(bars: bars), scale: volatility * Double(bars).squareRoot(), shape: $0.shape)
        }
    }

    /// Asks every model of the lineup, and the same families at nearer horizons.
    init(
        symbol: Symbol, state: LiveFeatures, lineup: Lineup, nearer: [Lineup], revision: Int, shelf: ModelShelf
    ) throws(ServingError) {
        guard state.isWarm, let bar = state.lastBar else {
            throw .notReady("\(symbol) has too few bars for its features to be known")
        }
        self.symbol = symbol
        self.lineup = lineup
        self.revision = revision
        asOf = bar.time
        close = bar.close
        volatility = state.volatility
        let ladder = nearer.sorted { $0.name.horizonBars < $1.name.horizonBars } + [lineup]
        do {
            paths = try lineup.versions.map { try Outlook.path($0, ladder: ladder, state: state, shelf: shelf) }
        } catch let error as ServingError {
            throw error
        } catch {
            throw .failed("a model of \(lineup.name) cannot be read: \(error)")
        }
    }

    private static func path(
        _ version: ModelVersion, ladder: [Lineup], state: LiveFeatures, shelf: ModelShelf
    ) throws -> Path {
        var anchors: [(horizonBars: Int, location: Double)] = []
        var shape: [Double] = []
        for lineup in ladder {
            guard let rung = lineup.versions.first(where: { $0.label == version.label }) else { continue }
            let model = try shelf.model(of: rung)
            let forecast = state.row.withUnsafeBufferPointer { features in
                model.forecast(
                    features: features, seasonal: state.seasonal(horizonBars: model.horizonBars),
                    volatility: state.volatility)
            }
            anchors.append((model.horizonBars, forecast.location))
            shape = forecast.shape
        }
        return Path(label: version.label, anchors: anchors, shape: shape)
    }
}
