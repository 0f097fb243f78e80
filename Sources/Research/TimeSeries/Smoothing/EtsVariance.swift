/// The variance of an exponential smoothing forecast.
///
/// - Source: Hyndman, Koehler, Ord and Snyder, 2008, chapter 6: class 1 (additive error and season) and class 2
///   (multiplicative error, season not multiplicative) exactly; class 3 (both multiplicative) by the approximation of section
///   6.4, close where the error variance is small; an additive error with a multiplicative season by simulation.
struct EtsVariance {
    private let filter: EtsFilter
    private let means: [Double]
    private static let pathCount = 5000

    init(_ filter: EtsFilter, means: [Double]) {
        self.filter = filter
        self.means = means
    }

    func values() -> [Double] {
        guard !means.isEmpty else { return [] }
        let form = filter.model.form
        switch (form.error, form.season) {
        case (.additive, .multiplicative): return simulated()
        case (.additive, _): return additive()
        case (.multiplicative, .multiplicative): return bothMultiplicative()
        case (.multiplicative, _): return relative(means)
        }
    }

    private var errorVariance: Double { filter.model.errorVariance }

    /// How far a surprise moves the forecast 1, 2, … steps after it (c_j of the book).
    private func responses(withSeason: Bool) -> [Double] {
        let parameters = filter.model.parameters
        let transition = EtsTransition(filter.model.form, parameters)
        let period = filter.model.form.period
        var power = 1.0
        var growth = 0.0
        return means.indices.map { index in
            power *= transition.phi
            growth += power
            let isSameSeason = withSeason && (index + 1) % period == 0
            return transition.alpha + transition.beta * growth + (isSameSeason ? transition.gamma : 0)
        }
    }

    private func additive() -> [Double] {
        var sum = 1.0
        return responses(withSeason: true).map { response in
            defer { sum += response * response }
            return errorVariance * sum
        }
    }

    /// Class 2: v_h = (1 + σ²)·θ_h − μ_h², θ_h = μ_h² + σ² Σ c_j² θ_{h−j}.
    private func relative(_ means: [Double]) -> [Double] {
        squares(means, responses(withSeason: true)).enumerated().map { index, square in
            (1 + errorVariance) * square - means[index] * means[index]
        }
    }

    /// θ_h: the second moment of the mean h steps ahead.
    private func squares(_ means: [Double], _ responses: [Double]) -> [Double] {
        var squares: [Double] = []
        squares.reserveCapacity(means.count)
        for ahead in means.indices {
            var sum = 0.0
            for back in 0..<ahead { sum += responses[back] * responses[back] * squares[ahead - 1 - back] }
            squares.append(means[ahead] * means[ahead] + errorVariance * sum)
        }
        return squares
    }

    /// Class 3: s² (θ_h (1 + σ²) (1 + γ²σ²)^k − μ̃_h²), with the trend's own mean μ̃ and k whole seasons before h.
    private func bothMultiplicative() -> [Double] {
        let period = filter.model.form.period
        let gamma = filter.model.parameters.gamma
        let seasons = filter.states.seasons
        let trend = means.indices.map { means[$0] / seasons[$0 % period] }
        var spread = 1 + errorVariance
        return squares(trend, responses(withSeason: false)).enumerated().map { index, square in
            if index > 0 && index % period == 0 { spread *= 1 + gamma * gamma * errorVariance }
            let season = seasons[index % period]
            return season * season * (square * spread - trend[index] * trend[index])
        }
    }

    private func simulated() -> [Double] {
        let paths = filter.paths(steps: means.count, count: Self.pathCount, seed: 1)
        return means.indices.map { step in
            let values = stride(from: step, to: paths.count, by: means.count).map { paths[$0] }
            let mean = values.reduce(0, +) / Double(values.count)
            return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
        }
    }
}
