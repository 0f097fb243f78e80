public import Base

/// The clock that times without a zone were written by.
public enum ImportTimeZone: String, CaseIterable, Sendable, Codable {
    /// Coordinated universal time.
    case utc = "UTC"
    /// New York, with its daylight saving time.
    case newYork = "America/New_York"
}

/// How a file of bars is to be understood, where the file does not say.
public struct ImportOptions: Sendable {
    /// The columns, as far as their names do not show what they hold.
    public var mapping: ColumnMapping
    /// Whose bars a file without a symbol column holds; `nil` to take the file's name.
    public var symbol: Symbol?
    /// What a bar covers; `nil` to tell from the times.
    public var interval: BarInterval?
    /// The clock of intraday times without a zone.
    public var timeZone: ImportTimeZone
    /// Whether intraday times are when bars closed; most sources write when they opened.
    public var timesAreCloses: Bool
    /// When the market trades; `nil` to judge from each symbol's name.
    public var calendar: TradingCalendar?
    /// The character before the fraction of a number in a CSV file.
    public var decimalPoint: Character

    /// Describes a file; what is left out is told from the file.
    public init(
        mapping: ColumnMapping = ColumnMapping(), symbol: Symbol? = nil, interval: BarInterval? = nil,
        timeZone: ImportTimeZone = .utc, timesAreCloses: Bool = false, calendar: TradingCalendar? = nil,
        decimalPoint: Character = "."
    ) {
        self.mapping = mapping
        self.symbol = symbol
        self.interval = interval
        self.timeZone = timeZone
        self.timesAreCloses = timesAreCloses
        self.calendar = calendar
        self.decimalPoint = decimalPoint
    }
}
