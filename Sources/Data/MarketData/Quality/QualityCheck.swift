public import Base

/// Examines the bars of one symbol and sets apart what can be used.
///
/// Errors quarantine their row: a missing or non-positive price, a high below the low, an open or close outside the
/// range, a row that a later one of the same time contradicts. Everything else is reported and kept. All rules about
/// time and movement look at the clean bars; prices there are adjusted ones, as features see them.
public struct QualityCheck: Sendable {
    /// When the market trades.
    public let calendar: TradingCalendar
    /// Where the lines are drawn; `nil` for those that suit the interval of the bars.
    public let thresholds: QualityThresholds?

    /// Makes a check against a calendar.
    public init(calendar: TradingCalendar, thresholds: QualityThresholds? = nil) {
        self.calendar = calendar
        self.thresholds = thresholds
    }

    /// Makes the check that suits a symbol, judged from its name.
    public init(for symbol: Symbol, thresholds: QualityThresholds? = nil) {
        self.init(calendar: TradingCalendar.inferred(for: symbol), thresholds: thresholds)
    }

    /// Examines bars.
    ///
    /// Columns without a fault are passed through, not copied.
    ///
    /// - Complexity: O(n); O(n log n) where rows are out of order. No allocation per row without a finding.
    public func examine(_ bars: RawBars) -> QualityResult {
        let thresholds = thresholds ?? QualityThresholds.standard(for: bars.interval)
        var findings = FindingList(symbol: bars.symbol, interval: bars.interval)
        let rows = RowCheck(bars: bars, tolerance: thresholds.rangeTolerance).run(&findings)
        findings.rows = rows.sources
        let clean = rows.clean
        if !clean.isEmpty {
            CalendarCheck(
                calendar: calendar, times: clean.times, interval: clean.interval, excused: rows.quarantinedTimes
            )
            .run(&findings)
            RunCheck(series: clean, thresholds: thresholds).run(&findings)
            MovementCheck(series: clean, thresholds: thresholds).run(&findings)
        }
        return QualityResult(
            findings: findings.sorted(), quarantinedRows: rows.quarantined, repeatedRows: rows.repeatedRows,
            clean: clean)
    }
}

/// Findings as they are made.
struct FindingList {
    private let symbol: Symbol
    private let interval: BarInterval
    private var findings: [QualityFinding] = []
    /// The raw row of each clean one; `nil` while they are the same.
    var rows: [Int]?

    init(symbol: Symbol, interval: BarInterval) {
        self.symbol = symbol
        self.interval = interval
    }

    /// Reports one raw row.
    mutating func add(_ rule: QualityRule, _ severity: Severity, row: Int, time: Instant, value: Double, note: String) {
        findings.append(
            QualityFinding(
                symbol: symbol, interval: interval, time: time, rule: rule, value: value, severity: severity,
                note: note, row: row))
    }

    /// Reports a run of bars; `index` is the first one's place among the clean bars, `nil` where none is concerned.
    mutating func addRun(
        _ rule: QualityRule, _ severity: Severity, from first: Instant, through last: Instant, value: Double,
        count: Int, note: String, cleanIndex index: Int?
    ) {
        let row = index.map { rows?[$0] ?? $0 }
        findings.append(
            QualityFinding(
                symbol: symbol, interval: interval, time: first, lastTime: count > 1 ? last : nil, rule: rule,
                value: value, severity: severity, count: count, note: note, row: row))
    }

    /// The findings by time; those of one time, the worst first.
    func sorted() -> [QualityFinding] {
        findings.sorted { left, right in
            guard left.time == right.time else { return left.time < right.time }
            guard left.severity == right.severity else { return left.severity > right.severity }
            return (left.row ?? 0, left.rule.rawValue) < (right.row ?? 0, right.rule.rawValue)
        }
    }
}
