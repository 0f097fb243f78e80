public import Base

/// The outcome of quality checks over many series, for people (``text(findingLimit:)``) and machines (``json``).
public struct QualityReport: Sendable {
    /// What was found in one series.
    public struct Entry: Sendable {
        /// Whose bars.
        public var symbol: Symbol
        /// What each bar covers.
        public var interval: BarInterval
        /// The clean bars.
        public var bars: Int
        /// The rows in quarantine.
        public var quarantined: Int
        /// What was found.
        public var findings: [QualityFinding]

        /// Makes an entry.
        public init(
            symbol: Symbol, interval: BarInterval, bars: Int, quarantined: Int, findings: [QualityFinding]
        ) {
            self.symbol = symbol
            self.interval = interval
            self.bars = bars
            self.quarantined = quarantined
            self.findings = findings
        }

        /// Makes the entry of a result.
        public init(_ result: QualityResult) {
            self.init(
                symbol: result.clean.symbol, interval: result.clean.interval, bars: result.clean.count,
                quarantined: result.quarantinedRows.count, findings: result.findings)
        }

        /// The findings of a severity.
        public func count(of severity: Severity) -> Int { findings.count { $0.severity == severity } }
    }

    /// The series, the worst first.
    public let entries: [Entry]

    /// Makes a report of entries in any order.
    public init(_ entries: [Entry]) {
        let keyed = entries.map { entry in
            (entry: entry, badness: [Severity.error, .warning, .info].map { -entry.count(of: $0) })
        }
        self.entries = keyed.sorted { left, right in
            guard left.badness == right.badness else { return left.badness.lexicographicallyPrecedes(right.badness) }
            guard left.entry.symbol == right.entry.symbol else { return left.entry.symbol < right.entry.symbol }
            return left.entry.interval < right.entry.interval
        }.map(\.entry)
    }

    /// Makes a report of results in any order.
    public init(results: [QualityResult]) { self.init(results.map { Entry($0) }) }

    /// All clean bars.
    public var bars: Int { entries.reduce(0) { $0 + $1.bars } }

    /// All rows in quarantine.
    public var quarantined: Int { entries.reduce(0) { $0 + $1.quarantined } }

    /// All findings of a severity.
    public func count(of severity: Severity) -> Int { entries.reduce(0) { $0 + $1.count(of: severity) } }

    /// Whether anything was certainly wrong.
    public var hasErrors: Bool { entries.contains { $0.count(of: .error) > 0 } }

    /// What one rule found at one severity.
    struct RuleTotal {
        let rule: QualityRule
        let severity: Severity
        var findings = 0
        var bars = 0
        var symbols: Set<Symbol> = []
    }

    /// The rules that found something, the worst first.
    var ruleTotals: [RuleTotal] {
        var totals: [String: RuleTotal] = [:]
        for finding in entries.lazy.flatMap(\.findings) {
            let key = finding.severity.rawValue + finding.rule.rawValue
            var total = totals[key] ?? RuleTotal(rule: finding.rule, severity: finding.severity)
            total.findings += 1
            total.bars += finding.count
            total.symbols.insert(finding.symbol)
            totals[key] = total
        }
        return totals.values.sorted { left, right in
            guard left.severity == right.severity else { return left.severity > right.severity }
            guard left.findings == right.findings else { return left.findings > right.findings }
            return left.rule.rawValue < right.rule.rawValue
        }
    }

    /// All findings, the worst first, then by symbol and time.
    var rankedFindings: [QualityFinding] {
        let all = entries.flatMap(\.findings)
        return all.enumerated().sorted { left, right in
            let (one, other) = (left.element, right.element)
            guard one.severity == other.severity else { return one.severity > other.severity }
            guard one.symbol == other.symbol else { return one.symbol < other.symbol }
            guard one.time == other.time else { return one.time < other.time }
            return left.offset < right.offset
        }.map(\.element)
    }
}

extension QualityReport {
    /// The report as JSON: totals, then `symbols` with their findings, as the HTTP route gives them.
    public var json: String {
        var writer = JSONWriter(reserving: 4096)
        writer.object { report in
            report.member("bars", bars)
            report.member("errors", count(of: .error))
            report.member("warnings", count(of: .warning))
            report.member("infos", count(of: .info))
            report.member("quarantined", quarantined)
            report.array("rules") { list in
                for total in ruleTotals { list.object { QualityReport.write(total, to: &$0) } }
            }
            report.array("symbols") { list in
                for entry in entries { list.object { QualityReport.write(entry, to: &$0) } }
            }
        }
        return writer.text
    }

    private static func write(_ total: RuleTotal, to writer: inout JSONWriter) {
        writer.member("rule", total.rule.rawValue)
        writer.member("severity", total.severity.rawValue)
        writer.member("findings", total.findings)
        writer.member("bars", total.bars)
        writer.member("symbols", total.symbols.count)
    }

    private static func write(_ entry: Entry, to writer: inout JSONWriter) {
        writer.member("symbol", entry.symbol.name)
        writer.member("interval", entry.interval.description)
        writer.member("bars", entry.bars)
        writer.member("errors", entry.count(of: .error))
        writer.member("warnings", entry.count(of: .warning))
        writer.member("infos", entry.count(of: .info))
        writer.member("quarantined", entry.quarantined)
        writer.array("findings") { list in
            for finding in entry.findings { list.object { finding.write(to: &$0) } }
        }
    }
}

extension QualityFinding {
    /// Writes the members of a finding into an open object: time, last time, rule, severity, value, count and note.
    public func write(to writer: inout JSONWriter) {
        writer.member("time", time)
        writer.member("last_time", lastTime?.iso8601)
        writer.member("rule", rule.rawValue)
        writer.member("severity", severity.rawValue)
        writer.member("value", value)
        writer.member("count", count)
        writer.member("note", note)
    }
}
