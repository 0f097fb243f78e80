import Base
import Forecasting
import Kernels
import Scoring

extension OutOfSampleForecasts {
    /// The scores of these forecasts, of one symbol or of all; not judged by a gate yet.
    ///
    /// - Parameters:
    ///   - symbol: Its index in the rows' symbols; `nil` for all rows.
    ///   - drift: What drift forecasts in each fold, for the test against it; `nil` leaves that test out.
    /// - Returns: `nil` when there is no row.
    /// - Complexity: O(rows · log(rows)), a microsecond or less a row.
    public func scorecard(ofSymbol symbol: Int? = nil, drift: [Double]? = nil) -> Scorecard? {
        precondition(drift.map { $0.count == rows.folds } ?? true, "expected a drift for every fold")
        var scorer = Scorer(self, drift)
        if let symbol {
            scorer.add(rows.rows(ofSymbol: symbol).lazy.map { Int($0) })
        } else {
            scorer.add(0..<rows.count)
        }
        return scorer.scorecard(symbol == nil ? CrossSectionalSkill(self) : nil)
    }
}

/// Scores forecasts in one pass over their rows.
private struct Scorer {
    private let forecasts: OutOfSampleForecasts
    private let drift: [Double]?
    private var sums = ScoreSums()
    private var prices: [PriceSums]
    private var daily = DailyLosses()
    private var probabilities: [Double] = []
    private var rises: [Bool] = []
    private var isOneSymbol = true

    init(_ forecasts: OutOfSampleForecasts, _ drift: [Double]?) {
        self.forecasts = forecasts
        self.drift = drift
        prices = [PriceSums](repeating: PriceSums(), count: forecasts.rows.symbols.count)
    }

    /// Takes rows in ascending order.
    mutating func add(_ chosen: some Sequence<Int>) {
        // Held here, so that no row costs a count of who else holds them.
        let (locations, scales, quantiles) = (forecasts.locations, forecasts.scales, forecasts.rowQuantiles)
        let (times, symbols, actuals) = (forecasts.rows.times, forecasts.rows.symbolIndex, forecasts.rows.actual)
        let (closes, foldStarts) = (forecasts.rows.closes, forecasts.rows.foldStarts)
        let width = ReturnDistribution.levels.count
        var fold = -1
        var first: Int32?
        var shape = StandardisedShape([Double](repeating: 0, count: ReturnDistribution.shapeCount))
        for row in chosen {
            if row >= foldStarts[fold + 1] {
                while row >= foldStarts[fold + 1] { fold += 1 }
                if quantiles.isEmpty { shape = StandardisedShape(forecasts.shapes[fold]) }
            }
            if !quantiles.isEmpty { shape.take(quantiles, from: row * width) }
            let (actual, forecast, scale) = (actuals[row], locations[row], scales[row])
            sums.add(actual: actual, forecast: forecast)
            let held = sums.addDistribution((actual - forecast) / scale, scale: scale, shape)
            sums.percentages += prices[Int(symbols[row])].add(close: closes[row], actual: actual, forecast: forecast)
            daily.add(times[row], actual: actual, forecast: forecast, drift: drift?[fold] ?? 0, held)
            if actual != 0 {
                probabilities.append(1 - shape.probabilityBelow(-forecast / scale))
                rises.append(actual > 0)
            }
            isOneSymbol = isOneSymbol && symbols[row] == first ?? symbols[row]
            first = first ?? symbols[row]
        }
    }

    mutating func scorecard(_ crossSection: CrossSectionalSkill?) -> Scorecard? {
        guard sums.count > 0 else { return nil }
        daily.finish()
        let rows = forecasts.rows
        let count = Double(sums.count)
        let horizon = rows.horizonBars
        // What is more than a benchmark's return moves no price.
        let total = rows.target == .ownReturn ? prices.reduce(0) { $0 + $1.total } : 0
        let accuracy = sums.moves > 0 ? sums.hits / sums.moves : nil
        let interval = accuracy.map {
            Proportion.wilsonInterval(share: $0, trials: daily.effectiveMoves($0, moves: sums.moves, horizon))
        }
        let naive = sums.naiveAbsolute
        return Scorecard(
            n: sums.count, times: daily.clarkWest.count, folds: rows.folds, horizonBars: horizon,
            r2Price: total > 0 ? 1 - prices.reduce(0) { $0 + $1.model } / total : nil,
            r2PriceNaive: total > 0 ? 1 - prices.reduce(0) { $0 + $1.naive } / total : nil,
            r2Return: sums.naiveSquares > 0 ? 1 - sums.squares / sums.naiveSquares : nil, mae: sums.absolute / count,
            rmse: (sums.squares / count).squareRoot(), mase: naive > 0 ? sums.absolute / naive : nil,
            smape: rows.target == .ownReturn ? 100 * sums.percentages / count : nil, directionalAccuracy: accuracy,
            directionalAccuracyLow: interval?.lowerBound, directionalAccuracyHigh: interval?.upperBound,
            direction: DirectionScores(
                probabilities: probabilities, rises: rises,
                pesaranTimmermann: daily.directions.test(horizonBars: horizon, isOneSymbol: isOneSymbol)),
            pinball: sums.pinball / (count * 19), crps: sums.crps / count,
            msis: naive > 0 ? sums.intervalScores / naive : nil, coverage80: Double(sums.covered) / count,
            coverage: daily.coverage.scores(horizonBars: horizon, isOneSymbol: isOneSymbol),
            informationCoefficient: crossSection,
            clarkWest: ForecastTests.clarkWest(daily.clarkWest, horizonBars: horizon),
            clarkWestDrift: drift == nil ? nil : ForecastTests.clarkWest(daily.clarkWestDrift, horizonBars: horizon),
            dieboldMariano: ForecastTests.dieboldMariano(daily.differences, horizonBars: horizon), holmP: nil,
            verdict: "")
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
    var crps = 0.0
    var intervalScores = 0.0
    var percentages = 0.0
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

    /// Takes a standardised error, and says whether the 50, 80 and 90 % intervals held it.
    mutating func addDistribution(
        _ unit: Double, scale: Double, _ shape: borrowing StandardisedShape
    ) -> (Bool, Bool, Bool) {
        var loss = 0.0
        for step in 1...19 {
            let error = unit - shape.units[step * 5 - 1]
            let level = Double(step) * 0.05
            loss += error >= 0 ? level * error : (level - 1) * error
        }
        pinball += loss * scale
        crps += shape.crps(unit) * scale
        intervalScores += shape.intervalScore95(unit) * scale
        let isHeld = shape.holds(unit, from: 10, to: 90)
        if isHeld { covered += 1 }
        return (shape.holds(unit, from: 25, to: 75), isHeld, shape.holds(unit, from: 5, to: 95))
    }
}

/// 1 for the right direction, ½ for none; 0 for the wrong one and where the price stood still.
func directionHit(actual: Double, forecast: Double) -> Double {
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

    /// Takes a forecast of a price and returns 2·|y − f| / (y + f).
    mutating func add(close: Double, actual: Double, forecast: Double) -> Double {
        let price = close * exponential(actual)
        let predicted = close * exponential(forecast)
        let error = price - predicted
        model += error * error
        naive += (price - close) * (price - close)
        count += 1
        let delta = price - mean
        mean += delta / count
        total += delta * (price - mean)
        return price + predicted > 0 ? 2 * abs(error) / (price + predicted) : 0
    }
}
