/// The least squared errors of a Theta method on a series.
struct ThetaSearch {
    /// The errors of the first values do not count, as in Fiorucci et al.
    static let skipped = 3
    let intercept: Double
    let slope: Double
    private let form: ThetaForm
    private let values: [Double]
    /// Where the initial level may lie, as a distance from the first value.
    private let levels: ClosedRange<Double>
    private let first: Double
    private static let gains = 0.1...0.99
    /// θ up to 1e10.
    private static let lineLimit = 1 - 1e-10

    init(_ form: ThetaForm, _ series: [Double], _ season: ThetaSeason) {
        self.form = form
        let period = season.indices.count
        values = series.enumerated().map { season.removed(from: $1, at: $0 % period) }
        first = values[0]
        let limit = 3 * values.reduce(0) { max($0, abs($1)) }
        levels = min(-limit - first, 0)...max(limit - first, 0)
        (intercept, slope) = form.isDynamic ? (0, 0) : Self.line(values)
    }

    /// The least-squares line at times 1, 2, …: its value at 0 and its slope.
    private static func line(_ values: [Double]) -> (Double, Double) {
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        var weighted = 0.0
        for (index, value) in values.enumerated() { weighted += Double(index + 1) * (value - mean) }
        let slope = 12 * weighted / (count * (count * count - 1))
        return (mean - (count + 1) / 2 * slope, slope)
    }

    /// The sum of the squared one-step errors at these parameters.
    func squaredErrors(alpha: Double, level: Double, line: Double) -> Double {
        let weights = ThetaState.Weights(alpha: alpha, line: line, isDynamic: form.isDynamic)
        var state = ThetaState(level: level, intercept: intercept, slope: slope)
        var sum = 0.0
        for (index, value) in values.enumerated() {
            if index >= Self.skipped {
                let error = value - state.ahead(weights)
                sum += error * error
            }
            state.advance(value, weights)
        }
        return sum
    }

    /// The gain, θ and initial level with the least squared errors.
    func best() -> (alpha: Double, theta: Double, level: Double) {
        let alpha = ScalarSearch(Self.gains, gridCount: 24).minimum { quadratic($0).minimum(form, levels).value }
        let end = quadratic(alpha).minimum(form, levels)
        return (alpha, 1 / (1 - end.line), first + end.level)
    }

    /// The squared errors at a gain as a quadratic in the line's weight and the initial level less the first value.
    private func quadratic(_ alpha: Double) -> ThetaQuadratic {
        let weights = ThetaState.Weights(alpha: alpha, line: 0, isDynamic: form.isDynamic)
        var state = ThetaState(level: first, intercept: intercept, slope: slope)
        var sums = ThetaQuadratic()
        for (index, value) in values.enumerated() {
            if index >= Self.skipped {
                sums.add(error: value - state.level, level: state.decay, line: state.drift(alpha))
            }
            state.advance(value, weights)
        }
        return sums
    }

    /// Σ (e − a·level − b·line)², by its sums of products.
    struct ThetaQuadratic {
        private var errorError = 0.0
        private var errorLevel = 0.0
        private var errorLine = 0.0
        private var levelLevel = 0.0
        private var levelLine = 0.0
        private var lineLine = 0.0

        @inline(__always)
        mutating func add(error: Double, level: Double, line: Double) {
            errorError += error * error
            errorLevel += error * level
            errorLine += error * line
            levelLevel += level * level
            levelLine += level * line
            lineLine += line * line
        }

        private func value(_ level: Double, _ line: Double) -> Double {
            errorError - 2 * (level * errorLevel + line * errorLine) + level * level * levelLevel
                + 2 * level * line * levelLine + line * line * lineLine
        }

        /// The least value with the level in a range, and the line's weight at ½ or from 0 to 1.
        func minimum(_ form: ThetaForm, _ levels: ClosedRange<Double>) -> (level: Double, line: Double, value: Double) {
            func level(_ line: Double) -> Double {
                let free = (errorLevel - line * levelLine) / levelLevel
                return free.isFinite ? min(levels.upperBound, max(levels.lowerBound, free)) : 0
            }
            guard form.choosesTheta else { return (level(0.5), 0.5, value(level(0.5), 0.5)) }
            func line(_ level: Double) -> Double {
                let free = (errorLine - level * levelLine) / lineLine
                return free.isFinite ? min(ThetaSearch.lineLimit, max(0, free)) : 0
            }
            var points =
                [0, ThetaSearch.lineLimit].map { (level($0), $0) }
                + [levels.lowerBound, levels.upperBound].map { ($0, line($0)) }
            let determinant = levelLevel * lineLine - levelLine * levelLine
            let weight = (errorLine * levelLevel - errorLevel * levelLine) / determinant
            if weight > 0 && weight < ThetaSearch.lineLimit { points.append((level(weight), weight)) }
            let best = points.min { value($0.0, $0.1) < value($1.0, $1.1) } ?? (0, 0)
            return (best.0, best.1, value(best.0, best.1))
        }
    }
}
