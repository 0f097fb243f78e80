/// The strongest trend among windows of closes that begin at t and look forward.
///
/// For each window of `shortest`, `shortest + step`, … up to `longest` closes, of which close[t] is the first, the t value of
/// the slope of a linear regression of the closes on time; the window with the largest |t| is chosen, the shorter of two
/// that are equal to rounding (t² within a part of 1e-10).
///
/// - Shape: one value a bar.
/// - Units: `direction` −1, 0 or +1, the sign of the slope; `t` its t value; `bars` the number of bars from t to the
///   last of the window.
/// - As of: known at t + longest − 1, whatever window is chosen: that it is the strongest is not known before.
/// - Missing: NaN where one of the closes from t to t + longest − 1 is not there, or not positive and finite.
/// - Source: López de Prado, Machine Learning for Asset Managers, 2020, section 5.4. There a perfect line (no residual) has no
///   t value; here the residual counts as at least 1e-14 of the variation, so that it has a large one, and an
///   unchanged price has 0, as has a |t| below 1e-10.
public struct TrendScanning: Sendable, Hashable {
    /// Which of the values a label is.
    public enum Output: String, CaseIterable, Sendable {
        /// The sign of the slope.
        case direction
        /// The t value of the slope.
        case t
        /// How many bars lie between t and the last bar of the window.
        case bars
    }

    /// The closes of the shortest window, at least 3.
    public let shortest: Int
    /// The most closes of a window.
    public let longest: Int
    /// How many more closes the next window has.
    public let step: Int

    /// Makes a label; `shortest` is at least 3, `longest` not below it, and `step` at least 1.
    public init(shortest: Int, longest: Int, step: Int = 1) {
        precondition(shortest >= 3, "a window must have at least 3 closes, had \(shortest)")
        precondition(longest >= shortest && step >= 1, "the longest window must not be shorter than the shortest")
        self.shortest = shortest
        self.longest = longest
        self.step = step
    }

    /// What the labels of a series are.
    ///
    /// - Parameter closes: Adjusted closes, oldest first.
    /// - Complexity: O(n · longest).
    public func outcome(closes: [Double]) -> TrendScanningOutcome {
        TrendScan(self).outcome(Labels.prices(closes))
    }
}

/// The strongest trends of a series.
public struct TrendScanningOutcome: Sendable, Equatable {
    /// The sign of the slope; NaN where missing.
    public internal(set) var directions: [Double]
    /// The t value of the slope; NaN where missing.
    public internal(set) var tValues: [Double]
    /// The row of the last bar of the window; the number of bars where missing.
    public internal(set) var ends: [Int]
}

extension TrendScanning: CustomStringConvertible {
    /// The kind with all its numbers.
    public var description: String { "trend_scanning(shortest=\(shortest), longest=\(longest), step=\(step))" }
}

/// Regressions on time of windows that grow by a close at a time, by recursive least squares: the sum of squared residuals
/// is added up of squares, so nothing cancels.
struct TrendScan {
    /// What taking in the close of a place does, whatever the close is.
    private struct Factors {
        /// How far the place lies behind the mean of those before it.
        let lead: Double
        /// What the new close weighs in the mean.
        let weight: Double
        /// What the error of the forecast changes in the slope.
        let gain: Double
        /// What its square adds to the squared residuals.
        let residual: Double
        /// The squared deviations of the places up to here from their mean.
        let spread: Double
        /// Places less two where a window may end here; zero where none does.
        let freedom: Double

        init(place: Int, _ label: TrendScanning) {
            let before = Double(place)
            let closes = place + 1
            lead = (before + 1) / 2
            weight = 1 / (before + 1)
            spread = before * (before + 1) * (before + 2) / 12
            let spreadBefore = before * (before * before - 1) / 12
            gain = place == 0 ? 0 : before / (before + 1) * lead / spread
            residual = place < 2 ? 0 : 1 / (1 + 1 / before + lead * lead / spreadBefore)
            let isEnd = closes >= label.shortest && (closes - label.shortest) % label.step == 0
            freedom = isEnd ? before - 1 : 0
        }
    }

    /// The window that was best so far, by t² as a fraction.
    private struct Best {
        var numerator = 0.0
        var denominator = 1.0
        var isUp = false
        var place: Int
    }

    private let label: TrendScanning
    private let factors: [Factors]

    init(_ label: TrendScanning) {
        self.label = label
        factors = (0..<label.longest).map { Factors(place: $0, label) }
    }

    func outcome(_ closes: [Double]) -> TrendScanningOutcome {
        let count = closes.count
        let missing = [Double](repeating: .nan, count: count)
        var outcome = TrendScanningOutcome(
            directions: missing, tValues: missing, ends: [Int](repeating: count, count: count))
        guard count >= label.longest else { return outcome }
        var lastMissing = closes[..<(label.longest - 1)].lastIndex { $0.isNaN } ?? -1
        for row in 0...(count - label.longest) {
            if closes[row + label.longest - 1].isNaN { lastMissing = row + label.longest - 1 }
            guard lastMissing < row else { continue }
            let best = best(from: row, closes)
            let exact = (best.numerator / best.denominator).squareRoot()
            let size = exact < TrendScan.leastT ? 0 : exact
            outcome.tValues[row] = best.isUp ? size : 0 - size
            outcome.directions[row] = size == 0 ? 0 : best.isUp ? 1 : -1
            outcome.ends[row] = row + best.place
        }
        return outcome
    }

    /// Smaller residuals than this part of the variation are noise of rounding.
    private static let noise = 1e-14

    /// How many times the largest t² of the shorter windows a longer window's must be at least.
    private static let larger = 1 + 1e-10

    /// Smaller t values are noise too.
    private static let leastT = 1e-10

    @inline(__always)
    private func best(from row: Int, _ closes: [Double]) -> Best {
        let base = closes[row]
        let unit = 1 / base
        var best = Best(place: label.shortest - 1)
        var (mean, slope, residual) = (0.0, 0.0, 0.0)
        for place in 1..<factors.count {
            let factor = factors[place]
            let deviation = (closes[row + place] - base) * unit - mean
            let error = deviation - slope * factor.lead
            residual += error * error * factor.residual
            slope += error * factor.gain
            mean += deviation * factor.weight
            guard factor.freedom > 0 else { continue }
            let explained = slope * slope * factor.spread
            let numerator = explained * factor.freedom
            let denominator = max(residual, TrendScan.noise * (explained + residual))
            // By products, since a division costs more than the rest.
            if numerator * best.denominator > TrendScan.larger * best.numerator * denominator {
                best = Best(
                    numerator: numerator, denominator: denominator, isUp: slope > 0, place: place)
            }
        }
        return best
    }
}
