import Base

/// Proves of labels that they read no bar after the one at which they are said to be known, and do read that one.
public struct LabelVerifier: Sendable {
    private let label: LabelUnderTest

    /// Makes a verifier of a label.
    public init(_ label: LabelUnderTest) { self.label = label }

    /// A report on several labels over several lots of bars.
    public static func report(
        on labels: [LabelUnderTest], title: String = "labels", _ lots: [VerificationBars], cuts: Int, seed: UInt64
    ) throws(LabelError) -> VerificationReport {
        var outcomes: [VerificationOutcome] = []
        var silent = Set(labels.map(\.name))
        for label in labels {
            for bars in lots {
                let result = try LabelVerifier(label).verify(on: bars, cuts: cuts, seed: seed)
                outcomes += result.outcomes
                if result.hasValues { silent.remove(label.name) }
            }
        }
        return VerificationReport(
            title: title, kind: "labels", subjects: labels.count, outcomes: outcomes,
            unchecked: labels.map(\.name).filter(silent.contains).map { UncheckedSubject($0) })
    }

    /// Checks the label on some bars, cut at so many times, and tells whether it ever had a value.
    public func verify(
        on bars: VerificationBars, cuts: Int, seed: UInt64
    ) throws(LabelError) -> (outcomes: [VerificationOutcome], hasValues: Bool) {
        let times = CutPoints.choose(cuts, in: bars, seed: seed)
        var known = Comparison(name: label.name)
        var after = Comparison(name: label.name)
        let whole = try label.compute(bars.series)
        for (own, column) in zip(bars.series, whole) { known.checkPlausible(column, own, label.horizonBars) }
        for (index, cut) in times.enumerated() {
            let part = try label.compute(bars.upTo(cut))
            let other = try label.compute(bars.scrambled(after: cut, seed: seed &+ UInt64(index)))
            for (place, own) in bars.series.enumerated() {
                let rows = own.upTo(cut).count
                known.compare(whole[place], part[place], own, rows: rows, mustBeMissing: true)
                after.compare(whole[place], other[place], own, rows: rows, mustBeMissing: false)
            }
        }
        let outcomes = [
            VerificationOutcome(
                .knownTime, cutPoints: times.count, comparisons: known.count, findings: known.findings),
            VerificationOutcome(
                .afterKnown, cutPoints: times.count, comparisons: after.count, findings: after.findings),
        ]
        return (outcomes, whole.contains { column in column.values.contains { !$0.isNaN } })
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
    mutating func checkPlausible(_ column: LabelUnderTest.Column, _ series: BarSeries, _ horizon: Int?) {
        for row in 0..<series.count {
            count += 1
            let (value, known) = (column.values[row], column.knownAt[row])
            let isPlausible =
                value.isNaN
                ? known == -1 : known > row && known <= row + (horizon ?? series.count) && known < series.count
            guard !isPlausible else { continue }
            let detail =
                value.isNaN
                ? "missing, yet said to be known"
                : "said to be known \(known - row) bars later; expected 1" + (horizon.map { " to \($0)" } ?? " or more")
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
