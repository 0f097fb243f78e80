import Base
import Kernels
import Scoring

/// Squared errors of returns, averaged over the symbols of a time.
struct LossesByTime {
    /// Persistence's.
    let persistence: [Double]
    /// Times × models.
    let models: Matrix

    var times: Int { persistence.count }

    /// `nil` without models or rows.
    init?(_ models: [EvaluatedModel]) {
        guard let rows = models.first?.forecasts.rows, rows.count > 0 else { return nil }
        let starts = InformationCoefficientSeries.starts(of: rows.times)
        var losses = Matrix(rows: starts.count - 1, columns: models.count)
        var naive: [Double] = []
        for (time, (start, end)) in zip(starts, starts.dropFirst()).enumerated() {
            let count = Double(end - start)
            naive.append((start..<end).reduce(0) { $0 + rows.actual[$1] * rows.actual[$1] } / count)
            for (place, model) in models.enumerated() {
                var sum = 0.0
                for row in start..<end {
                    let error = rows.actual[row] - model.forecasts.locations[row]
                    sum += error * error
                }
                losses[time, place] = sum / count
            }
        }
        self.init(persistence: naive, models: losses)
    }

    private init(persistence: [Double], models: Matrix) {
        self.persistence = persistence
        self.models = models
    }

    /// The means over so many neighbouring times that no more than `most` are left.
    func pooled(to most: Int) -> LossesByTime {
        let width = (times + most - 1) / most
        guard width > 1 else { return self }
        let count = times / width
        var pooled = Matrix(rows: count, columns: models.columns)
        var naive = [Double](repeating: 0, count: count)
        for time in 0..<count * width {
            naive[time / width] += persistence[time] / Double(width)
            for model in 0..<models.columns { pooled[time / width, model] += models[time, model] / Double(width) }
        }
        return LossesByTime(persistence: naive, models: pooled)
    }

    /// The mean length of a bootstrap's blocks: the horizon, or more where what models save is correlated for longer.
    func block(horizonBars: Int, of skilled: [Int]) -> Double {
        let own = skilled.compactMap { model in
            StationaryBootstrap.automaticBlock((0..<times).map { persistence[$0] - models[$0, model] })
        }
        let longest = max(Double(horizonBars), own.max() ?? 1)
        return max(1, min(longest, Double(times) / 3))
    }

    /// One model's losses.
    func column(_ model: Int) -> [Double] { (0..<times).map { models[$0, model] } }

    /// The losses of some models.
    func columns(_ chosen: [Int]) -> Matrix {
        var result = Matrix(rows: times, columns: chosen.count)
        for time in 0..<times {
            for (place, model) in chosen.enumerated() { result[time, place] = models[time, model] }
        }
        return result
    }

    /// What some models save against persistence.
    func saved(_ chosen: [Int]) -> Matrix {
        var result = columns(chosen)
        for time in 0..<times {
            for place in chosen.indices { result[time, place] = persistence[time] - result[time, place] }
        }
        return result
    }
}
