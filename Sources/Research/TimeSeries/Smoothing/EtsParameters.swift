/// The gains and the damping of an exponential smoothing model.
///
/// - Units: shares; `beta` and `gamma` are in the error-correction form (level + α·u, slope + β·u, season + γ·u), so β is
///   α·β* and γ is (1 − α)·γ* of the component form.
/// - Source: Hyndman et al., 2008, tables 2.2 and 2.3.
public struct EtsParameters: Sendable, Equatable, Codable {
    /// The gain of the level.
    public var alpha: Double
    /// The gain of the slope; 0 without a trend.
    public var beta: Double
    /// The gain of the season; 0 without a season.
    public var gamma: Double
    /// The share of the slope that survives a step; 1 unless the trend is damped.
    public var phi: Double

    /// Puts gains and damping together.
    public init(alpha: Double, beta: Double = 0, gamma: Double = 0, phi: Double = 1) {
        self.alpha = alpha
        self.beta = beta
        self.gamma = gamma
        self.phi = phi
    }

    /// Whether all lie in the usual region: 0 < α < 1, 0 ≤ β ≤ α, 0 ≤ γ ≤ 1 − α, 0 < φ ≤ 1.
    public var isUsual: Bool {
        alpha > 0 && alpha < 1 && beta >= 0 && beta <= alpha && gamma >= 0 && gamma <= 1 - alpha && phi > 0 && phi <= 1
    }

    /// Whether the weight of a past value on the forecasts fades with its age, for an additive form of this period.
    ///
    /// The roots of the characteristic equation of the discount matrix must lie within the unit circle; judged by Schur and
    /// Cohn's recursion, without finding them. A slope that never moves has a root of 1, which is divided out.
    /// - Source: Hyndman et al., 2008, chapter 10; agrees with statsforecast's `admissible` (golden file).
    /// - Complexity: O(period²).
    public func isForecastable(period: Int) -> Bool {
        guard alpha.isFinite, beta.isFinite, gamma.isFinite, phi.isFinite else { return false }
        var polynomial: [Double]
        if period > 1 && gamma != 0 {
            polynomial = [phi * (1 - alpha - gamma), alpha + beta - alpha * phi + gamma - 1]
            polynomial += [Double](repeating: alpha + beta - alpha * phi, count: period - 2)
            polynomial += [alpha + beta - phi, 1]
            if beta == 0 && phi == 1 { polynomial = Self.withoutUnitRoot(polynomial) }
        } else if beta != 0 {
            polynomial = [phi * (1 - alpha), alpha + beta - phi - 1, 1]
        } else {
            polynomial = [alpha - 1, 1]
        }
        return Self.hasRootsWithinUnitCircle(&polynomial)
    }

    /// Divides by z − 1.
    private static func withoutUnitRoot(_ coefficients: [Double]) -> [Double] {
        var quotient: [Double] = []
        var carried = 0.0
        for coefficient in coefficients.dropFirst().reversed() {
            carried += coefficient
            quotient.append(carried)
        }
        return quotient.reversed()
    }

    /// Schur and Cohn: each round takes the degree down by one, and every reflection must be below one.
    private static func hasRootsWithinUnitCircle(_ coefficients: inout [Double]) -> Bool {
        while coefficients.count > 1 {
            let degree = coefficients.count - 1
            let reflection = coefficients[0] / coefficients[degree]
            guard abs(reflection) < 1 else { return false }
            let scale = 1 / (1 - reflection * reflection)
            let reduced = (1...degree).map { scale * (coefficients[$0] - reflection * coefficients[degree - $0]) }
            coefficients = reduced
        }
        return true
    }
}

/// The states of an exponential smoothing model at one moment.
public struct EtsStates: Sendable, Equatable, Codable {
    /// The level, in the series' units.
    public var level: Double
    /// The slope per step; 0 without a trend.
    public var slope: Double
    /// The seasonal states, that of the next value first; a single neutral one (0, or 1 where it multiplies) without a season.
    public var seasons: [Double]

    /// Puts the states together.
    public init(level: Double, slope: Double = 0, seasons: [Double] = [0]) {
        self.level = level
        self.slope = slope
        self.seasons = seasons
    }
}
