import Base
import Evaluation
import Forecasting
import Glibc
import ModelRegistry
import Scoring
import Synchronization

extension MarketForecaster {
    /// What the champion forecasts.
    public func predict(_ request: ForecastRequest) throws(ServingError) -> [UInt8] {
        try forecastDocument(request, type: nil)
    }

    /// A forecast as JSON; with a `type` it is a live message.
    func forecastDocument(_ request: ForecastRequest, type: String?) throws(ServingError) -> [UInt8] {
        let horizon = try lineupHorizon(for: request)
        let outlook =
            if let asOf = request.asOf {
                try self.outlook(of: request.symbol, horizonBars: horizon, asOf: asOf)
            } else {
                try self.outlook(of: request.symbol, horizonBars: horizon)
            }
        let isPlain = type == nil && !request.explains
        if isPlain, let answer = outlook.answer(bars: request.horizonBars) { return answer }
        guard let document = ForecastDocument(outlook, bars: request.horizonBars) else {
            throw .failed("the champion of \(outlook.lineup.name) is not among its versions")
        }
        let explanation =
            request.explains ? try championExplanation(of: outlook) : nil
        let json = document.json(
            type: type, feed: state.withLock(\.feed), interval: try interval(of: request.symbol), explanation)
        if isPlain { outlook.keep(json, bars: request.horizonBars) }
        return json
    }

    /// The nearest horizon trained for that reaches as far as a request asks.
    func lineupHorizon(for request: ForecastRequest) throws(ServingError) -> Int {
        let interval = try interval(of: request.symbol)
        shelf.refresh()
        let horizons = shelf.lineups(of: request.symbol, interval).keys.sorted()
        guard let farthest = horizons.last else {
            throw .notReady("no model of \(request.symbol) is registered; run `martlet train`")
        }
        guard request.horizonBars >= 1, let horizon = horizons.first(where: { $0 >= request.horizonBars }) else {
            throw .invalid(
                field: "days", message: "expected a whole number from 1 to \(farthest), was \(request.horizonBars)")
        }
        return horizon
    }
}

/// A forecast as the API gives it.
struct ForecastDocument {
    private let outlook: Outlook
    private let distribution: ReturnDistribution
    private let bars: Int

    /// `nil` when the champion is not among the outlook's paths.
    init?(_ outlook: Outlook, bars: Int) {
        guard let distribution = outlook.distribution(bars: bars) else { return nil }
        self.outlook = outlook
        self.distribution = distribution
        self.bars = bars
    }

    func json(
        type: String?, feed: FeedStatus, interval: BarInterval, _ explanation: ForecastExplanation?
    ) -> [UInt8] {
        var writer = JSONWriter(reserving: 4096)
        writer.object { writer in
            if let type { writer.member("type", type) }
            writer.member("symbol", outlook.symbol.name)
            writer.member("as_of", outlook.asOf)
            writer.member("interval", interval.description)
            writer.member("horizon_bars", bars)
            writer.member("feed", feed.name)
            writer.member("last_close", outlook.close)
            writer.members(outlook.lineup.modelMembers)
            // A forecast of moves the model has learnt from shows how it fits, not how it forecasts; what follows the last bar
            // of its training it has not seen.
            writer.member("in_sample", outlook.asOf < outlook.lineup.trainedThrough)
            let up = distribution.probabilityUp
            writer.member("prediction", up > 0.5)
            writer.member("confidence", max(up, 1 - up), decimals: 4)
            writePredictions(&writer)
            writeDistribution(&writer, probabilityUp: up)
            writer.members(outlook.lineup.scoreMembers)
            if let explanation { ExplanationDocument.write(explanation, to: &writer) }
        }
        return writer.bytes
    }

    private func writePredictions(_ writer: inout JSONWriter) {
        writer.object("predictions") { writer in
            for path in outlook.paths {
                writer.array(path.label) { writer in
                    for bar in 1...bars { writer.value(price: price(path.location(bars: bar))) }
                }
            }
        }
    }

    private func writeDistribution(_ writer: inout JSONWriter, probabilityUp: Double) {
        let quantiles = ReturnDistribution.levels.map { distribution.quantile($0) }
        writer.object("forecast") { writer in
            writer.member("p_up", probabilityUp, decimals: 4)
            writer.object("return") { writer in
                writer.member("median", distribution.location, decimals: 6)
                writer.object("quantiles") { writer in
                    for (name, value) in zip(ForecastDocument.levelNames, quantiles) {
                        writer.key(json: name)
                        writer.value(value, decimals: 6)
                    }
                }
            }
            writer.object("price") { writer in
                writer.key("median")
                writer.value(price: price(distribution.location))
                writer.object("quantiles") { writer in
                    for (name, value) in zip(ForecastDocument.levelNames, quantiles) {
                        writer.key(json: name)
                        writer.value(price: price(value))
                    }
                }
            }
        }
    }

    private func price(_ logReturn: Double) -> Double { outlook.close * exp(logReturn) }

    /// The levels as names of members.
    private static let levelNames = ReturnDistribution.levels.map { Array("\"\($0)\":".utf8) }
}

/// What an answer says of a lineup whatever the forecast; made once for a lineup, since every answer has it.
enum LineupDocument {
    /// The member `model`.
    static func model(name: ModelName, champion: ModelVersion, trainedThrough: Instant) -> [UInt8] {
        members { writer in
            writer.object("model") { writer in
                writer.member("name", champion.label)
                writer.member("version", champion.version)
                writer.member("alias", ModelAlias.champion.rawValue)
                writer.member("registered_model", name.description)
                writer.member("trained_through", trainedThrough)
            }
        }
    }

    /// The members `metrics` and `skill`.
    static func scores(champion: ModelVersion, challenger: ModelVersion?, versions: [ModelVersion]) -> [UInt8] {
        members { writer in
            writer.object("metrics") { writer in
                for version in versions { writer.object(version.label) { write(version.scores, to: &$0) } }
            }
            SkillDocument.write(champion: champion, challenger: challenger, to: &writer)
        }
    }

    /// Members of an object, without its braces.
    private static func members(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(reserving: 2048)
        writer.object(body)
        return Array(writer.bytes.dropFirst().dropLast())
    }

    private static func write(_ scores: Scorecard, to writer: inout JSONWriter) {
        writer.member("r2_price", scores.r2Price)
        writer.member("r2_price_naive", scores.r2PriceNaive)
        writer.member("r2_return", scores.r2Return)
        writer.member("directional_accuracy", scores.directionalAccuracy)
        writer.member("mase", scores.mase)
    }
}

/// The skill block: what the champion was found to be worth against persistence, out of sample.
enum SkillDocument {
    /// Writes the member `skill` for a lineup.
    ///
    /// Where persistence is champion the numbers are those of the best model that was refused in its favour.
    static func write(champion: ModelVersion, challenger: ModelVersion?, to writer: inout JSONWriter) {
        let judged = champion.isNaive ? challenger : champion
        writer.object("skill") { writer in
            writer.member("verdict", judged?.passed ?? false ? "skill found" : "no skill found")
            writer.member("against", ModelKind.persistence.rawValue)
            writer.member("judged_model", judged?.label)
            writer.member("horizon_bars", champion.model.horizonBars)
            writer.member("reason", (judged ?? champion).reason)
            writer.member("r2_return", judged?.scores.r2Return)
            writer.member("clark_west_p", judged?.scores.clarkWest?.pValue)
            writer.member("clark_west_p_holm", judged?.scores.holmP)
            writer.member("diebold_mariano_p", judged?.scores.dieboldMariano?.pValue)
            writer.member("alarm", judged?.alarmText)
            writer.member("folds", (judged ?? champion).scores.folds)
            writer.member("n", (judged ?? champion).scores.n)
        }
    }
}

/// A number to so many decimals, given as a power of ten: what is shown need not have seventeen digits.
func rounded(_ value: Double, _ scale: Double) -> Double { (value * scale).rounded() / scale }

/// A price to four decimals, or to six digits where it is small: some coins cost a hundred-thousandth of a dollar.
func roundedPrice(_ price: Double) -> Double {
    guard price.isFinite, price > 0 else { return price }
    return rounded(price, pow(10, Double(decimals(ofPrice: price))))
}

/// How many decimals ``roundedPrice(_:)`` keeps.
private func decimals(ofPrice price: Double) -> Int {
    guard price < 10, price > 0 else { return 4 }
    return Int(min(18, 5 - log10(price).rounded(.down)))
}

extension JSONWriter {
    /// Writes a price as ``roundedPrice(_:)`` rounds it.
    fileprivate mutating func value(price: Double) { value(price, decimals: decimals(ofPrice: price)) }
}
