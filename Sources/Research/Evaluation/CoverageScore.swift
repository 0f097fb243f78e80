public import Scoring

/// How many returns the central interval of a level held.
public struct CoverageScore: Sendable, Codable, Equatable {
    /// The levels that are scored.
    public static let levels = [0.5, 0.8, 0.9]

    /// The share that the interval was to hold.
    public let level: Double
    /// The share that it held.
    public let share: Double
    /// Whether the difference may be chance, two-sided; positive where it held too many.
    ///
    /// One number a time, the share held over the symbols of that time, with the long-run variance of
    /// ``Scoring/ForecastTests/dieboldMariano(_:horizonBars:)``. `nil` where nothing varies.
    public let test: SignificanceTest?
    /// Kupiec's and Christoffersen's tests, of one symbol only, on every h-th of its times: they take times as
    /// independent, and h-bar returns of every bar overlap.
    public let independent: CoverageTest?
}

/// Counts, by time, the returns that intervals held.
struct CoverageCounts {
    private var held: [[Double]] = CoverageScore.levels.map { _ in [] }
    private var rows: [Double] = []

    /// Takes the counts of one time.
    mutating func add(_ counts: (Double, Double, Double), of count: Double) {
        held[0].append(counts.0)
        held[1].append(counts.1)
        held[2].append(counts.2)
        rows.append(count)
    }

    func scores(horizonBars: Int, isOneSymbol: Bool) -> [CoverageScore] {
        let total = rows.reduce(0, +)
        return zip(CoverageScore.levels, held).map { level, held in
            let excess = zip(held, rows).map { $0 / $1 - level }
            let misses = stride(from: 0, to: held.count, by: horizonBars).map { held[$0] < 0.5 }
            return CoverageScore(
                level: level, share: held.reduce(0, +) / total,
                test: ForecastTests.dieboldMariano(excess, horizonBars: horizonBars),
                independent: isOneSymbol ? CoverageTest(misses: misses, missRate: 1 - level) : nil)
        }
    }
}
