import Base
import CommandLineInterface
import Features

/// Reports of `martlet verify` as people read them.
enum VerifyText {
    private static let findingLimit = 40

    static func show(_ results: [VerifyResult], _ context: CommandContext) {
        for result in results { show(result, context) }
        let broken = results.flatMap { $0.report.findings.map(\.finding.subject) }.count
        let values = results.flatMap(\.report.outcomes).reduce(0) { $0 + $1.comparisons }
        let unclean = results.filter { !$0.report.isClean }
        if unclean.isEmpty {
            context.line("clean: \(NumberFormat.grouped(values)) values compared, none knew what came later")
        } else if broken == 0 {
            context.line("not proven: \(unclean.map(\.report.title).joined(separator: ", "))")
        } else {
            context.line("NOT clean: \(unclean.map(\.report.title).joined(separator: ", "))")
        }
    }

    private static func show(_ result: VerifyResult, _ context: CommandContext) {
        let report = result.report
        let subjects = "\(report.subjects) \(report.subjects == 1 ? String(report.kind.dropLast()) : report.kind)"
        let head = report.title == report.kind ? subjects : "\(report.title): \(subjects)"
        context.line("\(head), \(NumberFormat.fixed(result.seconds, digits: 2)) s")
        context.line("on \(result.bars)")
        for remark in report.remarks { context.line("note: \(remark)") }
        var table = TextTable([.text("check"), .number("cuts"), .number("values"), .sentence("result")])
        for outcome in report.outcomes {
            table.add([
                outcome.check.title, outcome.cutPoints == 0 ? "" : NumberFormat.grouped(outcome.cutPoints),
                NumberFormat.grouped(outcome.comparisons), verdict(outcome, report),
            ])
        }
        context.table(table)
        for (reason, subjects) in Dictionary(grouping: report.unchecked, by: \.reason).sorted(by: { $0.key < $1.key }) {
            context.line("not checked: \(ProgramTable.list(subjects.map(\.name))): \(reason)")
        }
        let findings = report.findings
        if !findings.isEmpty {
            context.line("\nWhat moved in \(report.title)")
            context.table(VerifyText.table(of: findings.prefix(findingLimit)))
            if findings.count > findingLimit {
                context.line("… and \(findings.count - findingLimit) more; --json has them all")
            }
        }
        context.line()
    }

    private static func verdict(_ outcome: VerificationOutcome, _ report: VerificationReport) -> String {
        if let obstacle = outcome.obstacle {
            let isPart = outcome.comparisons > 0 && outcome.findings.isEmpty && report.silent.count < report.subjects
            return isPart ? "clean in part; not checked: \(obstacle)" : "not checked: \(obstacle)"
        }
        guard !outcome.findings.isEmpty else { return "clean" }
        return "\(outcome.findings.count) of \(report.subjects) moved"
    }

    private static func table(
        of findings: some Sequence<(check: VerificationCheck, finding: VerificationFinding)>
    ) -> TextTable {
        var table = TextTable([
            .text("what"), .text("check"), .text("symbol"), .text("value of"), .text("bars after"), .number("was"),
            .number("became"), .number("values"), .sentence("it reads"),
        ])
        for (check, finding) in findings {
            let (was, became) = numbers(finding)
            let hasNumbers = finding.time != nil
            table.add([
                finding.subject, check.title, finding.symbol?.name ?? "", finding.time.map(short) ?? "",
                finding.cut.map(short) ?? "", hasNumbers ? was : "", hasNumbers ? became : "",
                hasNumbers ? NumberFormat.grouped(finding.values) : "", reach(finding),
            ])
        }
        return table
    }

    /// What a finding says of the bars that were read.
    static func reach(_ finding: VerificationFinding) -> String {
        if !finding.detail.isEmpty { return finding.detail }
        if finding.movesMost { return "the whole series" }
        guard let bars = finding.barsAhead else { return "" }
        return bars == 1 ? "1 bar ahead" : "\(bars) bars ahead"
    }

    /// A time to the minute where it has no seconds, to the day where it is midnight.
    private static func short(_ time: Instant) -> String {
        let text = time.iso8601
        if text.hasSuffix("T00:00:00Z") { return String(text.dropLast(10)) }
        guard text.hasSuffix(":00Z") else { return text }
        return text.dropLast(4).split(separator: "T").joined(separator: " ")
    }

    /// Both numbers in as many digits as tell them apart.
    private static func numbers(_ finding: VerificationFinding) -> (String, String) {
        let (was, became) = (number(finding.was), number(finding.became))
        guard was == became else { return (was, became) }
        return (finding.was.description, finding.became.description)
    }

    private static func number(_ value: Double) -> String {
        guard value.isFinite else { return "missing" }
        let size = abs(value)
        guard size >= 1e-4, size < 1e12 else { return value.description }
        return NumberFormat.fixed(value, digits: size >= 1000 ? 1 : size >= 1 ? 4 : 6)
    }

}
