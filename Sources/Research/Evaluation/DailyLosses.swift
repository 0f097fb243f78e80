import Base
import Kernels
import Scoring

/// Losses by time, averaged over the symbols of that time.
struct DailyLosses {
    /// e₀² − e₁² + (f₀ − f₁)² against persistence.
    private(set) var clarkWest: [Double] = []
    /// The same against drift.
    private(set) var clarkWestDrift: [Double] = []
    /// e₀² − e₁².
    private(set) var differences: [Double] = []
    /// What intervals held.
    private(set) var coverage = CoverageCounts()
    /// Which way forecasts and returns went.
    private(set) var directions = DirectionCounts()
    private var hits: [Double] = []
    private var moves: [Double] = []
    private var time: Instant?
    private var count = 0.0
    private var sums = Sums()

    private struct Sums {
        var clarkWest = 0.0
        var clarkWestDrift = 0.0
        var difference = 0.0
        var hits = 0.0
        var moves = 0.0
        var held = (0.0, 0.0, 0.0)
    }

    mutating func add(
        _ time: Instant, actual: Double, forecast: Double, drift: Double, _ held: (Bool, Bool, Bool)
    ) {
        if time != self.time { finish() }
        self.time = time
        let error = actual - forecast
        let difference = actual * actual - error * error
        count += 1
        sums.difference += difference
        sums.clarkWest += difference + forecast * forecast
        let driftError = actual - drift
        sums.clarkWestDrift += driftError * driftError - error * error + (forecast - drift) * (forecast - drift)
        sums.hits += directionHit(actual: actual, forecast: forecast)
        sums.moves += actual == 0 ? 0 : 1
        if held.0 { sums.held.0 += 1 }
        if held.1 { sums.held.1 += 1 }
        if held.2 { sums.held.2 += 1 }
        directions.add(actual: actual, forecast: forecast)
    }

    mutating func finish() {
        guard count > 0 else { return }
        clarkWest.append(sums.clarkWest / count)
        clarkWestDrift.append(sums.clarkWestDrift / count)
        differences.append(sums.difference / count)
        hits.append(sums.hits)
        moves.append(sums.moves)
        coverage.add(sums.held, of: count)
        directions.finish()
        count = 0
        sums = Sums()
    }

    /// How many independent moves the hit rate is worth: rate·(1 − rate) over its variance with the moves of one time
    /// counted together, over h as h-bar moves overlap; within times / h and moves / h, and for one symbol just that.
    func effectiveMoves(_ rate: Double, moves total: Double, _ horizonBars: Int) -> Double {
        let most = total / Double(horizonBars)
        let fewest = min(most, Double(hits.count) / Double(horizonBars))
        // The rate is a ratio of sums, so its variance is that of hits − rate·moves by time (linearised).
        let squares = zip(hits, moves).reduce(0) { $0 + ($1.0 - rate * $1.1) * ($1.0 - rate * $1.1) }
        guard squares > 0 else { return fewest }
        let independent = rate * (1 - rate) * total * total / squares
        return min(most, max(fewest, independent / Double(horizonBars)))
    }
}

/// How many forecasts and returns were above 0, by time.
struct DirectionCounts {
    private struct Counts {
        var rows = 0.0
        var forecasts = 0.0
        var outcomes = 0.0
        var both = 0.0
    }

    private var byTime: [Counts] = []
    private var now = Counts()

    mutating func add(actual: Double, forecast: Double) {
        now.rows += 1
        if forecast > 0 { now.forecasts += 1 }
        if actual > 0 { now.outcomes += 1 }
        if forecast > 0 && actual > 0 { now.both += 1 }
    }

    mutating func finish() {
        byTime.append(now)
        now = Counts()
    }

    /// Whether the two go together more than chance has it; see ``DirectionScores/pesaranTimmermann``.
    func test(horizonBars: Int, isOneSymbol: Bool) -> SignificanceTest? {
        if isOneSymbol, horizonBars == 1 {
            return ForecastTests.pesaranTimmermann(
                forecasts: byTime.map(\.forecasts), outcomes: byTime.map(\.outcomes))
        }
        let rows = byTime.reduce(0) { $0 + $1.rows }
        let said = byTime.reduce(0) { $0 + $1.forecasts } / rows
        let came = byTime.reduce(0) { $0 + $1.outcomes } / rows
        guard said > 0, said < 1, came > 0, came < 1 else { return nil }
        let covariances = byTime.map { counts in
            let centred = counts.both - said * counts.outcomes - came * counts.forecasts
            return centred / counts.rows + said * came
        }
        return ForecastTests.clarkWest(covariances, horizonBars: horizonBars)
    }
}
