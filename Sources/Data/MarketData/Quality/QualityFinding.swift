public import Base

/// What a quality check looks for.
public enum QualityRule: String, CaseIterable, Sendable, Codable, CustomStringConvertible {
    /// Two rows with one time. Alike: one is kept. Different: the later is kept and the earlier quarantined.
    case duplicate = "duplicate-row"
    /// A row that is earlier than one above it in the source.
    case outOfOrder = "out-of-order"
    /// A high below the low.
    case highBelowLow = "high-below-low"
    /// An open or close outside [low, high].
    case openCloseOutsideRange = "open-close-outside-range"
    /// A price that is zero or negative.
    case nonPositivePrice = "non-positive-price"
    /// A price or volume that is not there, or no number.
    case missingValue = "missing-value"
    /// Bars that the trading calendar expects between the first and the last and that are not there.
    case missingSession = "missing-session"
    /// Bars at times at which the trading calendar has the market shut.
    case offSession = "off-session"
    /// The same open, high, low and close over and over.
    case staleRun = "stale-run"
    /// A price far off that is back at the next bar.
    case spikeReverts = "spike-reverts"
    /// A jump by the ratio of a split, which stays, with no more trading than usual.
    case unadjustedSplit = "unadjusted-split"
    /// A jump that nothing above explains.
    case priceJump = "price-jump"
    /// Bars without volume.
    case zeroVolume = "zero-volume"

    /// The name in reports.
    public var description: String { rawValue }
}

/// How bad a finding is.
public enum Severity: String, CaseIterable, Sendable, Codable, Comparable {
    /// Worth knowing; nothing need be done.
    case info
    /// Likely wrong, or a surprise; the rows are kept.
    case warning
    /// Certainly wrong; the row is quarantined.
    case error

    /// Whether the left severity is the milder one.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// One fault, or one run of the same fault, in the bars of a symbol.
public struct QualityFinding: Sendable, Hashable {
    /// Whose bars.
    public var symbol: Symbol
    /// What each bar covers.
    public var interval: BarInterval
    /// When: the event time of the bar, or of the first of a run.
    public var time: Instant
    /// The event time of the last bar of a run; `nil` for a single bar.
    public var lastTime: Instant?
    /// What was found.
    public var rule: QualityRule
    /// How much, always a finite number.
    ///
    /// `duplicate-row`, `missing-session`, `off-session`, `stale-run`, `zero-volume`: the bars concerned.
    /// `out-of-order`: seconds the row lies behind the latest one above it, the most of a run.
    /// `high-below-low`, `open-close-outside-range`: how far outside, relative to the bound (0.01 is one percent).
    /// `non-positive-price`: the price. `missing-value`: the cells missing.
    /// `spike-reverts`, `price-jump`: the simple return. `unadjusted-split`: new shares for each old one.
    public var value: Double
    /// How bad.
    public var severity: Severity
    /// The bars concerned.
    public var count: Int
    /// What was found, in words.
    public var note: String
    /// The index in the raw bars of the row, or of the first of a run; `nil` where no row is concerned.
    public var row: Int?

    /// Makes a finding.
    public init(
        symbol: Symbol, interval: BarInterval, time: Instant, lastTime: Instant? = nil, rule: QualityRule,
        value: Double, severity: Severity, count: Int = 1, note: String, row: Int? = nil
    ) {
        self.symbol = symbol
        self.interval = interval
        self.time = time
        self.lastTime = lastTime
        self.rule = rule
        self.value = value
        self.severity = severity
        self.count = count
        self.note = note
        self.row = row
    }
}

/// What a quality check made of raw bars.
public struct QualityResult: Sendable {
    /// What was found, by time.
    public var findings: [QualityFinding]
    /// Indices of the raw rows that were taken out as errors, ascending.
    public var quarantinedRows: [Int]
    /// The raw rows left out because a later row says just the same.
    public var repeatedRows: Int
    /// The bars that remain: sorted, one a time, and none of them in error.
    public var clean: BarSeries

    /// The findings of a severity.
    public func count(of severity: Severity) -> Int { findings.count { $0.severity == severity } }
}
