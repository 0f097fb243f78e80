/// The kinds of moving average; the raw values are TA-Lib's MA types.
public enum MovingAverageKind: Int, CaseIterable, BitwiseCopyable, Sendable {
    /// ``SimpleMovingAverage``.
    case simple = 0
    /// ``ExponentialMovingAverage``.
    case exponential = 1
    /// ``WeightedMovingAverage``.
    case weighted = 2
    /// ``DoubleExponentialMovingAverage``.
    case doubleExponential = 3
    /// ``TripleExponentialMovingAverage``.
    case tripleExponential = 4
    /// ``TriangularMovingAverage``.
    case triangular = 5
    /// ``KaufmanAdaptiveMovingAverage``.
    case kaufman = 6
    /// ``MesaAdaptiveAverage`` with limits 0.5 and 0.05, whatever the period.
    case mesa = 7
    /// ``TillsonMovingAverage`` with factor 0.7.
    case tillson = 8
    /// ``HullMovingAverage``.
    case hull = 9
    /// No smoothing: the input itself, whatever the period.
    case identity = 10
    /// The average that the function is known by; of ``MovingAverage`` by itself, the simple one.
    case usual = 11
    /// ``ZeroLagExponentialMovingAverage``.
    case zeroLag = 12
    /// ``WilderMovingAverage``.
    case wilder = 13

    /// The kind meant where the function is known by another one.
    public func resolved(_ known: MovingAverageKind) -> MovingAverageKind { self == .usual ? known : self }

    /// What an expression calls it, as in `average=ema`.
    public var word: String {
        switch self {
        case .simple: "sma"
        case .exponential: "ema"
        case .weighted: "wma"
        case .doubleExponential: "dema"
        case .tripleExponential: "tema"
        case .triangular: "trima"
        case .kaufman: "kama"
        case .mesa: "mama"
        case .tillson: "t3"
        case .hull: "hma"
        case .identity: "none"
        case .usual: "usual"
        case .zeroLag: "zlema"
        case .wilder: "rma"
        }
    }
}
