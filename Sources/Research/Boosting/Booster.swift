/// Trained trees, boosted or a random forest: the same questions for every library.
///
/// Rows are features in the order of training, NaN where missing. A booster may be asked from several threads at once.
public protocol Booster: Sendable {
    /// What trains it.
    associatedtype Training: BoosterTraining where Training.Trained == Self

    /// The file that ``bytes()`` are kept in, by habit.
    static var fileName: String { get }

    /// Reads a model from its bytes.
    ///
    /// - Throws: ``BoostingError/damagedModel(library:reason:)``, or the library's own complaint.
    init(bytes: [UInt8]) throws(BoostingError)

    /// The model in the library's own format: the same bytes for the same data, settings and rounds.
    func bytes() throws(BoostingError) -> [UInt8]

    /// How many features a row has.
    var columns: Int { get }

    /// The prediction for one row; a probability where the objective is ``BoostingObjective/binary``.
    func predict(_ row: UnsafeBufferPointer<Double>) -> Double

    /// The predictions for a row-major matrix, on at most so many threads: the same bits as one at a time.
    func predict(rows: UnsafeBufferPointer<Double>, threads: Int) throws(BoostingError) -> [Double]

    /// The SHAP values of the rows of a row-major matrix, row-major: one for each feature, then the base value.
    ///
    /// - Units: the objective's margin, to which a row's values sum: the prediction, for
    ///   ``BoostingObjective/binary`` its log-odds.
    /// - Source: Lundberg et al., "Consistent individualized feature attribution for tree ensembles", 2018
    ///   (path-dependent).
    func contributions(rows: UnsafeBufferPointer<Double>, threads: Int) throws(BoostingError) -> [Double]

    /// The SHAP values of one row: one for each feature, then the base value.
    func contributions(_ row: UnsafeBufferPointer<Double>) throws(BoostingError) -> [Double]

    /// How much each feature serves in the trees.
    func importance(_ kind: FeatureImportance) throws(BoostingError) -> [Double]
}

extension Booster {
    /// Trains for so many rounds, or until no split is left that improves the fit.
    public static func train(
        _ data: TrainingData, settings: BoostingSettings, rounds: Int, threads: Int
    ) throws(BoostingError) -> Self {
        let dataset = try Training.Dataset(data, settings: settings, reference: nil, threads: threads)
        let training = try Training(on: dataset, validation: nil, settings: settings, threads: threads)
        try training.run(rounds: rounds)
        return try training.booster(rounds: training.rounds)
    }
}

/// A measure of how much a feature serves in the trees.
public enum FeatureImportance: Sendable, Hashable, CaseIterable {
    /// By how much its splits improve the objective in training, added up.
    case gain
    /// How many splits it makes.
    case splits
}
