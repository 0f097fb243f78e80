public import Base

/// How far a long job has come.
public struct Progress: Sendable, Equatable {
    /// Steps done.
    public let done: Int
    /// Steps in all.
    public let total: Int
    /// What is being done, in words.
    public let text: String

    /// Describes how far a job has come.
    public init(done: Int, total: Int, text: String) {
        self.done = done
        self.total = total
        self.text = text
    }
}

/// What an ingest did.
public struct IngestReport: Sendable {
    /// Where the rows came from.
    public var source: String
    /// Symbols seen.
    public var symbols = 0
    /// Rows read.
    public var rowsRead = 0
    /// Rows set apart as certainly wrong.
    public var quarantined = 0
    /// Rows left out because another of the same source says just the same.
    public var repeated = 0
    /// What the store made of the other rows.
    public var stored = AppendReport()
    /// What the quality check found.
    public var findings: [QualityFinding] = []

    /// Makes a report of nothing.
    public init(source: String) { self.source = source }

    /// The findings of a severity.
    public func count(of severity: Severity) -> Int { findings.count { $0.severity == severity } }
}

/// The one way by which bars enter a store: quality check, quarantine, append.
///
/// Bars, quarantine and findings of one run are kept together or not at all.
public struct Ingest: Sendable {
    /// Where the bars go.
    public let store: BarStore
    /// Where the check draws its lines; `nil` for those that suit each interval.
    public let thresholds: QualityThresholds?
    /// The calendar to check against; `nil` to judge from each symbol's name.
    public let calendar: TradingCalendar?

    /// Makes a way into a store.
    public init(store: BarStore, calendar: TradingCalendar? = nil, thresholds: QualityThresholds? = nil) {
        self.store = store
        self.calendar = calendar
        self.thresholds = thresholds
    }

    /// Checks bars and stores those that are not certainly wrong.
    ///
    /// Doing so twice stores nothing new the second time.
    ///
    /// - Parameters:
    ///   - bars: The bars as read, each symbol and interval once.
    ///   - source: Where they come from, in words.
    ///   - now: The present: from then on corrections are known.
    ///   - delaySeconds: How long after a bar's close its source publishes it.
    ///   - progress: Is told of each step.
    /// - Returns: What became of the rows.
    /// - Throws: ``MarketDataError`` or `StorageError`; the store is then as it was.
    public func run(
        _ bars: [RawBars], source: String, at now: Instant, delaySeconds: Int64 = 0,
        progress: (Progress) -> Void = { _ in }
    ) throws -> IngestReport {
        var report = IngestReport(source: source)
        report.symbols = Set(bars.map(\.symbol)).count
        let remembered = try store.calendarNames()
        var clean: [BarSeries] = []
        var quarantine: [QuarantinedBar] = []
        for (index, raw) in bars.enumerated() {
            progress(Progress(done: index, total: bars.count + 1, text: "checking \(raw.symbol)"))
            let result = check(for: raw.symbol, remembered).examine(raw)
            report.rowsRead += raw.count
            report.quarantined += result.quarantinedRows.count
            report.repeated += result.repeatedRows
            report.findings += result.findings
            clean.append(result.clean)
            if !result.quarantinedRows.isEmpty {
                quarantine += QuarantinedBar.rows(of: raw, result, source: source)
            }
        }
        progress(Progress(done: bars.count, total: bars.count + 1, text: "storing \(report.rowsRead) rows"))
        let findings = report.findings
        report.stored = try store.append(clean, source: source, at: now, delaySeconds: delaySeconds) { _ in
            if let calendar { try store.rememberCalendar(calendar, of: clean.map(\.symbol)) }
            try store.quarantine(quarantine, at: now)
            try store.recordFindings(findings)
        }
        progress(Progress(done: bars.count + 1, total: bars.count + 1, text: "stored \(source)"))
        return report
    }

    private func check(for symbol: Symbol, _ remembered: [Symbol: String]) -> QualityCheck {
        let known = calendar ?? remembered[symbol].flatMap(TradingCalendar.init(named:))
        if let known { return QualityCheck(calendar: known, thresholds: thresholds) }
        return QualityCheck(for: symbol, thresholds: thresholds)
    }
}
