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

    /// The windows that were best so far, of four rows after each other.
    private struct Best {
        /// t², as a fraction.
        var numerator = SIMD4<Double>.zero
        var denominator = SIMD4<Double>.one
        var slope = SIMD4<Double>.zero
        /// The place of the last close.
        var place: SIMD4<Double>
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
        // Room for the rows after the last, which are worked out beside it and not used.
        let padded = closes + [.nan, .nan, .nan]
        var lastMissing = closes[..<(label.longest - 1)].lastIndex { $0.isNaN } ?? -1
        for start in stride(from: 0, through: count - label.longest, by: 4) {
            let best = padded.withUnsafeBytes { memory in self.best(from: start, memory) }
            for lane in 0..<min(4, count - label.longest + 1 - start) {
                let row = start + lane
                if closes[row + label.longest - 1].isNaN { lastMissing = row + label.longest - 1 }
                if lastMissing < row { write(best, lane, row, to: &outcome) }
            }
        }
        return outcome
    }

    private func write(_ best: Best, _ lane: Int, _ row: Int, to outcome: inout TrendScanningOutcome) {
        let exact = (best.numerator[lane] / best.denominator[lane]).squareRoot()
        let size = exact < TrendScan.leastT ? 0 : exact
        let isUp = best.slope[lane] > 0
        outcome.tValues[row] = isUp ? size : 0 - size
        outcome.directions[row] = size == 0 ? 0 : isUp ? 1 : -1
        outcome.ends[row] = row + Int(best.place[lane])
    }

    /// Smaller residuals than this part of the variation are noise of rounding.
    private static let noise = 1e-14

    /// How many times the largest t² of the shorter windows a longer window's must be at least.
    private static let larger = 1 + 1e-10

    /// Smaller t values are noise too.
    private static let leastT = 1e-10

    /// The best windows of four rows side by side, so that they need not wait for one another's chain of additions.
    @inline(__always)
    private func best(from start: Int, _ closes: UnsafeRawBufferPointer) -> Best {
        func load(_ place: Int) -> SIMD4<Double> {
            closes.loadUnaligned(fromByteOffset: 8 * (start + place), as: SIMD4<Double>.self)
        }
        let base = load(0)
        let unit = 1 / base
        var best = Best(place: .init(repeating: Double(label.shortest - 1)))
        var mean = SIMD4<Double>.zero
        var slope = mean
        var residual = mean
        for place in 1..<factors.count {
            let factor = factors[place]
            let deviation = (load(place) - base) * unit - mean
            let error = deviation - slope * factor.lead
            residual += error * error * factor.residual
            slope += error * factor.gain
            mean += deviation * factor.weight
            guard factor.freedom > 0 else { continue }
            let explained = slope * slope * factor.spread
            let numerator = explained * factor.freedom
            let least = TrendScan.noise * (explained + residual)
            let denominator = residual.replacing(with: least, where: residual .< least)
            // By products, since a division costs more than the rest.
            let isBetter = numerator * best.denominator .> TrendScan.larger * best.numerator * denominator
            best.numerator.replace(with: numerator, where: isBetter)
            best.denominator.replace(with: denominator, where: isBetter)
            best.slope.replace(with: slope, where: isBetter)
            best.place.replace(with: Double(place), where: isBetter)
        }
        return best
    }
}
