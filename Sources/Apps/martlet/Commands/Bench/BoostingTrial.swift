import Base
import Boosting

/// Training trees and asking them for one row, beside the same work in `Benchmarks/boosting_python.py`.
struct BoostingTrial {
    /// What a repetition took.
    struct Times {
        var training = 0.0
        var singleMicroseconds = 0.0
        var contributionsMicroseconds = 0.0
        var allRows = 0.0
        var sum = 0.0
    }

    private static let columns = 30

    private let features: [Double]
    private let labels: [Double]
    private let threads: Int
    private let rounds: Int

    init(rows: Int, threads: Int, rounds: Int) {
        let numbers = BoostingTrial.uniform(rows * (BoostingTrial.columns + 1))
        let width = BoostingTrial.columns + 1
        features = (0..<rows).flatMap { row in numbers[row * width..<row * width + BoostingTrial.columns] }
        labels = (0..<rows).map { row in
            let first = row * width
            return numbers[first] + numbers[first + 1] * numbers[first + 2] + numbers[first + BoostingTrial.columns]
        }
        self.threads = threads
        self.rounds = rounds
    }

    /// The settings of the peer.
    static let lightGBM = BoostingSettings(seed: 1, parameters: ["num_leaves": "31", "learning_rate": "0.05"])
    static let xgboost = BoostingSettings(seed: 1, parameters: ["max_depth": "5", "eta": "0.05"])

    /// SplitMix64 from seed 1, its top 24 bits, which 32-bit numbers hold too.
    private static func uniform(_ count: Int) -> [Double] {
        (1...UInt64(count)).map { index in
            var word = index &* 0x9E37_79B9_7F4A_7C15 &+ 1
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            word ^= word >> 31
            return Double(word >> 40) / 0x1p24
        }
    }

    /// Trains once, and asks.
    func run<Trees: Booster>(_ type: Trees.Type, _ settings: BoostingSettings) throws -> Times {
        try features.withUnsafeBufferPointer { features in
            let data = TrainingData(
                features: features, rows: labels.count, names: (0..<BoostingTrial.columns).map { "Column_\($0)" },
                labels: labels)
            var times = Times()
            let (booster, training) = try Stopwatch.time {
                try Trees.train(data, settings: settings, rounds: rounds, threads: threads)
            }
            times.training = training
            times.singleMicroseconds = median(3000, features) { _ = booster.predict($0) }
            times.contributionsMicroseconds = try median(500, features) { _ = try booster.contributions($0) }
            let (all, seconds) = try Stopwatch.time { try booster.predict(rows: features, threads: threads) }
            times.allRows = seconds
            times.sum = all.reduce(0, +)
            return times
        }
    }

    /// The median of single questions about the first rows.
    private func median(
        _ count: Int, _ features: UnsafeBufferPointer<Double>, _ ask: (UnsafeBufferPointer<Double>) throws -> Void
    ) rethrows -> Double {
        let width = BoostingTrial.columns
        let seconds = try (0..<count).map { index in
            let first = index % min(100, labels.count) * width
            let row = UnsafeBufferPointer(rebasing: features[first..<first + width])
            return try Stopwatch.seconds { try ask(row) }
        }
        return seconds.sorted()[count / 2] * 1e6
    }
}
