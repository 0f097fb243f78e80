import Base
import Explanation
import Features
import Forecasting
import MarketData
import ModelRegistry
import Streaming
import Synchronization

extension MarketForecaster {
    /// Explains what a model of a symbol's lineup says.
    ///
    /// The model of the nearest horizon that reaches as far as the request asks is explained at its own horizon.
    ///
    /// - Parameters:
    ///   - request: Whose forecast, how far ahead, and as of when.
    ///   - model: The family; `nil` for the champion.
    ///   - method: How.
    ///   - withUsualRanges: Whether the contributions say what is usual of each feature.
    /// - Returns: Every feature's part.
    /// - Throws: ``ServingError``.
    public func explanation(
        of request: ForecastRequest, model: String? = nil, method: ExplanationMethod = .automatic,
        withUsualRanges: Bool = true
    ) throws(ServingError) -> ForecastExplanation {
        let horizon = try lineupHorizon(for: request)
        let outlook =
            if let asOf = request.asOf {
                try outlook(of: request.symbol, horizonBars: horizon, asOf: asOf)
            } else {
                try outlook(of: request.symbol, horizonBars: horizon)
            }
        return try explanation(of: outlook, model: model, method, withUsualRanges: withUsualRanges)
    }

    /// The explanation that answers have: made once for an outlook, since it may take half a second.
    func championExplanation(of outlook: Outlook) throws(ServingError) -> ForecastExplanation {
        if let kept = outlook.explained.withLock({ $0 }) { return kept }
        let made = try explanation(of: outlook, model: nil, .automatic, withUsualRanges: false)
        outlook.explained.withLock { $0 = made }
        return made
    }

    func explanation(
        of outlook: Outlook, model name: String?, _ method: ExplanationMethod, withUsualRanges: Bool
    ) throws(ServingError) -> ForecastExplanation {
        let lineup = outlook.lineup
        let label = name ?? lineup.champion.label
        guard let version = lineup.versions.first(where: { $0.label == label }) else {
            let known = lineup.versions.map(\.label).joined(separator: ", ")
            throw .invalid(field: "model", message: "\(lineup.name) has no \(label); it has \(known)")
        }
        do {
            let model = try shelf.model(of: version)
            let maker = ExplanationMaker(
                model: model, row: outlook.row, seasonal: outlook.seasonal, volatility: outlook.volatility,
                prices: outlook.prices, symbol: outlook.symbol)
            let needsRows = withUsualRanges && maker.restsOn == nil
            let usual = needsRows ? try background(of: version, outlook.symbol) : nil
            let parts = try maker.parts(method) { try usual ?? background(of: version, outlook.symbol) }
            let learntThrough = try shelf.manifest(of: version).dataThrough
            return ForecastExplanation(parts, maker, outlook, version, usual, learntThrough: learntThrough)
        } catch let error as ServingError {
            throw error
        } catch {
            throw .failed("the forecast of \(lineup.name) by \(label) cannot be explained: \(error)")
        }
    }

    /// Rows from the time a version has learnt from; kept, since every explanation of the model needs the same.
    private func background(of version: ModelVersion, _ symbol: Symbol) throws -> ExplanationBackground {
        let key = "\(version.artifact) \(symbol)"
        if let kept = backgrounds.withLock({ $0[key] }) { return kept }
        let manifest = try shelf.manifest(of: version)
        let learnt = Set(manifest.symbols)
        var series = state.withLock { $0.symbols.values.map(\.history) }
            .filter { learnt.contains($0.symbol) || $0.symbol == symbol }.sorted { $0.symbol < $1.symbol }
        if featureSet.isOfOneSymbol, series.count > 20 {
            // Some of many say what is usual; the one that is asked for is among them.
            let step = (series.count + 19) / 20
            series = series.enumerated().filter { $0.offset.isMultiple(of: step) || $0.element.symbol == symbol }
                .map(\.element)
        }
        let panel = try Panel.build(
            series: series.map { $0.upTo(manifest.dataThrough) }, featureSet: featureSet, horizons: [1])
        guard let background = ExplanationBackground(panel, seed: manifest.specification.seed) else {
            throw ServingError.notReady("no bars of the time that \(version.label) has learnt from are loaded")
        }
        return backgrounds.withLock { kept in
            if kept.count >= 64 { kept.removeAll() }
            kept[key] = background
            return background
        }
    }
}

extension ForecastExplanation {
    fileprivate init(
        _ parts: ExplanationMaker.Parts, _ maker: ExplanationMaker, _ outlook: Outlook, _ version: ModelVersion,
        _ usual: ExplanationBackground?, learntThrough: Instant
    ) {
        symbol = outlook.symbol
        isInSample = outlook.asOf < learntThrough
        asOf = outlook.asOf
        horizonBars = version.model.horizonBars
        model = version.label
        means = parts.means
        base = parts.attribution.base
        prediction = maker.prediction
        sum = parts.attribution.prediction
        note = parts.note
        guard parts.means != .none else {
            contributions = []
            return
        }
        let own = parts.attribution.contributions
        let order = own.indices.sorted { (-abs(own[$0]), $0) < (-abs(own[$1]), $1) }
        contributions = order.map { column in
            Contribution(
                feature: maker.model.featureNames[column], value: maker.row[column], contribution: own[column],
                standardError: parts.errors[column], usual: usual?.usual(column, maker.row[column]))
        }
    }
}

/// An explanation as the API gives it.
enum ExplanationDocument {
    /// How many features are named; the rest are taken together.
    static let named = 20

    static func write(_ explanation: ForecastExplanation, to writer: inout JSONWriter) {
        writer.object("explanation") { writer in
            writer.member("method", explanation.means.rawValue)
            writer.member("model", explanation.model)
            writer.member("horizon_bars", explanation.horizonBars)
            writer.member("base", explanation.base)
            writer.array("contributions") { writer in
                for one in explanation.contributions.prefix(named) {
                    writer.object { writer in
                        writer.member("feature", one.feature)
                        writer.member("value", one.value)
                        writer.member("contribution", one.contribution)
                    }
                }
            }
            writer.member("other", explanation.other(than: named))
            writer.member("sum", explanation.sum)
            writer.member("note", explanation.note)
        }
    }
}
