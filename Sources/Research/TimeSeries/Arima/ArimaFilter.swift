/// An ARIMA model walking along a series one value at a time, its parameters fixed.
///
/// The state is the exact Kalman filter's from its stationary start; the covariance of what it does not know, in units of
/// the variance, is kept until it has died out and costs nothing afterwards.
public struct ArimaFilter: Sendable {
    /// The model that walks.
    public let model: ArimaModel
    /// How many values it has seen.
    public private(set) var count = 0

    private let ar: [Double]
    /// θ₀ = 1, θ₁, ….
    private let ma: [Double]
    private let integration: [(lag: Int, weight: Double)]
    private let size: Int
    /// The mean of the state before the next value.
    private var state: [Double]
    /// The covariance of the state before the next value, less that of the innovation to come; empty once it is zero.
    private var doubt: [Double]
    /// The last values that differencing needs, the newest at `newest`.
    private var recent: [Double]
    private var newest = 0

    /// Where what is left of the covariance is taken for rounding.
    private static let doubtTolerance = 1e-15

    /// Places a model before the first value.
    public init(_ model: ArimaModel) {
        self.model = model
        let order = model.order
        size = order.stateCount
        let likelihood = ArmaLikelihood([], order: order)
        likelihood.setWeights(model.weights)
        ar = (0..<size).map { likelihood.ar[$0] }
        ma = [1] + (0..<(size - 1)).map { likelihood.ma[$0] }
        integration = order.integrationWeights.enumerated().filter { $1 != 0 }.map { ($0 + 1, $1) }
        state = .init(repeating: 0, count: size)
        recent = .init(repeating: 0, count: order.valuesLost)
        doubt = []
        doubt = stationaryDoubt()
    }

    /// Whether it has seen enough values to difference, so that it can forecast.
    public var isReady: Bool { count >= recent.count }

    /// P₁ − θθ′ of the stationary distribution: P = TPT′ + θθ′ runs down each diagonal, from the end of the state up.
    private func stationaryDoubt() -> [Double] {
        var column = [Double](repeating: 0, count: size + 1)
        let degree = max(model.order.degreeAR, model.order.degreeMA)
        let start = StationaryStart(degree: degree)
        let isStationary = column.withUnsafeMutableBufferPointer { column in
            withPadded(ar, degree + 1) { ar in
                withPadded(Array(ma.dropFirst()), degree + 1) { ma in
                    column.baseAddress.map { start.fill($0, count: size, ar: ar, ma: ma) } ?? false
                }
            }
        }
        precondition(isStationary, "a model is stationary")
        var result = [Double](repeating: 0, count: size * size)
        for row in (0..<size).reversed() {
            for other in (0...row).reversed() {
                let next = row + 1 < size ? result[(row + 1) * size + other + 1] + ma[row + 1] * ma[other + 1] : 0
                let known = ar[row] * ar[other] * column[0] + ar[row] * column[other + 1] + ar[other] * column[row + 1]
                result[row * size + other] = next + known
                result[other * size + row] = next + known
            }
        }
        return result
    }

    private func withPadded<Result>(
        _ values: [Double], _ count: Int, _ body: (UnsafePointer<Double>) -> Result
    ) -> Result {
        var padded = values
        while padded.count < count { padded.append(0) }
        return padded.withUnsafeBufferPointer { buffer in
            guard let address = buffer.baseAddress else { preconditionFailure("padded to at least one") }
            return body(address)
        }
    }

    /// Takes the next value.
    ///
    /// - Returns: The value less its forecast; `nil` while fewer values lie behind than differencing uses up.
    /// - Throws: ``TimeSeriesError/notFinite(model:index:)``; the filter is then as before.
    /// - Complexity: O(state²) until the gain is steady, then O(state).
    @discardableResult
    public mutating func update(_ value: Double) throws(TimeSeriesError) -> Double? {
        guard value.isFinite else { throw .notFinite(model: "\(model.order)", index: count) }
        defer { remember(value) }
        guard isReady else { return nil }
        let differenced = value - undone() - model.constant
        let innovation = differenced - state[0]
        if doubt.isEmpty {
            for index in 0..<(size - 1) {
                state[index] = state[index + 1] + ar[index] * differenced + ma[index + 1] * innovation
            }
        } else {
            moveWithDoubt(differenced, innovation)
        }
        state[size - 1] = ar[size - 1] * differenced
        return innovation
    }

    private mutating func moveWithDoubt(_ differenced: Double, _ innovation: Double) {
        let variance = 1 + doubt[0]
        let column = (0..<size).map { doubt[$0 * size] + ma[$0] }
        for index in 0..<(size - 1) {
            let gain = column[index + 1] / variance
            state[index] = state[index + 1] + ar[index] * differenced + gain * innovation
        }
        var largest = 0.0
        for row in 0..<size {
            for other in 0..<size {
                let isInside = row + 1 < size && other + 1 < size
                let shifted = isInside ? doubt[(row + 1) * size + other + 1] + ma[row + 1] * ma[other + 1] : 0
                let learnt = isInside ? column[row + 1] * column[other + 1] / variance : 0
                doubt[row * size + other] = shifted - learnt
            }
            largest = max(largest, abs(doubt[row * size + row]))
        }
        if largest < Self.doubtTolerance { doubt = [] }
    }

    private mutating func remember(_ value: Double) {
        count += 1
        guard !recent.isEmpty else { return }
        newest = newest == 0 ? recent.count - 1 : newest - 1
        recent[newest] = value
    }

    /// The value `lag` steps back; 1 is the last.
    private func past(_ lag: Int) -> Double {
        let place = newest + lag - 1
        return recent[place < recent.count ? place : place - recent.count]
    }

    /// Σ δₖ·y[−k]: what the value would be if the differenced one were zero.
    private func undone() -> Double {
        var sum = 0.0
        for (lag, weight) in integration { sum += weight * past(lag) }
        return sum
    }

    /// Forecasts of the next values and the variances of their errors.
    ///
    /// - Throws: ``TimeSeriesError/tooShort(model:needed:was:)`` before ``isReady``,
    ///   ``TimeSeriesError/badChoice(model:reason:)`` for fewer than one step.
    /// - Complexity: O(steps · state), and O(steps · state²) while the gain is not steady.
    public func forecast(steps: Int) throws(TimeSeriesError) -> ArimaForecast {
        guard steps >= 1 else { throw .badChoice(model: "\(model.order)", reason: "expected at least one step") }
        guard isReady else { throw .tooShort(model: "\(model.order)", needed: recent.count, was: count) }
        return ArimaForecast(means: means(steps), variances: variances(steps))
    }

    private func means(_ steps: Int) -> [Double] {
        var ahead = state
        var result: [Double] = []
        result.reserveCapacity(steps)
        for step in 0..<steps {
            var mean = ahead[0] + model.constant
            for (lag, weight) in integration { mean += weight * (lag <= step ? result[step - lag] : past(lag - step)) }
            result.append(mean)
            let first = ahead[0]
            for index in 0..<(size - 1) { ahead[index] = ahead[index + 1] + ar[index] * first }
            ahead[size - 1] = ar[size - 1] * first
        }
        return result
    }

    private func variances(_ steps: Int) -> [Double] {
        var reach = ForecastReach(ar: ar, integration: integration)
        var sum = 0.0
        return (0..<steps).map { _ in
            reach.advance()
            let weight = zip(reach.weights, ma).reduce(0) { $0 + $1.0 * $1.1 }
            sum += weight * weight
            return model.variance * (sum + spread(reach.weights))
        }
    }

    /// g′·doubt·g.
    private func spread(_ weights: [Double]) -> Double {
        guard !doubt.isEmpty else { return 0 }
        var sum = 0.0
        for row in 0..<size {
            for other in 0..<size { sum += weights[row] * doubt[row * size + other] * weights[other] }
        }
        return sum
    }

    /// One forecast by weights made beforehand.
    func forecast(_ horizon: ForecastWeights) -> Double {
        var sum = horizon.offset
        for index in 0..<size { sum += horizon.state[index] * state[index] }
        for (index, weight) in horizon.recent.enumerated() where weight != 0 { sum += weight * past(index + 1) }
        return sum
    }
}
