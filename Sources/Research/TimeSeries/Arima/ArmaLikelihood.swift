import Glibc

/// The exact Gaussian likelihood of a stationary ARMA series, evaluated again and again for other weights.
///
/// It is the Kalman filter of Harvey's state, started from the stationary distribution. The covariance is never formed:
/// its first column, divided by the innovation's variance F, is the gain k, and that follows Schur's recursion
/// `k ← (k − u·W)/(1 − u²)`, `W ← shift(W) − u·shift(k)`, `F ← F(1 − u²)`, with u = W₀ a partial autocorrelation (the
/// Chandrasekhar equations, whose second scalar is always −F here). A step thus costs O(state). Once k is θ and F is 1
/// the filter is the difference equation of the model, taken over its non-zero lags only.
///
/// The two lanes of a value are the series and a column of ones: filtering both gives the mean by least squares.
///
/// - Source: Morf, Sidhu and Kailath, IEEE Transactions on Automatic Control 1974; Mélard, Applied Statistics 1984 (AS 197).
final class ArmaLikelihood {
    /// Where the gain is taken to have arrived; far below what moves a log-likelihood in its eighth digit.
    private static let gainTolerance = 1e-12

    let order: ArimaOrder
    let count: Int
    /// φ₁, φ₂, … and θ₁, θ₂, …, each with zeros behind.
    let ar: UnsafeMutablePointer<Double>
    let ma: UnsafeMutablePointer<Double>
    private let values: UnsafeMutablePointer<SIMD2<Double>>
    /// Innovations divided by √F.
    private let innovations: UnsafeMutablePointer<SIMD2<Double>>
    private let state: UnsafeMutablePointer<SIMD2<Double>>
    private let gain: UnsafeMutablePointer<Double>
    private let increment: UnsafeMutablePointer<Double>
    private let start: StationaryStart
    private let lagsAR: [Int]
    private let lagsMA: [Int]
    private let stateCount: Int

    /// The sum of squares of the scaled innovations of the last evaluation, about the constant given or found.
    private(set) var sumOfSquares = Double.nan
    /// The sum of ln F of the last evaluation.
    private(set) var logDeterminant = Double.nan
    /// The constant of the last evaluation.
    private(set) var constant = 0.0

    /// Keeps a differenced series.
    init(_ differenced: [Double], order: ArimaOrder) {
        self.order = order
        count = differenced.count
        stateCount = order.stateCount
        lagsAR = ArimaOrder.lags(order.ar, order.seasonalAR, order.season)
        lagsMA = ArimaOrder.lags(order.ma, order.seasonalMA, order.season)
        let width = stateCount + 1
        ar = .allocate(capacity: width)
        ma = .allocate(capacity: width)
        gain = .allocate(capacity: width)
        increment = .allocate(capacity: width)
        state = .allocate(capacity: width)
        values = .allocate(capacity: max(count, 1))
        innovations = .allocate(capacity: max(count, 1))
        start = StationaryStart(degree: max(order.degreeAR, order.degreeMA))
        ar.initialize(repeating: 0, count: width)
        ma.initialize(repeating: 0, count: width)
        innovations.initialize(repeating: .zero, count: max(count, 1))
        for (index, value) in differenced.enumerated() { values[index] = SIMD2(value, 1) }
    }

    deinit {
        for column in [ar, ma, gain, increment] { column.deallocate() }
        for column in [values, innovations, state] { column.deallocate() }
    }

    /// Takes the weights of the four polynomials, in the order ar, ma, seasonal ar, seasonal ma.
    func setWeights(ar first: [Double], ma second: [Double], seasonalAR: [Double], seasonalMA: [Double]) {
        let season = order.season
        ArmaPolynomials.product(first[...], seasonalAR[...], season: season, sign: -1, into: ar, count: stateCount + 1)
        ArmaPolynomials.product(second[...], seasonalMA[...], season: season, sign: 1, into: ma, count: stateCount + 1)
    }

    /// Filters the series with the weights set, about a constant given, or the best one where `nil` and the order has one.
    ///
    /// - Returns: Whether the weights are stationary and the sums finite.
    func evaluate(constant given: Double? = nil) -> Bool {
        guard start.fill(gain, count: stateCount, ar: ar, ma: ma) else { return false }
        let variance = gain[0]
        guard variance.isFinite, variance > 0 else { return false }
        gain[stateCount] = 0
        for index in 0..<stateCount { gain[index] /= variance }
        for index in 0..<stateCount { increment[index] = ar[index] + gain[index + 1] }
        increment[stateCount] = 0
        state.update(repeating: .zero, count: stateCount + 1)
        let arrival = filterUntilSteady(variance: variance)
        filterSteadily(from: arrival)
        centre(given)
        return sumOfSquares.isFinite && logDeterminant.isFinite
    }

    /// Runs the filter until the gain has arrived and all that went through another gain has left the state.
    private func filterUntilSteady(variance: Double) -> Int {
        var variance = variance
        var product = 1.0
        var sumOfLogs = 0.0
        var stepsLeft = Int.max
        var time = 0
        while time < count, stepsLeft > 0 {
            let value = values[time]
            let innovation = value - state[0]
            innovations[time] = innovation * (1 / variance.squareRoot())
            product *= variance
            if product > 1e100 {
                sumOfLogs += log(product)
                product = 1
            }
            moveState(value, innovation)
            time += 1
            if stepsLeft < Int.max {
                stepsLeft -= 1
            } else {
                variance = moveGain(variance)
                if hasArrived(variance) { stepsLeft = settle(&variance) }
            }
        }
        logDeterminant = sumOfLogs + log(product)
        return time
    }

    private func moveState(_ value: SIMD2<Double>, _ innovation: SIMD2<Double>) {
        for index in 0..<(stateCount - 1) {
            state[index] = state[index + 1] + ar[index] * value + gain[index + 1] * innovation
        }
        state[stateCount - 1] = ar[stateCount - 1] * value
    }

    private func moveGain(_ variance: Double) -> Double {
        let partial = increment[0]
        if partial == 0 {
            for index in 0..<stateCount { increment[index] = increment[index + 1] }
            return variance
        }
        let left = 1 - partial * partial
        let scale = 1 / left
        for index in 0..<stateCount { gain[index] = (gain[index] - partial * increment[index]) * scale }
        for index in 0..<stateCount { increment[index] = increment[index + 1] - partial * gain[index + 1] }
        return variance * left
    }

    private func hasArrived(_ variance: Double) -> Bool {
        guard abs(variance - 1) < Self.gainTolerance else { return false }
        for index in 0..<(stateCount - 1) where abs(gain[index + 1] - ma[index]) > Self.gainTolerance { return false }
        return true
    }

    private func settle(_ variance: inout Double) -> Int {
        variance = 1
        for index in 0..<(stateCount - 1) { gain[index + 1] = ma[index] }
        return max(stateCount, order.degreeAR)
    }

    /// The difference equation, from where `stateCount` innovations of the settled filter lie behind.
    private func filterSteadily(from arrival: Int) {
        guard arrival < count else { return }
        let (values, innovations, ar, ma) = (values, innovations, ar, ma)
        for time in arrival..<count {
            var sum = values[time]
            for lag in lagsAR { sum -= ar[lag - 1] * values[time - lag] }
            innovations[time] = sum
        }
        // The nearest lag last: it alone waits for the step before.
        lagsMA.reversed().withUnsafeBufferPointer { lags in
            guard !lags.isEmpty else { return }
            for time in arrival..<count {
                var sum = innovations[time]
                for lag in lags { sum -= ma[lag - 1] * innovations[time - lag] }
                innovations[time] = sum
            }
        }
    }

    private func centre(_ given: Double?) {
        constant = given ?? 0
        if order.hasConstant, given == nil {
            var (cross, square) = (0.0, 0.0)
            for time in 0..<count {
                let pair = innovations[time]
                cross += pair.x * pair.y
                square += pair.y * pair.y
            }
            constant = square > 0 ? cross / square : 0
        }
        var sum = 0.0
        for time in 0..<count {
            let error = innovations[time].x - constant * innovations[time].y
            sum += error * error
        }
        sumOfSquares = sum
    }

    /// The variance that makes the last evaluation most likely.
    var variance: Double { sumOfSquares / Double(count) }

    /// The log-likelihood of the last evaluation with its own best variance.
    var logLikelihood: Double { logLikelihood(variance: variance) }

    /// The log-likelihood of the last evaluation with a variance given.
    func logLikelihood(variance: Double) -> Double {
        -0.5 * (Double(count) * log(2 * Double.pi * variance) + logDeterminant + sumOfSquares / variance)
    }

    /// Writes numbers whose sum of squares falls exactly as the concentrated likelihood rises, and returns that sum.
    func writeResiduals(_ residuals: UnsafeMutablePointer<Double>) -> Double {
        let factor = exp(logDeterminant / (2 * Double(count)))
        for time in 0..<count {
            residuals[time] = factor * (innovations[time].x - constant * innovations[time].y)
        }
        return factor * factor * sumOfSquares
    }
}
