import Kernels

/// What every linear family is fitted to: standardised targets and row weights, and how strong a penalty little signal asks for.
///
/// The penalties are Bayes-optimal for weights drawn beforehand at random, such that the features together explain
/// `expected_r2` of the targets' variance. Overlapping h-bar targets carry about 1/h of the information of separate ones,
/// so every penalty grows with h.
struct LinearFit {
    let specification: ModelSpecification
    let slice: TrainingSlice
    let targets: [Double]
    let weights: [Double]?

    init(_ specification: ModelSpecification, _ slice: TrainingSlice) {
        self.specification = specification
        self.slice = slice
        targets = StandardisedTargets(slice).byRow
        weights = AgeWeights(slice, halfLifeBars: specification.value("half_life_bars")).byRow
    }

    private var columns: Double { Double(slice.table.featureCount) }
    private var bars: Double { Double(slice.table.horizonBars) }
    /// The sum of the rows' weights.
    var rowsWorth: Double {
        weights.map { byRow in slice.rows.reduce(0) { $0 + byRow[$1] } } ?? Double(slice.rows.count)
    }
    /// How many rows without overlap would tell as much.
    var separateRows: Double { rowsWorth / bars }
    /// The penalty on squares, in rows: p / R² for weights that are normal.
    var squarePenalty: Double { columns / specification.value("expected_r2") * bars }
    /// The penalty on sizes, in rows: √(2p / R²) for weights whose distribution is Laplace's.
    var sizePenalty: Double { (2 * columns / specification.value("expected_r2")).squareRoot() * bars }
    /// How far features may lie from their means.
    var clip: Double { specification.value("clip") }

    /// Fits a regression to the rows, perhaps with other targets and weights, and passes on in its words why it cannot.
    func regression<Value>(
        targets: [Double]? = nil, weights: [Double]? = nil, _ body: (RegressionRows) throws -> Value
    ) throws(ForecastingError) -> Value {
        do {
            return try slice.table.features.withUnsafeBufferPointer { features in
                try body(
                    RegressionRows(
                        features: features, columns: slice.table.featureCount, targets: targets ?? self.targets,
                        rows: slice.rows, weights: weights ?? self.weights))
            }
        } catch {
            throw .unsolvable(kind: specification.kind, reason: "\(error)")
        }
    }

    /// Refuses fewer than two rows a weight: without a penalty, weights of so few rows are noise.
    func checkRowsPerWeight() throws(ForecastingError) {
        let needed = max(Trainer.rowsNeeded.skilled, 2 * (slice.table.featureCount + 1))
        guard slice.rows.count >= needed else {
            throw .tooFewRows(
                kind: specification.kind, horizonBars: slice.table.horizonBars, needed: needed, was: slice.rows.count)
        }
    }
}

extension ModelParameter {
    /// Features that together explain half a percent of the variance, as those of daily returns do at best.
    static var expectedR2: ModelParameter { .init(0.005, 1e-6...1) }
    /// So many standard deviations from its mean a feature may lie.
    static var clip: ModelParameter { .init(6, 1...100) }
}

extension ForecastInput {
    /// σ_t·√h, the unit that models learn returns in.
    func scale(horizonBars: Int) -> Double { volatility * Double(horizonBars).squareRoot() }
}
