public import Base
public import Forecasting
import Storage

/// All that decides what a training run produces; the same manifest gives the same model file to the bit.
///
/// - As of: only rows with knowledge time ≤ `asOf` and event time ≤ `dataThrough` were used.
public struct RunManifest: Codable, Sendable, Hashable {
    /// Whose model this is; see ``scope(of:_:)``.
    public var scope: String
    /// The symbols whose bars were trained on, in order.
    public var symbols: [Symbol]
    /// What a bar covers, such as `1d`.
    public var interval: String
    /// How many bars ahead the target lies.
    public var horizonBars: Int
    /// What is forecast.
    public var target: ForecastTarget
    /// Model family, parameters and seed.
    public var specification: ModelSpecification
    /// SHA-256 of the bars used.
    public var dataHash: String
    /// Knowledge time of the read.
    public var asOf: Instant
    /// Event time of the last bar used.
    public var dataThrough: Instant
    /// Name and version of the feature set, such as `core@1`.
    public var featureSet: String
    /// SHA-256 of the feature set's canonical form.
    public var featureSetHash: String
    /// The feature set's YAML, so that the run can be repeated when the file has moved on.
    public var featureSetText: String
    /// Which revision of the code of features and models trained it; see `Trainer.revision`.
    public var trainingRevision: Int
    /// How the model was judged.
    public var evaluation: EvaluationPlan
    /// Version and commit of the program.
    public var codeVersion: String

    /// The scope of a model that serves every symbol.
    public static let globalScope = "GLOBAL"

    /// The scope of a symbol's models, or of those of all symbols for `nil`, at an interval.
    ///
    /// Models of daily bars are named by the symbol alone, others as in `AAPL@1H`: no symbol has an `@` in it. Models of another
    /// target than the return say so, as in `AAPL@OUTPERFORMANCE:UNIVERSE`.
    public static func scope(
        of symbol: Symbol?, _ interval: BarInterval, target: ForecastTarget = .ownReturn
    ) -> String {
        let name = symbol?.name ?? globalScope
        let own = interval == .day ? name : "\(name)@\(interval.description.uppercased())"
        return target == .ownReturn ? own : "\(own)@\(target.description.uppercased())"
    }

    /// Makes a manifest.
    public init(
        scope: String, symbols: [Symbol], interval: BarInterval, horizonBars: Int,
        target: ForecastTarget = .ownReturn, specification: ModelSpecification,
        dataHash: String, asOf: Instant, dataThrough: Instant, featureSet: String, featureSetHash: String,
        featureSetText: String, evaluation: EvaluationPlan, codeVersion: String
    ) {
        self.scope = scope
        self.symbols = symbols
        self.interval = interval.description
        self.horizonBars = horizonBars
        self.target = target
        self.specification = specification
        self.dataHash = dataHash
        self.asOf = asOf
        self.dataThrough = dataThrough
        self.featureSet = featureSet
        self.featureSetHash = featureSetHash
        self.featureSetText = featureSetText
        trainingRevision = Trainer.revision
        self.evaluation = evaluation
        self.codeVersion = codeVersion
    }
}

extension RunManifest {
    /// Reads a manifest; one from before there were revisions is of the first.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        scope = try values.decode(String.self, forKey: .scope)
        symbols = try values.decode([Symbol].self, forKey: .symbols)
        interval = try values.decode(String.self, forKey: .interval)
        horizonBars = try values.decode(Int.self, forKey: .horizonBars)
        target = try values.decodeIfPresent(ForecastTarget.self, forKey: .target) ?? .ownReturn
        specification = try values.decode(ModelSpecification.self, forKey: .specification)
        dataHash = try values.decode(String.self, forKey: .dataHash)
        asOf = try values.decode(Instant.self, forKey: .asOf)
        dataThrough = try values.decode(Instant.self, forKey: .dataThrough)
        featureSet = try values.decode(String.self, forKey: .featureSet)
        featureSetHash = try values.decode(String.self, forKey: .featureSetHash)
        featureSetText = try values.decode(String.self, forKey: .featureSetText)
        trainingRevision = try values.decodeIfPresent(Int.self, forKey: .trainingRevision) ?? 1
        evaluation = try values.decode(EvaluationPlan.self, forKey: .evaluation)
        codeVersion = try values.decode(String.self, forKey: .codeVersion)
    }

    /// Hash of everything but the clock and the program's version: equal keys mean there is nothing to redo.
    ///
    /// What the program does differently since is seen by the two revisions.
    public func trainingKey() throws -> String {
        var stable = self
        stable.asOf = .distantPast
        stable.codeVersion = ""
        return SHA256.hexadecimal(try stable.json())
    }

    /// The manifest as JSON with sorted keys.
    public func json() throws -> [UInt8] { try canonicalJSON(self) }
}
