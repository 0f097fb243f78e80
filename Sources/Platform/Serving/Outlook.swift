import Base
import Forecasting
import ModelRegistry
import Streaming
import Synchronization

/// What the models of a lineup say of one symbol at its last closed bar.
///
/// - As of: ``asOf``, the close of the last bar used.
final class Outlook: Sendable {
    /// The median forecasts of one family, bar by bar up to the horizon of its lineup.
    ///
    /// A naive model's path is exact at every bar. A skilled model's goes in straight lines from 0 through the horizons
    /// it was trained for to the farthest; a nearer one whose gate it did not pass is left out, so that what was found
    /// to be chance does not bend the path of a model that has shown skill.
    struct Path: Sendable {
        /// The family's name in answers.
        let label: String
        /// Log returns one bar ahead, two bars ahead and so on.
        let locations: [Double]
        /// Standardised residual quantiles of the farthest horizon.
        let shape: [Double]
        /// What one unit of the shape is in return one bar ahead; it grows with the root of the bars.
        let barScale: Double

        init(label: String, locations: [Double], of forecast: ReturnDistribution) {
            self.label = label
            self.locations = locations
            shape = forecast.shape
            barScale = forecast.scale / Double(locations.count).squareRoot()
        }

        /// The median log return some bars ahead, at most as many as the lineup's horizon.
        func location(bars: Int) -> Double { locations[min(bars, locations.count) - 1] }
    }

    let symbol: Symbol
    let asOf: Instant
    let close: Double
    let volatility: Double
    /// What the lineup's models were asked, kept so that the forecast can be explained.
    let row: [Double]
    let seasonal: Double
    let prices: PriceHistory?
    let lineup: Lineup
    let paths: [Path]
    /// The registry's revision that the lineup is of, or one before it.
    let revision: Int

    /// The last answer made of this outlook: most requests ask for the same number of bars.
    private let kept = Mutex<(bars: Int, json: [UInt8])?>(nil)

    /// What the champion's forecast is made of, once it was asked for.
    let explained = Mutex<ForecastExplanation?>(nil)

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
                location: $0.location(bars: bars), scale: $0.barScale * Double(bars).squareRoot(), shape: $0.shape)
        }
    }

    /// Asks every model of the lineup, and the same families at nearer horizons.
    ///
    /// - Parameters:
    ///   - symbol: Whose.
    ///   - state: The features at the last bar.
    ///   - prices: Gives the closes up to the state's last bar, for models that read them.
    ///   - lineup: The models.
    ///   - nearer: The lineups of nearer horizons.
    ///   - revision: The registry's revision that the lineup is of.
    ///   - shelf: Where models are loaded from.
    /// - Throws: ``ServingError`` where the symbol cannot be forecast, or a model cannot be read.
    init(
        symbol: Symbol, state: LiveFeatures, prices: () -> PriceHistory?, lineup: Lineup, nearer: [Lineup],
        revision: Int, shelf: ModelShelf
    ) throws(ServingError) {
        guard state.isWarm, let bar = state.lastBar else {
            throw .notReady(
                "\(symbol) cannot be forecast at its last bar: it has too few bars, or one of late has a field that is "
                    + "not a number")
        }
        self.symbol = symbol
        self.lineup = lineup
        self.revision = revision
        asOf = bar.time
        close = bar.close
        volatility = state.volatility
        row = state.row
        seasonal = state.seasonal(horizonBars: lineup.name.horizonBars)
        let ladder = nearer.sorted { $0.name.horizonBars < $1.name.horizonBars } + [lineup]
        do {
            let readsPrices = try lineup.versions.contains { try shelf.model(of: $0).model.readsPrices }
            self.prices = readsPrices ? prices() : nil
            let asked = Asked(symbol: symbol, state: state, prices: self.prices, shelf: shelf)
            paths = try lineup.versions.map { try Outlook.path($0, ladder: ladder, asked) }
        } catch let error as ServingError {
            throw error
        } catch {
            throw .failed("a model of \(lineup.name) cannot be read: \(error)")
        }
    }

    /// What models are asked about.
    private struct Asked {
        let symbol: Symbol
        let state: LiveFeatures
        let prices: PriceHistory?
        let shelf: ModelShelf

        func forecast(of version: ModelVersion) throws -> ReturnDistribution {
            let model = try shelf.model(of: version)
            return state.row.withUnsafeBufferPointer { features in
                let input = ForecastInput(
                    features: features, seasonal: state.seasonal(horizonBars: model.horizonBars),
                    volatility: state.volatility, prices: prices, symbol: symbol)
                return model.forecast(input, of: symbol)
            }
        }

        /// Without a season behind it the seasonal forecast falls back on persistence, as in training.
        func seasonal(_ bars: Int) -> Double {
            let location = state.seasonal(horizonBars: bars)
            return location.isFinite ? location : 0
        }
    }

    private static func path(_ version: ModelVersion, ladder: [Lineup], _ asked: Asked) throws -> Path {
        let forecast = try asked.forecast(of: version)
        let bars = 1...version.model.horizonBars
        guard let kind = ModelKind(rawValue: version.label), kind.isNaive else {
            // The last rung is the version itself.
            let nearer = try ladder.dropLast().compactMap { lineup -> Anchor? in
                guard let rung = lineup.versions.first(where: { $0.label == version.label }), rung.passed else {
                    return nil
                }
                return (lineup.name.horizonBars, try asked.forecast(of: rung).location)
            }
            let anchors = nearer + [(bars.upperBound, forecast.location)]
            return Path(label: version.label, locations: lines(through: anchors), of: forecast)
        }
        let locations = bars.map { bar in
            switch kind {
            case .seasonalNaive: asked.seasonal(bar)
            // Persistence is 0 at its horizon, and so everywhere.
            default: forecast.location * Double(bar) / Double(bars.upperBound)
            }
        }
        return Path(label: version.label, locations: locations, of: forecast)
    }

    private typealias Anchor = (horizonBars: Int, location: Double)

    /// Straight lines from 0 through the anchors, nearest first, bar by bar.
    private static func lines(through anchors: [Anchor]) -> [Double] {
        var earlier: Anchor = (0, 0)
        var locations: [Double] = []
        for anchor in anchors {
            let length = Double(anchor.horizonBars - earlier.horizonBars)
            for bar in 1...(anchor.horizonBars - earlier.horizonBars) {
                locations.append(earlier.location + (anchor.location - earlier.location) * (Double(bar) / length))
            }
            earlier = anchor
        }
        return locations
    }
}
