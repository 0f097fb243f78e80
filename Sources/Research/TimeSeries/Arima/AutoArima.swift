/// Chooses the orders of an ARIMA model and fits it.
///
/// Differences come from tests (KPSS; the strength of the season). The other orders come from a walk that goes to a
/// neighbour as long as one has a lower criterion, or from all orders up to a sum. Every model on the way is fitted by exact
/// maximum likelihood: it costs no more here than the conditional sum of squares would.
///
/// - Source: Hyndman and Khandakar, Journal of Statistical Software 2008; defaults as statsforecast's `AutoARIMA`.
public struct AutoArima: Sendable, Hashable {
    /// What the chosen model has least of.
    public enum Criterion: String, Sendable, Hashable, Codable {
        /// Akaike's criterion corrected for few values.
        case aicc
        /// Akaike's criterion.
        case aic
        /// The Bayesian criterion.
        case bic
    }

    /// The largest orders that are tried.
    public struct Limits: Sendable, Hashable {
        /// Of p.
        public var ar = 5
        /// Of q.
        public var ma = 5
        /// Of P.
        public var seasonalAR = 2
        /// Of Q.
        public var seasonalMA = 2
        /// Of d.
        public var differences = 2
        /// Of D.
        public var seasonalDifferences = 1
        /// Of p + q + P + Q when all orders are tried.
        public var sum = 5
        /// Of the number of models that the walk fits.
        public var models = 94

        /// statsforecast's.
        public init() {}
    }

    /// Values per season; 1 for a series without seasons.
    public var season: Int
    /// d; tested where `nil`.
    public var differences: Int?
    /// D; tested where `nil`.
    public var seasonalDifferences: Int?
    /// The largest orders.
    public var limits = Limits()
    /// What the chosen model has least of.
    public var criterion = Criterion.aicc
    /// Whether to walk from neighbour to neighbour rather than try all orders.
    public var isStepwise = true
    /// Whether a mean or a drift is tried.
    public var allowsConstant = true
    /// How far from zero the roots of a chosen model's polynomials lie at least, from 1 to 2.
    ///
    /// A root at 1 would call for another difference, or for one fewer. R refuses fits that end nearer than 1.01; here the
    /// search keeps out of there, and the seasonal polynomials are taken in Bᵐ, so that long seasons are not cut short.
    public var leastRoot = 1.01

    /// A season over which a series varies this much of what it varies about the trend is differenced.
    static let seasonalThreshold = 0.64

    /// Chooses as statsforecast does.
    public init(season: Int = 1) { self.season = season }

    /// The fit of the best model found.
    ///
    /// - As of: uses every value given.
    /// - Missing: refused.
    /// - Throws: ``TimeSeriesError`` for too few values, one that is not a number, or a series that is constant after
    ///   differencing.
    public func fit(_ values: [Double]) throws(TimeSeriesError) -> ArimaFit {
        let model = "AutoARIMA"
        if values.count < 4 { throw .tooShort(model: model, needed: 4, was: values.count) }
        try values.checkFinite(model: model)
        guard leastRoot >= 1, leastRoot <= 2 else {
            throw .badChoice(model: model, reason: "expected a least root from 1 to 2, was \(leastRoot)")
        }
        let (ordinary, seasonal) = try differences(of: values)
        let simplest = try ArimaOrder(differences: ordinary, seasonalDifferences: seasonal, season: season)
        try simplest.check(values, needed: simplest.valuesNeeded)
        let differenced = simplest.differenced(values)
        try simplest.checkVaries(differenced, of: values)
        var walk = OrderWalk(self, differenced, simplest)
        return try isStepwise ? walk.stepwise() : walk.full()
    }

    /// The numbers of differences that the tests ask for, within the limits; those fixed are returned as they are.
    ///
    /// - Throws: ``TimeSeriesError`` for a value that is not a number or a season below 1.
    public func differences(of values: [Double]) throws(TimeSeriesError) -> (ordinary: Int, seasonal: Int) {
        try values.checkFinite(model: "AutoARIMA")
        guard season >= 1, season <= ArimaOrder.degreeLimit else {
            throw .badChoice(model: "AutoARIMA", reason: "expected a season from 1 to \(ArimaOrder.degreeLimit)")
        }
        let seasonal = try testedSeasonalDifferences(of: values)
        var current = values
        for _ in 0..<max(0, min(seasonal, 2)) where season > 1 { current = current.differenced(lag: season) }
        if let differences { return (differences, seasonal) }
        var ordinary = 0
        while ordinary < limits.differences, current.count > 3, !current.isConstant,
            try UnitRootTest.levelStationarity(current) > UnitRootTest.levelCriticalValue
        {
            current = current.differenced(lag: 1)
            ordinary += 1
        }
        return (ordinary, seasonal)
    }

    private func testedSeasonalDifferences(of values: [Double]) throws(TimeSeriesError) -> Int {
        if let seasonalDifferences { return seasonalDifferences }
        guard season > 1 else { return 0 }
        var current = values
        var count = 0
        while count < limits.seasonalDifferences, current.count > 2 * season, !current.isConstant,
            try SeasonalDecomposition(current, season: season).seasonalStrength > Self.seasonalThreshold
        {
            current = current.differenced(lag: season)
            count += 1
        }
        return count
    }
}

extension [Double] {
    /// Whether all values are the same but for rounding.
    fileprivate var isConstant: Bool {
        let size = reduce(0) { Swift.max($0, abs($1)) }
        return allSatisfy { abs($0 - self[0]) <= 1e-13 * size }
    }
}
