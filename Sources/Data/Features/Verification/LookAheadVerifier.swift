public import Base

/// Takes the bars after some times away, or changes them, and sees whether anything computed before them moves.
public struct LookAheadVerifier: Sendable {
    /// Anything that computes columns of values of bars, such as a feature set or a user's program.
    public typealias Computation<Failure: Error> = ([BarSeries]) throws(Failure) -> ComputedValues

    /// What is computed on.
    public let bars: VerificationBars
    /// Where it is cut.
    public let cuts: [Instant]
    /// The cuts after which bars may be removed.
    public let removals: [Instant]
    /// How far values may move, as a share; 0 asks for the same bits.
    public let tolerance: Double
    let seed: UInt64
    let leastTimes: Int

    /// Makes a verifier.
    ///
    /// - Parameters:
    ///   - bars: What to compute on.
    ///   - cuts: At how many times to cut it.
    ///   - leastTimes: How many times must be left where bars are removed; they are changed from the first on.
    ///   - tolerance: How far values may move, as a share of themselves or of a thousandth of their column's median.
    ///   - seed: Chooses the times and what comes after them.
    public init(
        _ bars: VerificationBars, cuts: Int, leastTimes: Int = 0, tolerance: Double = 0, seed: UInt64
    ) {
        self.bars = bars
        self.leastTimes = leastTimes
        self.cuts = CutPoints.choose(cuts, in: bars, seed: seed)
        let first = bars.times.dropFirst(max(0, leastTimes - 1)).first
        removals = self.cuts.filter { cut in first.map { $0 <= cut } ?? false }
        self.tolerance = tolerance
        self.seed = seed
    }

    /// Computes twice on the same bars.
    public func repetition<Failure: Error>(
        of base: ComputedValues, _ compute: Computation<Failure>
    ) throws(Failure) -> VerificationOutcome {
        var differences = Discrepancies(base.names, tolerance: tolerance)
        differences.compare(base, try compute(bars.series), upTo: nil, isAhead: false)
        return VerificationOutcome(
            .repetition, comparisons: differences.comparisons, findings: differences.findings)
    }

    /// Computes on the bars up to each cut.
    public func truncation<Failure: Error>(
        of base: ComputedValues, _ compute: Computation<Failure>
    ) throws(Failure) -> VerificationOutcome {
        var differences = Discrepancies(base.names, tolerance: tolerance)
        for cut in removals { differences.compare(base, try compute(bars.upTo(cut)), upTo: cut) }
        return VerificationOutcome(
            .truncation, cutPoints: removals.count, comparisons: differences.comparisons,
            findings: differences.findings)
    }

    /// Computes with the bars of some symbols up to each cut, and all bars of the others: by turns every second symbol.
    public func someSymbols<Failure: Error>(
        of base: ComputedValues, _ compute: Computation<Failure>
    ) throws(Failure) -> VerificationOutcome {
        var differences = Discrepancies(base.names, tolerance: tolerance)
        for (index, cut) in removals.enumerated() {
            differences.compare(base, try compute(bars.upTo(cut, everySecondFrom: index % 2)), upTo: cut)
        }
        return VerificationOutcome(
            .someSymbols, cutPoints: removals.count, comparisons: differences.comparisons,
            findings: differences.findings)
    }

    /// Computes with other bars after each cut, of all symbols.
    public func perturbation<Failure: Error>(
        of base: ComputedValues, _ compute: Computation<Failure>
    ) throws(Failure) -> VerificationOutcome {
        var differences = Discrepancies(base.names, tolerance: tolerance)
        for (index, cut) in cuts.enumerated() {
            let changed = bars.scrambled(after: cut, seed: seed &+ UInt64(index))
            differences.compare(base, try compute(changed), upTo: cut)
        }
        return VerificationOutcome(
            .perturbation, cutPoints: cuts.count, comparisons: differences.comparisons, findings: differences.findings)
    }

    /// Computes each symbol alone, and beside others that are not what they were: for what is of one symbol only.
    public func otherSymbols<Failure: Error>(
        of base: ComputedValues, _ compute: Computation<Failure>
    ) throws(Failure) -> VerificationOutcome {
        var differences = Discrepancies(base.names, tolerance: tolerance)
        for (index, bars) in self.bars.series.enumerated() {
            let expected = ComputedValues(
                names: base.names, series: base.series.filter { $0.symbol == bars.symbol })
            for others in [[bars], self.bars.scrambled(except: index, seed: seed)] {
                let values = try compute(others)
                let own = ComputedValues(
                    names: base.names, series: values.series.filter { $0.symbol == bars.symbol })
                differences.compare(expected, own, upTo: nil, isAhead: false)
            }
        }
        return VerificationOutcome(
            .otherSymbols, cutPoints: 2 * bars.series.count, comparisons: differences.comparisons,
            findings: differences.findings)
    }
}
