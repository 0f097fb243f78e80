public import Base

/// What was evaluated, on what and how: what a reader needs to do it again.
public struct RunDescription: Sendable {
    /// The command line.
    public var command: String
    /// Which bars.
    public var interval: BarInterval
    /// The feature set and its version, as `alpha158@1`.
    public var featureSet: String
    /// How many features it has.
    public var features: Int
    /// How many rows there are to learn from and to be forecast.
    public var tableRows: Int
    /// When the first and the last of them are.
    public var tableTimes: ClosedRange<Instant>
    /// How the rows were split, in words.
    public var scheme: String
    /// SHA-256 over the bars.
    public var dataHash: String
    /// What was known when the bars were read.
    public var asOf: Instant
    /// What fixed all randomness.
    public var seed: UInt64
    /// The version of the program.
    public var codeVersion: String
    /// The level of the tests that decide.
    public var alpha: Double
    /// Whether models learnt from what came after the rows they forecast.
    public var learnsFromLater: Bool
    /// How many folds of how many were done, where it was stopped before its end.
    public var stopped: (done: Int, of: Int)?
    /// What else a reader should know of the data, one sentence each.
    public var notes: [String]

    /// Makes a description.
    public init(
        command: String, interval: BarInterval, featureSet: String, features: Int, tableRows: Int,
        tableTimes: ClosedRange<Instant>, scheme: String, dataHash: String, asOf: Instant, seed: UInt64,
        codeVersion: String, alpha: Double = 0.05, learnsFromLater: Bool = false, stopped: (done: Int, of: Int)? = nil,
        notes: [String] = []
    ) {
        self.command = command
        self.interval = interval
        self.featureSet = featureSet
        self.features = features
        self.tableRows = tableRows
        self.tableTimes = tableTimes
        self.scheme = scheme
        self.dataHash = dataHash
        self.asOf = asOf
        self.seed = seed
        self.codeVersion = codeVersion
        self.alpha = alpha
        self.learnsFromLater = learnsFromLater
        self.stopped = stopped
        self.notes = notes
    }
}

/// How much worse a model gets when a feature's values change places between rows of its test folds.
public struct FeatureRanking: Sendable {
    /// One feature.
    public struct Entry: Sendable, Equatable {
        /// Its name.
        public let feature: String
        /// By how much the loss rises, as a share of it, in the mean of the permutations.
        public let rise: Double
        /// The standard deviation between the permutations; NaN for one.
        public let deviation: Double

        /// Makes an entry.
        public init(feature: String, rise: Double, deviation: Double) {
            self.feature = feature
            self.rise = rise
            self.deviation = deviation
        }
    }

    /// The model, an index into the evaluation's.
    public let model: Int
    /// Every feature, the one that carries most first.
    public let entries: [Entry]
    /// How many rows out of sample it was measured on.
    public let rows: Int
    /// How many folds they are of.
    public let folds: Int

    /// Makes a ranking.
    public init(model: Int, entries: [Entry], rows: Int, folds: Int) {
        self.model = model
        self.entries = entries.sorted { ($0.rise, $1.feature) > ($1.rise, $0.feature) }
        self.rows = rows
        self.folds = folds
    }
}
