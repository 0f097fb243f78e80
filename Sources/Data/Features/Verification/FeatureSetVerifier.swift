public import Base

/// Proves of a feature set that no value knows later bars, and that live values are those of the batch.
public struct FeatureSetVerifier: Sendable {
    private let featureSet: FeatureSet

    /// Makes a verifier of a set; one that looks ahead is welcome (``FeatureSet/load(path:allowsLookAhead:)``).
    public init(_ featureSet: FeatureSet) { self.featureSet = featureSet }

    /// Checks the set on some bars.
    ///
    /// - Parameters:
    ///   - bars: The bars.
    ///   - cuts: At how many times they are cut, and the live computation is interrupted.
    ///   - seed: Chooses the times and what comes after them.
    /// - Returns: What came of each check, and the features that never had a value.
    public func verify(
        on bars: VerificationBars, cuts: Int, seed: UInt64
    ) -> (outcomes: [VerificationOutcome], silent: Set<String>) {
        let verifier = LookAheadVerifier(bars, cuts: cuts, seed: seed)
        let base = batch(bars.series)
        var outcomes = [definitions, verifier.truncation(of: base, batch), verifier.perturbation(of: base, batch)]
        if bars.series.count > 1 { outcomes.append(verifier.someSymbols(of: base, batch)) }
        if featureSet.isOfOneSymbol, bars.series.count > 1 { outcomes.append(verifier.otherSymbols(of: base, batch)) }
        outcomes += live(base, verifier)
        return (outcomes, base.silentNames)
    }

    /// A report over several lots of bars.
    public func report(on lots: [VerificationBars], cuts: Int, seed: UInt64) -> VerificationReport {
        let results = lots.map { verify(on: $0, cuts: cuts, seed: seed) }
        let silent = results.map(\.silent).reduce(results.first?.silent ?? []) { $0.intersection($1) }
        // The definitions are the same whatever the bars.
        let outcomes = results.enumerated().flatMap { index, result in
            result.outcomes.filter { index == 0 || $0.check != .definition }
        }
        return VerificationReport(
            title: "\(featureSet.name)@\(featureSet.version)", kind: "features",
            subjects: featureSet.definitions.count, outcomes: outcomes,
            unchecked: featureSet.unchecked(silent, on: lots))
    }

    /// What the definitions say of themselves.
    private var definitions: VerificationOutcome {
        let found = featureSet.definitions.filter(\.expression.looksAhead).map {
            VerificationFinding(subject: $0.name, detail: "\($0.expression) reads later bars")
        }
        return VerificationOutcome(.definition, comparisons: featureSet.definitions.count, findings: found)
    }

    private func batch(_ series: [BarSeries]) -> ComputedValues {
        let adjusted = series.map { $0.adjusted() }
        return ComputedValues(FeatureTable(featureSet, of: adjusted), of: adjusted)
    }

    /// Computes bar by bar, without and with interruptions.
    private func live(_ base: ComputedValues, _ verifier: LookAheadVerifier) -> [VerificationOutcome] {
        guard !featureSet.looksAhead else {
            let obstacle = "a set that reads later bars cannot be computed live"
            return [
                VerificationOutcome(.streaming, obstacle: obstacle), VerificationOutcome(.restart, obstacle: obstacle),
            ]
        }
        var streaming = Discrepancies(base.names)
        var restart = Discrepancies(base.names)
        let replay = LiveReplay(featureSet, verifier.bars.series, seed: verifier.seed)
        for form in replay.forms {
            let live = replay.values(form, restarts: [])
            streaming.compare(base, live, upTo: nil, isAhead: false)
            restart.compare(live, replay.values(form, restarts: verifier.cuts), upTo: nil, isAhead: false)
        }
        let restarts = restart.findings.map { finding in
            var finding = finding
            finding.cut = verifier.cuts.last { cut in finding.time.map { cut < $0 } ?? false }
            return finding
        }
        return [
            VerificationOutcome(.streaming, comparisons: streaming.comparisons, findings: streaming.findings),
            VerificationOutcome(
                .restart, cutPoints: verifier.cuts.count * replay.forms.count, comparisons: restart.comparisons,
                findings: restarts),
        ]
    }
}

extension FeatureSet {
    /// Of some features without a value, each with the bars it needs where there were fewer.
    public func unchecked(_ silent: Set<String>, on lots: [VerificationBars]) -> [UncheckedSubject] {
        let most = lots.flatMap(\.series).map(\.count).max() ?? 0
        return definitions.filter { silent.contains($0.name) }.map { definition in
            let needed = 1 + FeaturePlan([definition.expression]).warmUpBars
            guard needed > most else { return UncheckedSubject(definition.name) }
            return UncheckedSubject(definition.name, reason: "needs \(needed) bars, there were \(most)")
        }
    }

    /// The features without any value on some bars.
    public func silentNames(on series: [BarSeries]) -> Set<String> {
        let adjusted = series.map { $0.adjusted() }
        return ComputedValues(FeatureTable(self, of: adjusted), of: adjusted).silentNames
    }
}
