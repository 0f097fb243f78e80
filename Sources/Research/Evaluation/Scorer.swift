import Base
import Forecasting
import Kernels

extension OutOfSampleForecasts {
    /// The scores of these forecasts, of one symbol or of all; not judged by a gate yet.
    ///
    /// - Parameters:
    ///   - symbol: Its index in the rows' symbols; `nil` for all rows.
    ///   - drift: What drift forecasts in each fold, for the test against it; `nil` leaves that test out.
    /// - Returns: `nil` when there is no row.
    public func scorecard(ofSymbol symbol: Int? = nil, drift: [Double]? = nil) -> Scorecard? {
        Scorer.score(self, symbol: symbol, drift: drift)
    }
}

/// Scores forecasts in one pass over their rows.
private struct Scorer {
    private let rows: OutOfSampleRows
    private var sums = ScoreSums()
    private var prices: [PriceSums]
    private var daily = DailyLosses()

    /// Scores one model's forecasts, of one symbol or of all.
    static func score(_ forecasts: OutOfSampleForecasts, symbol: Int?, drift: [Double]?) -> Scorecard? {
        precondition(drift.map { $0.count == forecasts.rows.folds } ?? true, "expected a drift for every fold")
        var scorer = Scorer(forecasts.rows)
        let width = ReturnDistribution.levels.count
        for fold in 0..<forecasts.rows.folds {
            var levels = (1...width).map { forecasts.shapes[fold][$0 * 5 - 1] }
            for row in forecasts.rows.foldStarts[fold]..<forecasts.rows.foldStarts[fold + 1] {
                if let symbol, Int(forecasts.rows.symbolIndex[row]) != symbol { continue }
                if !forecasts.rowQuantiles.isEmpty {
                    levels = Array(forecasts.rowQuantiles[row * width..<(row + 1) * width])
                }
                scorer.add(row, forecasts, drift: drift?[fold] ?? 0, levels)
            }
        }
        return scorer.scorecard(testsDrift: drift != nil)
    }

    private init(_ rows: OutOfSampleRows) {
        self.rows = rows
        prices = [PriceSums](repeating: PriceSums(), count: rows.symbols.count)
    }

    private mutating func add(_ row: Int, _ forecasts: OutOfSampleForecasts, drift: Double, _ levels: [Double]) {
        let actual = rows.actual[row]
        let scale = forecasts.scales[row]
        let forecast = forecasts.locations[row]
        sums.add(actual: actual, forecast: forecast)
        sums.addQuantiles((actual - forecast) / scale, scale: scale, levels)
        prices[Int(rows.symbolIndex[row])].add(close: rows.closes[row], actual: actual, forecast: forecast)
        daily.add(rows.times[row], actual: actual, forecast: forecast, drift: drift)
    }

    private mutating func scorecard(testsDrift: Bool) -> Scorecard? {
        guard sums.count > 0 else { return nil }
        daily.finish()
        let count = Double(sums.count)
        let horizon = rows.horizonBars
        // What is more than a benchmark's return moves no price.
        let total = rows.target == .ownReturn ? prices.reduce(0) { $0 + $1.total } : 0
        let accuracy = sums.moves > 0 ? sums.hits / sums.moves : nil
        let interval = accuracy.map {
            Proportion.wilsonInterval(share: $0, trials: daily.effectiveMoves($0, moves: sums.moves, horizon))
        }
        return Scorecard(
            n: sums.count, times: daily.clarkWest.count, folds: rows.folds, horizonBars: horizon,
            r2Price: total > 0 ? 1 - prices.reduce(0) { $0 + $1.model } / total : nil,
            r2PriceNaive: total > 0 ? 1 - prices.reduce(0) { $0 + $1.naive } / total : nil,
            r2Return: sums.naiveSquares > 0 ? 1 - sums.squares / sums.naiveSquares : nil, mae: sums.absolute / count,
            rmse: (sums.squares / count).squareRoot(),
            mase: sums.naiveAbsolute > 0 ? sums.absolute / sums.naiveAbsolute : nil, directionalAccuracy: accuracy,
            directionalAccuracyLow: interval?.lowerBound, directionalAccuracyHigh: interval?.upperBound,
            pinball: sums.pinball / (count * 19), coverage80: Double(sums.covered) / count,
            clarkWest: SkillTests.clarkWest(daily.clarkWest, horizonBars: horizon),
            clarkWestDrift: testsDrift ? SkillTests.clarkWest(daily.clarkWestDrift, horizonBars: horizon) : nil,
            dieboldMariano: SkillTests.dieboldMariano(daily.differences, horizonBars: horizon), holmP: nil, verdict: "")
    }
}

/// Sums over rows.
private struct ScoreSums {
    var count = 0
    var squares = 0.0
    var absolute = 0.0
    var naiveSquares = 0.0
    var naiveAbsolute = 0.0
    var hits = 0.0
    var moves = 0.0
    var pinball = 0.0
    var covered = 0

    mutating func add(actual: Double, forecast: Double) {
        let error = actual - forecast
        count += 1
        squares += error * error
        absolute += abs(error)
        naiveSquares += actual * actual
        naiveAbsolute += abs(actual)
        if actual != 0 { moves += 1 }
        hits += directionHit(actual: actual, forecast: forecast)
    }

    mutating func addQuantiles(_ unit: Double, scale: Double, _ levels: [Double]) {
        var loss = 0.0
        for index in levels.indices {
            let error = unit - levels[index]
            let level = Double(index + 1) * 0.05
            loss += error >= 0 ? level * error : (level - 1) * error
        }
        pinball += loss * scale
        if unit >= levels[1], unit <= levels[17] { covered += 1 }
    }
}

/// 1 for the right direction, ½ for none; 0 for the wrong one and where the price stood still.
private func directionHit(actual: Double, forecast: Double) -> Double {
    if actual == 0 { return 0 }
    if forecast == 0 { return 0.5 }
    return (actual > 0) == (forecast > 0) ? 1 : 0
}

/// Sums of squares of one symbol's prices.
private struct PriceSums {
    var model = 0.0
    var naive = 0.0
    /// About the mean, by Welford's update.
    var total = 0.0
    private var mean = 0.0
    private var count = 0.0

    mutating func add(close: Double, actual: Double, forecast: Double) {
        let price = close * exponential(actual)
        let error = price - close * exponential(forecast)
        model += error * error
        naive += (price - close) * (price - close)
        count += 1
        let delta = price - mean
        mean += delta / count
        total += delta * (price - mean)
    }
}

/// Losses by time, averaged over the symbols of that time.
private struct DailyLosses {
    /// e₀² − e₁² + (f₀ − f₁)² against persistence.
    var clarkWest: [Double] = []
    /// The same against drift.
    var clarkWestDrift: [Double] = []
    /// e₀² − e₁².
    var differences: [Double] = []
    private var hits: [Double] = []
    private var moves: [Double] = []
    private var time: Instant?
    private var count = 0.0
    private var sums = (clarkWest: 0.0, clarkWestDrift: 0.0, difference: 0.0, hits: 0.0, moves: 0.0)

    mutating func add(_ time: Instant, actual: Double, forecast: Double, drift: Double) {
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
    }

    mutating func finish() {
        guard count > 0 else { return }
        clarkWest.append(sums.clarkWest / count)
        clarkWestDrift.append(sums.clarkWestDrift / count)
        differences.append(sums.difference / count)
        hits.append(sums.hits)
        moves.append(sums.moves)
        count = 0
        sums = (0, 0, 0, 0, 0)
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
