public import Base
import Storage

extension BarStore {
    static let qualitySchema = [
        """
        CREATE TABLE quarantine (
            symbol TEXT NOT NULL,
            interval_seconds INTEGER NOT NULL,
            time INTEGER NOT NULL,
            open REAL, high REAL, low REAL, close REAL, adjusted_close REAL, volume REAL,
            rules TEXT NOT NULL,
            source TEXT NOT NULL,
            row INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX quarantine_rows ON quarantine (
            symbol, interval_seconds, time, rules, ifnull(open, 'none'), ifnull(high, 'none'), ifnull(low, 'none'),
            ifnull(close, 'none'), ifnull(adjusted_close, 'none'), ifnull(volume, 'none'));
        CREATE TABLE findings (
            symbol TEXT NOT NULL,
            interval_seconds INTEGER NOT NULL,
            rule TEXT NOT NULL,
            time INTEGER NOT NULL,
            ordinal INTEGER NOT NULL,
            last_time INTEGER,
            value REAL NOT NULL,
            severity TEXT NOT NULL,
            count INTEGER NOT NULL,
            note TEXT NOT NULL,
            row INTEGER,
            PRIMARY KEY (symbol, interval_seconds, rule, time, ordinal)
        ) STRICT, WITHOUT ROWID;
        """
    ]

    /// Keeps rows that may not be stored; a row that is there already is not kept twice.
    public func quarantine(_ bars: [QuarantinedBar], at now: Instant) throws {
        let arguments = bars.map { entry -> [SQLiteValue] in
            let bar = entry.bar
            let prices = [bar.open, bar.high, bar.low, bar.close, bar.adjustedClose, bar.volume]
            let rules = entry.rules.map(\.rawValue).joined(separator: ",")
            return [.text(entry.symbol.name), .integer(entry.interval.seconds), .instant(bar.time)]
                + prices.map { .real($0) }
                + [.text(rules), .text(entry.source), .integer(entry.row), .instant(now)]
        }
        try database.executeMany(
            "INSERT OR IGNORE INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", arguments)
    }

    /// The rows in quarantine, of one symbol or of all, by symbol, interval and time.
    public func quarantined(_ symbol: Symbol? = nil) throws -> [QuarantinedBar] {
        let sql = """
            SELECT * FROM quarantine WHERE symbol = ifnull(?, symbol) ORDER BY symbol, interval_seconds, time, row
            """
        return try database.query(sql, [.optional(symbol?.name)]) { row in
            let bar = Bar(
                time: try row.instant("time"), open: try row.optionalDouble("open") ?? .nan,
                high: try row.optionalDouble("high") ?? .nan, low: try row.optionalDouble("low") ?? .nan,
                close: try row.optionalDouble("close") ?? .nan,
                adjustedClose: try row.optionalDouble("adjusted_close") ?? .nan,
                volume: try row.optionalDouble("volume") ?? .nan)
            let rules = try row.text("rules").split(separator: ",").compactMap { QualityRule(rawValue: String($0)) }
            return QuarantinedBar(
                symbol: try BarStore.symbol(row.text("symbol")),
                interval: BarInterval(seconds: try max(1, row.int("interval_seconds"))), bar: bar, rules: rules,
                source: try row.text("source"), row: try row.int("row"))
        }
    }

    /// The number of rows in quarantine for each symbol and interval that has any.
    public func quarantineCounts() throws -> [(symbol: Symbol, interval: BarInterval, rows: Int)] {
        let sql = """
            SELECT symbol, interval_seconds, count(*) AS rows FROM quarantine GROUP BY symbol, interval_seconds
            """
        return try database.query(sql) { row in
            (
                try BarStore.symbol(row.text("symbol")),
                BarInterval(seconds: try max(1, row.int("interval_seconds"))), try row.int("rows")
            )
        }
    }

    /// Keeps findings; one of the same rule, time and place as a kept one takes its stead.
    public func recordFindings(_ findings: [QualityFinding]) throws {
        struct Key: Hashable {
            let symbol: Symbol
            let interval: BarInterval
            let rule: QualityRule
            let time: Instant
        }
        var ordinals: [Key: Int] = [:]
        let arguments = findings.map { finding -> [SQLiteValue] in
            let key = Key(
                symbol: finding.symbol, interval: finding.interval, rule: finding.rule, time: finding.time)
            let ordinal = ordinals[key, default: 0]
            ordinals[key] = ordinal + 1
            return [
                .text(finding.symbol.name), .integer(finding.interval.seconds), .text(finding.rule.rawValue),
                .instant(finding.time), .integer(ordinal), .optional(finding.lastTime),
                .real(finding.value.isFinite ? finding.value : 0), .text(finding.severity.rawValue),
                .integer(finding.count), .text(finding.note), .optional(finding.row),
            ]
        }
        try database.executeMany(
            "INSERT OR REPLACE INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", arguments)
    }

    /// The findings kept, of one symbol or of all, by symbol, interval and time.
    public func findings(_ symbol: Symbol? = nil) throws -> [QualityFinding] {
        let sql = """
            SELECT * FROM findings WHERE symbol = ifnull(?, symbol)
            ORDER BY symbol, interval_seconds, time, rule, ordinal
            """
        return try database.query(sql, [.optional(symbol?.name)]) { row in
            let rule = try row.text("rule")
            let severity = try row.text("severity")
            guard let knownRule = QualityRule(rawValue: rule), let knownSeverity = Severity(rawValue: severity) else {
                throw StorageError.wrongType(column: "rule", expected: "a quality rule", was: "\(rule) \(severity)")
            }
            return QualityFinding(
                symbol: try BarStore.symbol(row.text("symbol")),
                interval: BarInterval(seconds: try max(1, row.int("interval_seconds"))),
                time: try row.instant("time"), lastTime: try row.optionalInstant("last_time"), rule: knownRule,
                value: try row.double("value"), severity: knownSeverity, count: try row.int("count"),
                note: try row.text("note"), row: try row.optionalInt("row"))
        }
    }
}
