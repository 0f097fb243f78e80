import Glibc

/// The seconds that repetitions of one thing took.
struct BenchTimes {
    /// In the order they were measured.
    let seconds: [Double]

    /// How often things are measured unless told.
    static let repetitions = 3

    /// The processor time of each, of all threads and in the kernel: what else the machine does disturbs it less.
    let processorSeconds: [Double]

    /// Runs `body`, which tells what it took, so often and keeps each time.
    init(_ repetitions: Int?, _ body: () throws -> Double) rethrows {
        var (seconds, processorSeconds) = ([Double](), [Double]())
        for _ in 0..<(repetitions ?? BenchTimes.repetitions) {
            let start = BenchTimes.processorTime()
            seconds.append(try body())
            processorSeconds.append(BenchTimes.processorTime() - start)
        }
        self.seconds = seconds
        self.processorSeconds = processorSeconds
    }

    /// The one in the middle.
    var median: Double { BenchTimes.median(seconds) }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return .nan }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
