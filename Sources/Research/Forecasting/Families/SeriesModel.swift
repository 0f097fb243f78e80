import Base
import TimeSeries

/// Models of single price series, one for each symbol: ARIMA, exponential smoothing, Theta, GARCH or EWMA.
///
/// Each is fitted to the symbol's own last closes before the test. Afterwards its parameters stay, and its state follows every
/// later close, so that a forecast knows all closes up to its time. From before the start of a symbol's window, and for
/// symbols without a model (not there in training, too short, or with a price that does not move), it says what persistence
/// does.
/// - As of: parameters use closes before the slice's ``TrainingSlice/pricesEnd`` (of a cross-validation those before its first
///   test block), or up to its last row where nothing is to be forecast; a forecast uses closes up to its row.
/// - Complexity: a walk is O(bars) a symbol, from the start of its window on.
struct SeriesModel<Fit: SeriesFit>: Equatable {
    /// One symbol's model.
    struct Member: Codable, Equatable {
        /// When the first close it was fitted to is; its state starts there.
        let start: Instant
        let model: Fit
    }

    /// The fewest closes that a model is fitted to.
    static var closesNeeded: Int { 40 }

    let horizonBars: Int
    /// By a symbol's name.
    let members: [String: Member]
    /// Why other symbols of the training have no model.
    let unfitted: [String: String]

    /// Follows a symbol's closes once.
    ///
    /// - Parameters:
    ///   - symbol: Whose they are.
    ///   - column: All its closes.
    ///   - ends: How many bars are known at each forecast, ascending.
    /// - Returns: A forecast for each end.
    private func walk(_ symbol: Symbol, _ column: PriceColumn, ends: [Int]) -> [ModelForecast] {
        let silent = ModelForecast(location: 0)
        guard let member = members[symbol.name] else { return ends.map { _ in silent } }
        let closes = SeriesCloses(column, from: member.start, ends: ends)
        // The closes are finite, so that no model refuses them.
        guard let along = try? member.model.forecasts(along: closes.values, horizonBars: horizonBars) else {
            return ends.map { _ in silent }
        }
        return closes.counts.map { $0 > 0 ? SeriesModel.finite(along[$0 - 1]) : silent }
    }

    /// A forecast without what is not a number, as before there are closes enough to difference.
    private static func finite(_ forecast: ModelForecast) -> ModelForecast {
        let hasScale = forecast.scale.isFinite && forecast.scale > 0
        return ModelForecast(
            location: forecast.location.isFinite ? forecast.location : 0, scale: hasScale ? forecast.scale : .nan)
    }
}

extension SeriesModel: ModelFamily {
    var kind: ModelKind { Fit.kind }
    var readsPrices: Bool { true }

    func forecast(_ input: ForecastInput) -> ModelForecast {
        guard let prices = input.prices else { return ModelForecast(location: 0) }
        return walk(prices.symbol, prices.column, ends: [prices.end])[0]
    }

    func forecasts(
        _ table: LearningTable, rows: Range<Int>, threads: Int
    ) throws(ForecastingError) -> [ModelForecast] {
        var rowsBySymbol = [[Int]](repeating: [], count: table.symbols.count)
        for row in rows { rowsBySymbol[Int(table.symbolIndex[row])].append(row) }
        let asked = rowsBySymbol.indices.filter { !rowsBySymbol[$0].isEmpty }
        let walks = parallelMap(asked.count, threads: threads) { [rowsBySymbol] place throws(Never) in
            let symbol = asked[place]
            let ends = rowsBySymbol[symbol].map { Int(table.priceIndex[$0]) + 1 }
            return walk(table.symbols[symbol], table.prices[symbol], ends: ends)
        }
        var forecasts = [ModelForecast](repeating: ModelForecast(location: 0), count: rows.count)
        for (symbol, walk) in zip(asked, walks) {
            for (row, forecast) in zip(rowsBySymbol[symbol], walk) { forecasts[row - rows.lowerBound] = forecast }
        }
        return forecasts
    }

    /// The default window of six years bounds what a fit costs, and how old a time it still believes in.
    static func parameters(of kind: ModelKind) -> [String: ModelParameter] {
        Fit.parameterBounds.merging(["window_bars": .init(1500, 60...100_000, isWhole: true)]) { $1 }
    }

    private struct Body: Codable {
        let horizonBars: Int
        let models: [String: Member]
        let unfitted: [String: String]
    }

    func save(toFolder folder: String) throws(ForecastingError) {
        try ModelFolder.write(
            Body(horizonBars: horizonBars, models: members, unfitted: unfitted), of: kind, to: folder)
    }

    static func load(_ kind: ModelKind, folder: String) throws(ForecastingError) -> SeriesModel {
        let body = try ModelFolder.read(Body.self, from: folder)
        guard body.horizonBars >= 1 else {
            throw .unreadable(
                path: "\(folder)/\(ModelFolder.model)",
                reason: "expected a horizon of 1 or more, was \(body.horizonBars)")
        }
        return SeriesModel(horizonBars: body.horizonBars, members: body.models, unfitted: body.unfitted)
    }
}

extension SeriesModel {
    /// What came of one symbol's fit.
    private enum Outcome: Sendable {
        case fitted(Member)
        case short(closes: Int)
        case failed(reason: String)
    }

    /// Fits each symbol's model by itself.
    ///
    /// - Throws: ``ForecastingError/tooFewRows(kind:horizonBars:needed:was:)`` and
    ///   ``ForecastingError/unsolvable(kind:reason:)`` where no symbol can be fitted, and for a target other than a symbol's own
    ///   return: a forecast sees no closes but its symbol's.
    static func fit(
        _ specification: ModelSpecification, _ slice: TrainingSlice, threads: Int
    ) throws(ForecastingError) -> SeriesModel {
        let table = slice.table
        guard table.target == .ownReturn else {
            throw .unsolvable(
                kind: Fit.kind,
                reason: "it forecasts a symbol's own return from its own closes, and the target is \(table.target)")
        }
        let window = SeriesWindow(slice, bars: specification.count("window_bars"))
        let outcomes = parallelMap(table.symbols.count, threads: threads) { index throws(Never) in
            outcome(specification, window.closes(of: table.prices[index]))
        }
        var members: [String: Member] = [:]
        var unfitted: [String: String] = [:]
        for (symbol, outcome) in zip(table.symbols, outcomes) {
            switch outcome {
            case .fitted(let member): members[symbol.name] = member
            case .short(let count): unfitted[symbol.name] = "has \(count) closes of \(closesNeeded) needed"
            case .failed(let reason): unfitted[symbol.name] = reason
            }
        }
        if members.isEmpty { throw nothingFitted(table, slice, outcomes) }
        return SeriesModel(horizonBars: table.horizonBars, members: members, unfitted: unfitted)
    }

    private static func outcome(
        _ specification: ModelSpecification, _ window: (start: Instant, closes: SeriesCloses)?
    ) -> Outcome {
        guard let window, window.closes.values.count >= closesNeeded else {
            return .short(closes: window?.closes.values.count ?? 0)
        }
        guard !window.closes.isConstant else { return .failed(reason: "its price does not move") }
        do {
            let model = try Fit.fitted(to: window.closes.values, by: specification)
            return .fitted(Member(start: window.start, model: model))
        } catch {
            return .failed(reason: "\(error)")
        }
    }

    private static func nothingFitted(
        _ table: LearningTable, _ slice: TrainingSlice, _ outcomes: [Outcome]
    ) -> ForecastingError {
        for (symbol, outcome) in zip(table.symbols, outcomes) {
            if case .failed(let reason) = outcome {
                return .unsolvable(kind: Fit.kind, reason: "no symbol has a model; \(symbol): \(reason)")
            }
        }
        let counts = outcomes.map { outcome in
            if case .short(let count) = outcome { return count }
            return 0
        }
        let longest = counts.max() ?? 0
        guard slice.isTwoSided else {
            return .tooFewRows(
                kind: Fit.kind, horizonBars: table.horizonBars, needed: closesNeeded, was: longest)
        }
        return .unsolvable(
            kind: Fit.kind,
            reason: "it learns from closes before the first test rows only, and no symbol has \(closesNeeded) there, "
                + "at most \(longest); judge it by walk forwards")
    }
}
