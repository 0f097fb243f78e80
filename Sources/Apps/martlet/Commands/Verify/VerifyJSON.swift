import Base
import Features

/// Reports of `martlet verify` for machines.
enum VerifyJSON {
    static func write(_ results: [VerifyResult], _ run: VerifyRun, to writer: inout JSONWriter) {
        writer.member("clean", results.allSatisfy(\.report.isClean))
        writer.member("seed", Int(run.seed))
        writer.array("reports") { writer in
            for result in results { writer.object { write(result, to: &$0) } }
        }
    }

    private static func write(_ result: VerifyResult, to writer: inout JSONWriter) {
        let report = result.report
        writer.member("title", report.title)
        writer.member("kind", report.kind)
        writer.member("subjects", report.subjects)
        writer.member("clean", report.isClean)
        writer.member("bars", result.bars)
        writer.member("seconds", result.seconds, decimals: 3)
        writer.array("without_values") { writer in
            for name in report.silent { writer.value(name) }
        }
        writer.array("not_checked") { writer in
            for subject in report.unchecked {
                writer.object { writer in
                    writer.member("subject", subject.name)
                    writer.member("reason", subject.reason)
                }
            }
        }
        writer.array("remarks") { writer in
            for remark in report.remarks { writer.value(remark) }
        }
        writer.array("checks") { writer in
            for outcome in report.outcomes { writer.object { write(outcome, to: &$0) } }
        }
    }

    private static func write(_ outcome: VerificationOutcome, to writer: inout JSONWriter) {
        writer.member("check", outcome.check.rawValue)
        writer.member("title", outcome.check.title)
        writer.member("cuts", outcome.cutPoints)
        writer.member("values", outcome.comparisons)
        writer.member("not_checked", outcome.obstacle)
        writer.array("findings") { writer in
            for finding in outcome.findings { writer.object { write(finding, to: &$0) } }
        }
    }

    private static func write(_ finding: VerificationFinding, to writer: inout JSONWriter) {
        writer.member("subject", finding.subject)
        writer.member("symbol", finding.symbol?.name)
        writer.member("time", finding.time?.iso8601)
        writer.member("bars_after", finding.cut?.iso8601)
        writer.member("was", finding.was)
        writer.member("became", finding.became)
        writer.member("values", finding.values)
        writer.member("cuts", finding.cuts)
        writer.key("bars_ahead")
        if let bars = finding.barsAhead { writer.value(bars) } else { writer.null() }
        writer.member("detail", VerifyText.reach(finding))
    }
}
