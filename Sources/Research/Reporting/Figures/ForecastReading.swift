import Evaluation
import Forecasting
import Scoring

/// Every forecast of a model read against what came, in one pass over its rows.
struct ForecastReading: Sendable {
    /// (return − median) / scale of each row.
    let units: [Double]
    /// For each row, how many of the 19 quantiles shown lie below the return: its probability integral transform in
    /// steps of 0.05.
    let bins: [UInt8]
    /// P(up) of each row.
    let probabilitiesUp: [Double]

    init(_ forecasts: OutOfSampleForecasts) {
        let rows = forecasts.rows
        var units: [Double] = []
        var bins: [UInt8] = []
        var probabilities: [Double] = []
        units.reserveCapacity(rows.count)
        bins.reserveCapacity(rows.count)
        probabilities.reserveCapacity(rows.count)
        for fold in 0..<rows.folds {
            for row in rows.foldStarts[fold]..<rows.foldStarts[fold + 1] {
                let distribution = forecasts.distribution(at: row)
                let unit = (rows.actual[row] - distribution.location) / distribution.scale
                units.append(unit)
                bins.append(ForecastReading.bin(unit, distribution.shape))
                probabilities.append(distribution.probabilityUp)
            }
        }
        self.units = units
        self.bins = bins
        probabilitiesUp = probabilities
    }

    /// How many of a shape's quantiles at 0.05, 0.10 … 0.95 lie below a value.
    private static func bin(_ unit: Double, _ shape: [Double]) -> UInt8 {
        var (low, high) = (0, 19)
        while low < high {
            let middle = (low + high) / 2
            if shape[middle * 5 + 4] < unit { low = middle + 1 } else { high = middle }
        }
        return UInt8(low)
    }

    /// The rows in each of the 20 bins.
    ///
    /// - Parameter step: Every how manieth row counts; of h-bar forecasts of one symbol every h-th is independent.
    /// - Returns: Their counts, with a test of their being even.
    func transforms(every step: Int = 1) -> UniformityHistogram? {
        // The middle of a bin stands for it.
        let values = stride(from: 0, to: bins.count, by: step).map { (Double(bins[$0]) + 0.5) / 20 }
        return UniformityHistogram(values: values, bins: 20)
    }

    /// How many rows are in each of the 20 bins.
    var transformCounts: [Int] { transforms()?.counts ?? [] }

    /// Whether a row lies within its central interval that leaves out `tailBins` of the bins on each side.
    func isCovered(_ row: Int, tailBins: Int) -> Bool {
        Int(bins[row]) >= tailBins && Int(bins[row]) < 20 - tailBins
    }

    /// The promised and the realised coverage of the central intervals from 0.1 to 0.9.
    var coverage: [(promised: Double, realised: Double)] {
        let counts = transformCounts
        let total = Double(max(1, bins.count))
        return (1...9).reversed().map { tail in
            let inside = counts[tail..<20 - tail].reduce(0, +)
            return (1 - Double(tail) / 10, Double(inside) / total)
        }
    }
}
