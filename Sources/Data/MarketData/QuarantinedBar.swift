public import Base

/// A row that was set apart instead of stored, since it is certainly wrong.
public struct QuarantinedBar: Sendable {
    /// Whose bar it would have been.
    public let symbol: Symbol
    /// What it would cover.
    public let interval: BarInterval
    /// The row as it was read; missing cells are NaN.
    public let bar: Bar
    /// What is wrong with it.
    public let rules: [QualityRule]
    /// Where it came from.
    public let source: String
    /// Its place among the rows of its symbol in the source, from 0.
    public let row: Int

    /// Describes a row.
    public init(symbol: Symbol, interval: BarInterval, bar: Bar, rules: [QualityRule], source: String, row: Int) {
        self.symbol = symbol
        self.interval = interval
        self.bar = bar
        self.rules = rules
        self.source = source
        self.row = row
    }

    /// The rows that a quality check took out of raw bars.
    public static func rows(of raw: RawBars, _ result: QualityResult, source: String) -> [QuarantinedBar] {
        var rules: [Int: [QualityRule]] = [:]
        for finding in result.findings where finding.severity == .error {
            if let row = finding.row { rules[row, default: []].append(finding.rule) }
        }
        return result.quarantinedRows.map { row in
            QuarantinedBar(
                symbol: raw.symbol, interval: raw.interval, bar: raw[row], rules: rules[row] ?? [], source: source,
                row: row)
        }
    }
}
