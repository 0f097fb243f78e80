import Base
import Kernels

/// The stationary bootstrap: resamples a series in blocks of random length, so that dependence in time is kept.
///
/// A block ends after each time with probability 1 / `meanBlock`; the next begins at a time drawn evenly, and the series
/// is wrapped into a circle. Blocks must be long beside the dependence: for h-bar forecasts made every bar take at
/// least h. An interval from fewer than some 30 blocks (times / `meanBlock`) is too narrow.
///
/// - Source: Politis and Romano, "The stationary bootstrap", 1994.
public struct StationaryBootstrap: Sendable, Codable, Equatable {
    /// The mean length of a block, in times; 1 or more.
    public let meanBlock: Double
    /// How many resamples are drawn.
    public let repetitions: Int
    /// What fixes the draws.
    public let seed: UInt64

    /// Makes a plan; a mean block below 1 (or NaN) is taken as 1, and repetitions below 1 as 1.
    public init(meanBlock: Double, repetitions: Int = 1000, seed: UInt64) {
        self.meanBlock = meanBlock > 1 ? meanBlock : 1
        self.repetitions = max(1, repetitions)
        self.seed = seed
    }

    /// Reads a plan; out-of-range values are taken as ``init(meanBlock:repetitions:seed:)`` takes them.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            meanBlock: try values.decode(Double.self, forKey: .meanBlock),
            repetitions: try values.decode(Int.self, forKey: .repetitions),
            seed: try values.decode(UInt64.self, forKey: .seed))
    }

    /// Draws the indices of every resample of a series of `count` times.
    ///
    /// - Complexity: O(count · repetitions), in time and memory (4 bytes each).
    public func draws(count: Int) -> BootstrapDraws {
        var generator = SeededGenerator(seed: seed)
        var indices: [Int32] = []
        guard count > 0 else { return BootstrapDraws(count: 0, repetitions: repetitions, indices: []) }
        indices.reserveCapacity(count * repetitions)
        for _ in 0..<repetitions {
            var index = 0
            for place in 0..<count {
                let begins = generator.uniform() * meanBlock < 1
                let start = Int(generator.uniform() * Double(count))
                index = place == 0 || begins ? start : index + 1 == count ? 0 : index + 1
                indices.append(Int32(truncatingIfNeeded: index))
            }
        }
        return BootstrapDraws(count: count, repetitions: repetitions, indices: indices)
    }

    /// The percentile interval of a statistic of a series of `count` times.
    ///
    /// Its true coverage is below `confidence` in short series; it is not bias-corrected.
    ///
    /// - Missing: resamples whose statistic is NaN or infinite are left out.
    ///
    /// - Parameters:
    ///   - count: How many times the series has.
    ///   - confidence: The probability to cover, within (0, 1).
    ///   - statistic: The statistic of the times at the given indices.
    /// - Returns: `nil` where fewer than half of the resamples have a statistic.
    public func interval(
        count: Int, confidence: Double, statistic: (ArraySlice<Int32>) -> Double
    ) -> PredictionInterval? {
        guard confidence > 0, confidence < 1, count > 0 else { return nil }
        let draws = draws(count: count)
        let values = (0..<repetitions).map { statistic(draws[$0]) }.filter(\.isFinite)
        guard values.count * 2 >= repetitions else { return nil }
        let tail = (1 - confidence) / 2
        let ends = Statistics.quantiles(values, levels: [tail, 1 - tail])
        return PredictionInterval(lower: ends[0], upper: ends[1])
    }
}

/// The indices of a bootstrap's resamples.
public struct BootstrapDraws: Sendable, Equatable {
    /// How many times the series has, and so every resample.
    public let count: Int
    /// How many resamples there are.
    public let repetitions: Int
    private let indices: [Int32]

    init(count: Int, repetitions: Int, indices: [Int32]) {
        self.count = count
        self.repetitions = repetitions
        self.indices = indices
    }

    /// Takes draws made elsewhere.
    ///
    /// - Parameters:
    ///   - resamples: For each resample `count` indices.
    ///   - count: How many times the series has.
    /// - Note: `nil` where a resample has another length, an index lies outside the series, or there is none.
    public init?(resamples: [[Int]], count: Int) {
        guard !resamples.isEmpty, count > 0, count <= Int32.max else { return nil }
        for resample in resamples {
            guard resample.count == count, resample.allSatisfy({ $0 >= 0 && $0 < count }) else { return nil }
        }
        self.init(count: count, repetitions: resamples.count, indices: resamples.flatMap { $0.map { Int32($0) } })
    }

    /// The indices of one resample.
    public subscript(repetition: Int) -> ArraySlice<Int32> {
        indices[repetition * count..<(repetition + 1) * count]
    }

    /// The column means of every resample of a series of rows, one row of means per resample.
    func means(of rows: Matrix) -> Matrix {
        var result = Matrix(rows: repetitions, columns: rows.columns)
        var sums = [Double](repeating: 0, count: rows.columns)
        for repetition in 0..<repetitions {
            for column in sums.indices { sums[column] = 0 }
            for index in self[repetition] {
                let start = Int(index) * rows.columns
                for column in sums.indices { sums[column] += rows.values[start + column] }
            }
            for column in sums.indices { result[repetition, column] = sums[column] / Double(count) }
        }
        return result
    }
}
