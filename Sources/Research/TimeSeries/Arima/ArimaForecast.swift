/// What an ARIMA model expects of the next values.
public struct ArimaForecast: Sendable, Equatable {
    /// The expected value one step ahead, two, and so on, in units of the series.
    public let means: [Double]
    /// The variances of the errors of those forecasts, parameters taken as known.
    public let variances: [Double]
}

/// How the state before the next value enters the value h steps ahead: `weights` is g with y[h] = g′·state + ….
struct ForecastReach {
    private let ar: [Double]
    private let integration: [(lag: Int, weight: Double)]
    /// Z′Tᵏ⁻¹ of the differenced series.
    private var row: [Double]
    private var history: [[Double]] = []
    private(set) var weights: [Double] = []

    init(ar: [Double], integration: [(lag: Int, weight: Double)]) {
        self.ar = ar
        self.integration = integration
        row = .init(repeating: 0, count: ar.count)
    }

    /// Moves one step further ahead.
    mutating func advance() {
        if weights.isEmpty {
            row[0] = 1
        } else {
            let first = zip(row, ar).reduce(0) { $0 + $1.0 * $1.1 }
            row = [first] + row.dropLast()
        }
        weights = row
        let step = history.count
        for (lag, weight) in integration where lag <= step {
            for index in weights.indices { weights[index] += weight * history[step - lag][index] }
        }
        if !integration.isEmpty { history.append(weights) }
    }
}

/// The forecast h steps ahead as a weighted sum of the state and of the last values.
struct ForecastWeights {
    let state: [Double]
    /// The weights of the last value, the one before, ….
    let recent: [Double]
    let offset: Double

    init(_ model: ArimaModel, steps: Int) throws(TimeSeriesError) {
        guard steps >= 1 else { throw .badChoice(model: "\(model.order)", reason: "expected at least one step") }
        let order = model.order
        let likelihood = ArmaLikelihood([], order: order)
        likelihood.setWeights(model.weights)
        let integration = order.integrationWeights.enumerated().filter { $1 != 0 }.map { (lag: $0 + 1, weight: $1) }
        var reach = ForecastReach(ar: (0..<order.stateCount).map { likelihood.ar[$0] }, integration: integration)
        var rows: [[Double]] = []
        var offsets: [Double] = []
        for step in 0..<steps {
            reach.advance()
            var row = [Double](repeating: 0, count: order.valuesLost)
            var offset = model.constant
            for (lag, weight) in integration {
                guard lag <= step else {
                    row[lag - step - 1] += weight
                    continue
                }
                for index in row.indices { row[index] += weight * rows[step - lag][index] }
                offset += weight * offsets[step - lag]
            }
            rows.append(row)
            offsets.append(offset)
        }
        state = reach.weights
        recent = rows.last ?? []
        offset = offsets.last ?? 0
    }
}
