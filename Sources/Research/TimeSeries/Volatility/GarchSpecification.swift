/// Which model of changing volatility: its mean, its errors, and whether falls count more than rises.
public struct GarchSpecification: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The expected return.
    public enum Mean: String, Sendable, Codable, CaseIterable {
        /// 0.
        case zero
        /// A number that the fit chooses.
        case constant
    }

    /// How errors are distributed once divided by their volatility.
    public enum Errors: String, Sendable, Codable, CaseIterable {
        /// Standard normal.
        case normal
        /// Student's t scaled to a variance of 1, with degrees of freedom that the fit chooses.
        case student
    }

    /// The expected return.
    public let mean: Mean
    /// How errors are distributed.
    public let errors: Errors
    /// Whether a fall moves the variance more than a rise of its size (Glosten, Jagannathan and Runkle).
    public let isAsymmetric: Bool

    /// Describes a model.
    public init(mean: Mean = .constant, errors: Errors = .normal, isAsymmetric: Bool = false) {
        self.mean = mean
        self.errors = errors
        self.isAsymmetric = isAsymmetric
    }

    /// How many numbers a fit chooses.
    public var parameterCount: Int {
        3 + (mean == .constant ? 1 : 0) + (errors == .student ? 1 : 0) + (isAsymmetric ? 1 : 0)
    }

    /// As `GARCH(1,1)` or `GJR-GARCH(1,1,1)`, with mean and errors.
    public var description: String {
        "\(isAsymmetric ? "GJR-GARCH(1,1,1)" : "GARCH(1,1)"), \(mean.rawValue) mean, \(errors.rawValue) errors"
    }
}

/// The parameters of a GARCH(1,1) model: σ²ₜ = ω + (α + γ·[εₜ₋₁ < 0])·ε²ₜ₋₁ + β·σ²ₜ₋₁, rₜ = μ + εₜ.
///
/// - Units: `mean` in returns, `omega` in squared returns, the rest are numbers.
public struct GarchParameters: Sendable, Equatable, Codable {
    /// μ, the expected return.
    public var mean: Double
    /// ω, what the variance gets at each step.
    public var omega: Double
    /// α, the share of the last squared error.
    public var alpha: Double
    /// γ, the further share after a fall; 0 in a symmetric model.
    public var gamma: Double
    /// β, the share of the last variance.
    public var beta: Double
    /// Degrees of freedom of Student's t, above 2; `nil` with normal errors.
    public var freedom: Double?

    /// Puts parameters together.
    public init(
        mean: Double = 0, omega: Double, alpha: Double, gamma: Double = 0, beta: Double, freedom: Double? = nil
    ) {
        self.mean = mean
        self.omega = omega
        self.alpha = alpha
        self.gamma = gamma
        self.beta = beta
        self.freedom = freedom
    }

    /// How much of a shock to the variance is left a step later: α + γ/2 + β, for errors as often up as down.
    public var persistence: Double { alpha + gamma / 2 + beta }

    /// The variance that forecasts tend to; infinite at a persistence of 1 or more.
    public var longRunVariance: Double { persistence < 1 ? omega / (1 - persistence) : .infinity }

    /// The variance after an error.
    @inline(__always)
    func nextVariance(error: Double, variance: Double) -> Double {
        omega + (error < 0 ? alpha + gamma : alpha) * error * error + beta * variance
    }
}
