import Base
import Evaluation

/// A model's losses beside persistence's, added up over the symbols of each time.
struct LossesByTime: Sendable {
    let horizonBars: Int
    /// The distinct times, ascending.
    private(set) var times: [Instant] = []
    /// How many forecasts each has.
    private(set) var counts: [Int] = []
    /// Σr² of each.
    private(set) var naive: [Double] = []
    /// Σ(r² − (r − f)²) of each.
    private(set) var saved: [Double] = []

    /// Adds up a model's rows: all, or those of a symbol, or a range.
    init(_ forecasts: OutOfSampleForecasts, symbol: Int32? = nil, rows: Range<Int>? = nil) {
        let all = forecasts.rows
        horizonBars = all.horizonBars
        for row in rows ?? 0..<all.count {
            if let symbol, all.symbolIndex[row] != symbol { continue }
            add(all.times[row], actual: all.actual[row], forecast: forecasts.locations[row])
        }
    }

    private init(horizonBars: Int) { self.horizonBars = horizonBars }

    private mutating func add(_ time: Instant, actual: Double, forecast: Double) {
        if times.last != time {
            times.append(time)
            counts.append(0)
            naive.append(0)
            saved.append(0)
        }
        let last = times.count - 1
        let error = actual - forecast
        counts[last] += 1
        naive[last] += actual * actual
        saved[last] += actual * actual - error * error
    }

    /// The losses of every symbol by itself, in one pass.
    static func bySymbol(_ forecasts: OutOfSampleForecasts) -> [LossesByTime] {
        let all = forecasts.rows
        var result = all.symbols.map { _ in LossesByTime(horizonBars: all.horizonBars) }
        for row in 0..<all.count {
            result[Int(all.symbolIndex[row])].add(
                all.times[row], actual: all.actual[row], forecast: forecasts.locations[row])
        }
        return result
    }

    /// The skill over some of the times.
    func skill(_ range: Range<Int>? = nil) -> SkillEstimate? {
        let range = range ?? times.indices
        return SkillEstimate(
            saved: Array(saved[range]), naive: Array(naive[range]), rows: counts[range].reduce(0, +),
            horizonBars: horizonBars)
    }

    /// The ranges of times of each calendar year.
    var years: [(year: Int, range: Range<Int>)] { LossesByTime.years(of: times) }

    static func years(of times: [Instant]) -> [(year: Int, range: Range<Int>)] {
        var result: [(year: Int, range: Range<Int>)] = []
        for (index, time) in times.enumerated() {
            let year = time.utcDate.parts.year
            if let last = result.last, last.year == year {
                result[result.count - 1].range = last.range.lowerBound..<index + 1
            } else {
                result.append((year, index..<index + 1))
            }
        }
        return result
    }
}
