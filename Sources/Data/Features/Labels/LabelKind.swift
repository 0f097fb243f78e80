/// What a label is made of, with its numbers.
public enum LabelKind: Sendable, Hashable {
    /// The log return over the next bars (``Labels/logReturns(closes:horizonBars:)``).
    case horizonReturn(bars: Int)
    /// 1 where that return is above zero, else 0 (``Labels/directions(of:)``).
    case direction(bars: Int)
    /// The return over that of a benchmark.
    case outperformance(Outperformance)
    /// Which of three barriers is touched first.
    case tripleBarrier(TripleBarrier, TripleBarrier.Output)
    /// The strongest trend among windows that look forward.
    case trendScanning(TrendScanning, TrendScanning.Output)
    /// An expression of the feature language, in which `lead` is allowed.
    ///
    /// - Units: what the expression has.
    /// - As of: known at t plus the leads that lie within each other, added up.
    /// - Missing: NaN where the expression is, and while the last of those bars is not there.
    case expression(FeatureExpression)
}

/// A label of a set: a name and what it is made of.
public struct LabelDefinition: Sendable, Hashable {
    /// What the label is called.
    public let name: String
    /// What it is made of.
    public let kind: LabelKind

    /// Makes a definition.
    ///
    /// - Parameters:
    ///   - name: What the label is called.
    ///   - kind: What it is made of; an expression must be one that ``LabelSet/refusal(of:)`` accepts.
    public init(name: String, kind: LabelKind) {
        if case .expression(let expression) = kind {
            precondition(LabelSet.refusal(of: expression) == nil, "an expression that can be no label")
        }
        self.name = name
        self.kind = kind
    }

    /// One line that is the same for two labels exactly when they compute the same under the same name.
    var canonical: String { "\(name): \(kind)" }
}

extension LabelKind: CustomStringConvertible {
    /// The kind with all its numbers, in one form only.
    public var description: String {
        switch self {
        case .horizonReturn(let bars): "return(bars=\(bars))"
        case .direction(let bars): "direction(bars=\(bars))"
        case .outperformance(let label): label.description
        case .tripleBarrier(let label, let output): "\(label).\(output.rawValue)"
        case .trendScanning(let label, let output): "\(label).\(output.rawValue)"
        case .expression(let expression): expression.description
        }
    }
}
