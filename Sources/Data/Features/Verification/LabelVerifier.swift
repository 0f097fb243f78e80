import Base

/// Proves of labels that they read no bar after the one at which they are said to be known, and do read that one.
public struct LabelVerifier: Sendable {
    private let label: LabelUnderTest

    /// Makes a verifier of a label.
    public init(_ label: LabelUnderTest) { self.label = label }

    /// A report on several labels over several lots of bars.
    public static func report(
        on labels: [LabelUnderTest], _ lots: [VerificationBars], cuts: Int, seed: UInt64
    ) -> VerificationReport {
        let outcomes = labels.flatMap { label in
            lots.flatMap { LabelVerifier(label).verify(on: $0, cuts: cuts, seed: seed) }
        }
        return VerificationReport(title: "labels", kind: "labels", subjects: labels.count, outcomes: outcomes)
    }

    /// Checks the label on some bars, cut at so many times.
    public func verify(on bars: VerificationBars, cuts: Int, seed: UInt64) -> [VerificationOutcome] {
        let times = CutPoints.choose(cuts, in: bars, seed: seed)
        var known = Comparison(name: label.name)
        var after = Comparison(name: label.name)
        for own in bars.series {
            let whole = label.compute(own)
            known.checkPlausible(whole, own, label.horizonBars)
            var generator = SeededGenerator(seed: seed)
            for cut in times {
                let rows = own.upTo(cut).count
                let part = label.compute(own[0..<rows])
                known.compare(whole, part, own, rows: rows, mustBeMissing: true)
                let other = label.compute(own.scrambled(from: rows, by: &generator))
                after.compare(whole, other, own, rows: rows, mustBeMissing: false)
            }
        }
        return [
            VerificationOutcome(
                .knownTime, cutPoints: times.count, comparisons: known.count, findings: known.findings),
            VerificationOutcome(
                .afterKnown, cutPoints: times.count, comparisons: after.count, findings: after.findings),
        ]
    }
}

/// Collects what is wrong with one label.
private struct Comparison {
    let name: String
    private(set) var count = 0
    private var finding: VerificationFinding?

    init(name: String) { self.name = name }

    var findings: [VerificationFinding] { finding.map { [$0] } ?? [] }

    /// Checks that labels are known after their own bar, within the horizon and among the bars.
    mutating func checkPlausible(_ column: LabelUnderTest.Column, _ series: BarSeries, _ horizon: Int) {
        for row in 0..<series.count {
            count += 1
            let (value, known) = (column.values[row], column.knownAt[row])
            let isPlausible =
                value.isNaN ? known == -1 : known > row && known <= row + horizon && known < series.count
            guard !isPlausible else { continue }
            let detail =
                value.isNaN
                ? "missing, yet said to be known"
                : "said to be known \(known - row) bars later; expected 1 to \(horizon)"
            add(
                VerificationFinding(
                    subject: name, symbol: series.symbol, time: series.times[row], was: value, became: value,
                    detail: detail))
        }
    }

    /// Compares the labels of the first rows with those after the bars from there on were removed or changed.
    mutating func compare(
        _ whole: LabelUnderTest.Column, _ part: LabelUnderTest.Column, _ series: BarSeries, rows: Int,
        mustBeMissing: Bool
    ) {
        for row in 0..<rows {
            let isKnown = (0..<rows).contains(whole.knownAt[row])
            guard isKnown || mustBeMissing else { continue }
            count += 1
            let (was, became) = (whole.values[row], part.values[row])
            let isRight =
                isKnown ? was.bitPattern == became.bitPattern && whole.knownAt[row] == part.knownAt[row] : became.isNaN
            guard !isRight else { continue }
            let detail = isKnown ? "" : "there before the bar it is said to be known at"
            add(
                VerificationFinding(
                    subject: name, symbol: series.symbol, time: series.times[row], cut: series.times[rows - 1],
                    was: was,
                    became: became, cuts: 1, detail: detail))
        }
    }

    private mutating func add(_ other: VerificationFinding) {
        if finding == nil { finding = other } else { finding?.merge(other) }
    }
}
