import Base

extension QualityReport {
    private static let width = 120

    /// The report as plain text of at most 120 columns: a summary, tables by rule and by series, then the findings.
    ///
    /// Of series and of findings at most `findingLimit` lines each are shown, the worst; the rest is counted.
    public func text(findingLimit: Int = 50) -> String {
        var lines = [summary]
        guard !entries.allSatisfy(\.findings.isEmpty) else { return lines.joined() + "\n" }
        lines += ["", "By rule"] + ruleTable()
        lines += ["", "By series"] + seriesTable(limit: findingLimit)
        lines += ["", "Findings, the worst first"] + findingTable(limit: findingLimit)
        return lines.map { QualityReport.clipped($0) + "\n" }.joined()
    }

    private var summary: String {
        let series = entries.count == 1 ? "1 series" : "\(entries.count) series"
        let parts = [
            QualityReport.counted(count(of: .error), "error"), QualityReport.counted(count(of: .warning), "warning"),
            QualityReport.counted(count(of: .info), "info"),
        ]
        let rows = quarantined == 0 ? "" : "; \(QualityReport.counted(quarantined, "row")) in quarantine"
        return "\(series), \(NumberFormat.grouped(bars)) bars: \(parts.joined(separator: ", "))\(rows)"
    }

    private func ruleTable() -> [String] {
        let rows = ruleTotals.map {
            [
                $0.rule.rawValue, $0.severity.rawValue, NumberFormat.grouped($0.findings),
                NumberFormat.grouped($0.bars),
                NumberFormat.grouped($0.symbols.count),
            ]
        }
        return QualityReport.table(["rule", "severity", "findings", "bars", "symbols"], rows, numbersFrom: 2)
    }

    private func seriesTable(limit: Int) -> [String] {
        let faulty = entries.filter { !$0.findings.isEmpty }
        let rows = faulty.prefix(limit).map { entry in
            let rules = QualityReport([entry]).ruleTotals.map { "\($0.rule.rawValue) \($0.findings)" }
            let numbers = [
                entry.bars, entry.count(of: .error), entry.count(of: .warning), entry.count(of: .info),
                entry.quarantined,
            ]
            return [entry.symbol.name, entry.interval.description] + numbers.map { NumberFormat.grouped($0) }
                + [rules.joined(separator: ", ")]
        }
        let header = ["symbol", "interval", "bars", "errors", "warnings", "infos", "quarantined", "rules"]
        let table = QualityReport.table(header, rows, numbersFrom: 2, numbersThrough: 6)
        return table + QualityReport.rest(faulty.count - rows.count)
    }

    private func findingTable(limit: Int) -> [String] {
        let findings = rankedFindings
        let rows = findings.prefix(limit).map { finding in
            [
                finding.severity.rawValue, finding.symbol.name, QualityReport.span(of: finding), finding.rule.rawValue,
                finding.note,
            ]
        }
        let table = QualityReport.table(["severity", "symbol", "time", "rule", "what"], rows, numbersFrom: .max)
        return table + QualityReport.rest(findings.count - rows.count)
    }

    // MARK: - Words and columns

    /// The time of a finding, of a run both ends; daily bars by date, others to the minute.
    private static func span(of finding: QualityFinding) -> String {
        func words(_ time: Instant) -> [Substring] {
            let text = time.iso8601
            let date = text.prefix(10)
            return finding.interval.isIntraday
                ? [date.prefix(4), date.dropFirst(5), text.dropFirst(11).prefix(5)] : [date]
        }
        func joined(_ words: [Substring]) -> String {
            words.count == 3 ? "\(words[0])-\(words[1]) \(words[2])" : words.joined()
        }
        let first = words(finding.time)
        guard let last = finding.lastTime.map(words) else { return joined(first) }
        // Within a year the year, within a day the date is said once.
        if last.count == 3, last[0] == first[0] {
            let end = last[1] == first[1] ? String(last[2]) : "\(last[1]) \(last[2])"
            return "\(joined(first)) - \(end)"
        }
        return "\(joined(first)) - \(joined(last))"
    }

    private static func rest(_ count: Int) -> [String] { count > 0 ? ["and \(NumberFormat.grouped(count)) more"] : [] }

    private static func counted(_ count: Int, _ noun: String) -> String {
        "\(NumberFormat.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    private static func clipped(_ line: String) -> String {
        line.count <= width ? line : line.prefix(width - 1) + "…"
    }

    /// Lines of columns two spaces apart, numbers to the right.
    private static func table(
        _ header: [String], _ rows: [[String]], numbersFrom first: Int, numbersThrough last: Int = .max
    ) -> [String] {
        let widths = header.indices.map { column in
            ([header] + rows).reduce(0) { max($0, $1[column].count) }
        }
        return ([header] + rows).map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                line += "  " + (column >= first && column <= last ? padding + cell : cell + padding)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
