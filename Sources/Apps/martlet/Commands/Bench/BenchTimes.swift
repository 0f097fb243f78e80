/// The seconds that repetitions of one thing took.
struct BenchTimes {
    /// In the order they were measured.
    let seconds: [Double]

    /// How often things are measured unless told.
    static let repetitions = 3

    init(seconds: [Double]) { self.seconds = seconds }

    /// Runs `body` so often and keeps each time.
    init(_ repetitions: Int?, _ body: () throws -> Double) rethrows {
        seconds = try (0..<(repetitions ?? BenchTimes.repetitions)).map { _ in try body() }
    }

    /// The one in the middle.
    var median: Double {
        let sorted = seconds.sorted()
        guard !sorted.isEmpty else { return .nan }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// The seconds from a moment until now, which includes time spent waiting.
    static func seconds(since start: ContinuousClock.Instant) -> Double {
        let (whole, attoseconds) = (ContinuousClock.now - start).components
        return Double(whole) + Double(attoseconds) * 1e-18
    }
}
