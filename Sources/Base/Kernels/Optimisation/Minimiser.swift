import CNLopt

/// Finds a local minimum of a function of a few numbers, by NLopt.
///
/// - Missing: a value of the function that is not finite counts as larger than every other, so that a search turns back
///   at the edge of where the function is defined.
/// - Source: NLopt (S. G. Johnson): Nelder–Mead, Rowan's Subplex, Powell's BOBYQA, Liu and Nocedal's L-BFGS. All four are
///   deterministic.
public struct Minimiser: Sendable {
    /// How the minimum is looked for.
    public enum Method: Sendable {
        /// By a simplex; without derivatives, robust, a few numbers.
        case nelderMead
        /// By simplexes over subspaces; without derivatives, some dozens of numbers.
        case subplex
        /// By quadratic models in a trust region; without derivatives, quick on smooth functions.
        case bobyqa
        /// By a limited-memory quasi-Newton method; with derivatives.
        case lbfgs
    }

    /// Where a search ended.
    public struct Solution: Sendable, Equatable {
        /// The best point seen.
        public let point: [Double]
        /// The function there; infinite when it was finite nowhere.
        public let value: Double
        /// How often the function was evaluated.
        public let evaluations: Int
        /// Whether a tolerance or rounding ended the search, rather than the limit of evaluations or a failure.
        public let isConverged: Bool
    }

    /// How the minimum is looked for.
    public let method: Method
    /// The search ends when a step changes the value by less than this share of it.
    public let relativeTolerance: Double
    /// The search ends when a step changes every number by less than this.
    public let stepTolerance: Double
    /// The search ends after so many evaluations.
    public let evaluationLimit: Int

    /// Describes a search.
    public init(
        _ method: Method, relativeTolerance: Double = 1e-10, stepTolerance: Double = 0, evaluationLimit: Int = 2000
    ) {
        self.method = method
        self.relativeTolerance = relativeTolerance
        self.stepTolerance = stepTolerance
        self.evaluationLimit = evaluationLimit
    }

    /// The function to minimise: its value at a point; where a gradient is asked for, it is written to the second buffer.
    public typealias Objective = (
        _ point: UnsafeBufferPointer<Double>, _ gradient: UnsafeMutableBufferPointer<Double>?
    ) -> Double

    /// Looks for a minimum near a point.
    ///
    /// - Parameters:
    ///   - start: Where to begin; moved to the nearest point within the bounds.
    ///   - lower: The least each number may be; none where `nil`.
    ///   - upper: The largest each number may be; none where `nil`.
    ///   - step: How far the first steps of a search without derivatives go; NLopt's choice where `nil`.
    ///   - objective: The function; ``Method/lbfgs`` asks for its gradient.
    /// - Returns: The best point seen.
    public func minimum(
        from start: [Double], lower: [Double]? = nil, upper: [Double]? = nil, step: [Double]? = nil,
        of objective: Objective
    ) -> Solution {
        precondition(!start.isEmpty, "expected at least one number to search over")
        precondition([lower, upper, step].allSatisfy { $0.map { $0.count == start.count } ?? true })
        guard let search = nlopt_create(algorithm, UInt32(start.count)) else {
            preconditionFailure("NLopt has no such method")
        }
        defer { nlopt_destroy(search) }
        return withoutActuallyEscaping(objective) { objective in
            let trace = Trace(start, objective)
            var point = start
            for place in point.indices {
                if let lower { point[place] = max(point[place], lower[place]) }
                if let upper { point[place] = min(point[place], upper[place]) }
            }
            configure(search, lower, upper, step)
            let context = Unmanaged.passUnretained(trace).toOpaque()
            nlopt_set_min_objective(search, Trace.evaluate, context)
            var value = 0.0
            let status = withExtendedLifetime(trace) { nlopt_optimize(search, &point, &value) }
            // Rounding ends a search whose tolerance is finer than the function's own noise.
            let isAtRounding = status == NLOPT_ROUNDOFF_LIMITED
            let isConverged = isAtRounding || status.rawValue > 0 && status != NLOPT_MAXEVAL_REACHED
            return Solution(
                point: trace.best, value: trace.value, evaluations: trace.evaluations,
                isConverged: isConverged && trace.value.isFinite)
        }
    }

    private var algorithm: nlopt_algorithm {
        switch method {
        case .nelderMead: NLOPT_LN_NELDERMEAD
        case .subplex: NLOPT_LN_SBPLX
        case .bobyqa: NLOPT_LN_BOBYQA
        case .lbfgs: NLOPT_LD_LBFGS
        }
    }

    private func configure(_ search: nlopt_opt, _ lower: [Double]?, _ upper: [Double]?, _ step: [Double]?) {
        if let lower { nlopt_set_lower_bounds(search, lower) }
        if let upper { nlopt_set_upper_bounds(search, upper) }
        if let step { nlopt_set_initial_step(search, step) }
        nlopt_set_ftol_rel(search, relativeTolerance)
        nlopt_set_xtol_abs1(search, stepTolerance)
        nlopt_set_maxeval(search, Int32(clamping: evaluationLimit))
    }
}

/// What a search has seen so far.
private final class Trace {
    /// What NLopt is told where the function is not finite; its simplexes cannot reckon with infinity.
    private static let forbidden = 1e300
    private let objective: Minimiser.Objective
    var best: [Double]
    var value = Double.infinity
    var evaluations = 0

    init(_ start: [Double], _ objective: @escaping Minimiser.Objective) {
        best = start
        self.objective = objective
    }

    static let evaluate: nlopt_func = { count, point, gradient, context in
        guard let point, let context else { return forbidden }
        let trace = Unmanaged<Trace>.fromOpaque(context).takeUnretainedValue()
        let here = UnsafeBufferPointer(start: point, count: Int(count))
        let slope = gradient.map { UnsafeMutableBufferPointer(start: $0, count: Int(count)) }
        let value = trace.objective(here, slope)
        trace.evaluations += 1
        guard value.isFinite else { return forbidden }
        if value < trace.value {
            trace.value = value
            trace.best = Array(here)
        }
        return value
    }
}
