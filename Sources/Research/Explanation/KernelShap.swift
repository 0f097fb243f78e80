import Base
public import Kernels

/// Shapley values of one prediction: what each feature adds to what the model says on average over background rows.
///
/// A feature outside a coalition takes its values from the background rows, independently of the others (the
/// interventional expectation). With few features all coalitions are asked and the values are exact; with more they
/// are estimated by a weighted regression on sampled coalitions whose contributions sum to the prediction by constraint.
///
/// - Source: Lundberg and Lee, "A unified approach to interpreting model predictions", 2017; paired sampling by Covert
///   and Lee, 2021; matches shap's `KernelExplainer` with all coalitions to 1e-9 (golden file).
public struct KernelShap: Sendable {
    /// How much to ask the model.
    public struct Options: Sendable, Equatable {
        /// Up to so many features that differ from the background all coalitions are asked (2ⁿ).
        public var enumeratedFeatures = 11
        /// How many coalitions are asked where there are more features; at least four per feature.
        public var sampledCoalitions = 2048
        /// Fixes the sampled coalitions.
        public var seed: UInt64 = 1
        /// The most rows a model is asked for at once.
        public var blockRows = 16_384

        /// The usual choices.
        public init() {}
    }

    /// The rows that stand for a feature that is not known.
    public let background: Matrix
    /// How much to ask the model.
    public let options: Options

    /// Prepares explanations against some background rows; 50 to 200 of them usually suffice.
    ///
    /// - Throws: ``ExplanationError`` where there are no rows or an option is out of range.
    public init(background: Matrix, options: Options = Options()) throws(ExplanationError) {
        guard background.rows > 0 else { throw .noRows(of: "the background") }
        guard (0...20).contains(options.enumeratedFeatures) else {
            throw .badChoice(
                name: "enumeratedFeatures", reason: "expected 0 to 20, was \(options.enumeratedFeatures)")
        }
        guard options.blockRows > 0 else {
            throw .badChoice(name: "blockRows", reason: "expected at least 1, was \(options.blockRows)")
        }
        self.background = background
        self.options = options
    }

    /// Explains the prediction for one row.
    ///
    /// - Units: the prediction's.
    /// - As of: the row and the background; the background must not be later than what the model may know.
    /// - Missing: NaN among the features is passed on to the model; a prediction that is not finite is refused.
    /// - Complexity: 2ⁿ or `sampledCoalitions` times as many predictions as there are background rows.
    ///
    /// - Parameters:
    ///   - row: The features.
    ///   - groups: Columns that enter and leave together, each with one contribution; by default every column for
    ///     itself. Columns in no group keep the row's value.
    ///   - model: What to explain.
    /// - Returns: The contributions and their precision.
    /// - Throws: ``ExplanationError``, or what the model throws.
    public func explain(
        _ row: [Double], groups: [[Int]]? = nil, model: BatchModel
    ) throws -> ShapExplanation {
        guard row.count == background.columns else {
            throw ExplanationError.wrongCount(of: "the row's features", expected: background.columns, was: row.count)
        }
        let players = groups ?? row.indices.map { [$0] }
        try checkColumns(players, columns: row.count)
        let varying = players.indices.filter { varies(players[$0], row) }
        let game = CoalitionGame(
            row: row, background: background, players: varying.map { players[$0] }, held: held(players, row),
            blockRows: options.blockRows)
        let ends = try game.values(
            [varying.map { _ in false }, varying.map { _ in true }], model: model)
        let solution = try solve(game, base: ends[0], prediction: ends[1], model: model)
        var contributions = [Double](repeating: 0, count: players.count)
        var errors = contributions
        for (place, player) in varying.enumerated() {
            contributions[player] = solution.contributions[place]
            errors[player] = solution.standardErrors[place]
        }
        return ShapExplanation(
            attribution: Attribution(base: ends[0], contributions: contributions), standardErrors: errors,
            isExact: solution.isExact, coalitions: solution.coalitions)
    }

    private func solve(
        _ game: CoalitionGame, base: Double, prediction: Double, model: BatchModel
    ) throws -> ShapleySolution {
        let count = game.players.count
        if count <= max(1, options.enumeratedFeatures) { return try .enumerated(game, base, prediction, model) }
        guard options.sampledCoalitions >= 4 * count else {
            throw ExplanationError.badChoice(
                name: "sampledCoalitions",
                reason: "\(count) features need at least \(4 * count), was \(options.sampledCoalitions)")
        }
        var generator = SeededGenerator(seed: options.seed)
        let coalitions = Coalitions(players: count, budget: options.sampledCoalitions, generator: &generator)
        return try .sampled(game, coalitions, base, prediction, model)
    }

    private func varies(_ columns: [Int], _ row: [Double]) -> Bool {
        columns.contains { column in
            (0..<background.rows).contains { sample in
                let value = background[sample, column]
                return value != row[column] && !(value.isNaN && row[column].isNaN)
            }
        }
    }

    /// The columns of no group.
    private func held(_ players: [[Int]], _ row: [Double]) -> [Int] {
        let moving = Set(players.joined())
        return row.indices.filter { !moving.contains($0) }
    }
}

/// One explained prediction with what is known of its precision.
public struct ShapExplanation: Sendable, Equatable {
    /// The base (mean prediction over the background) and the contributions; they sum to the prediction.
    public let attribution: Attribution
    /// The standard error of each contribution from sampling coalitions; 0 where the values are exact.
    ///
    /// They speak of the coalitions only, not of how well the background stands for the market.
    public let standardErrors: [Double]
    /// Whether all coalitions were asked.
    public let isExact: Bool
    /// How many coalitions were asked.
    public let coalitions: Int

    /// Makes an explanation of its parts.
    public init(attribution: Attribution, standardErrors: [Double], isExact: Bool, coalitions: Int) {
        self.attribution = attribution
        self.standardErrors = standardErrors
        self.isExact = isExact
        self.coalitions = coalitions
    }
}
