public import Base
public import MarketData

/// What the quality checks found, made into JSON once: it changes only when data come in.
public struct QualityDigest: Sendable {
    /// The findings of one series.
    public struct Entry: Sendable {
        /// Whose bars.
        public let symbol: Symbol
        /// What each covers.
        public let interval: BarInterval
        /// How many are stored.
        public let bars: Int
        /// How many rows were set aside.
        public let quarantined: Int
        /// What was found, worst first.
        public let findings: [QualityFinding]

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
    }

    let json: [UInt8]
    private static let findingsShown = 200

    /// Makes a digest; of each series the first 200 findings are kept, the counts are of all.
    public init(_ entries: [Entry]) {
        var writer = JSONWriter(reserving: 4096)
        writer.object { writer in
            writer.array("symbols") { writer in
                for entry in entries { writer.object { QualityDigest.write(entry, to: &$0) } }
            }
        }
        json = writer.bytes
    }

    private static func write(_ entry: Entry, to writer: inout JSONWriter) {
        func count(_ severity: Severity) -> Int { entry.findings.count { $0.severity == severity } }
        writer.member("symbol", entry.symbol.name)
        writer.member("interval", entry.interval.description)
        writer.member("bars", entry.bars)
        writer.member("errors", count(.error))
        writer.member("warnings", count(.warning))
        writer.member("infos", count(.info))
        writer.member("quarantined", entry.quarantined)
        writer.array("findings") { writer in
            for finding in entry.findings.prefix(findingsShown) {
                writer.object { writer in
                    writer.member("time", finding.time)
                    writer.member("last_time", finding.lastTime?.iso8601)
                    writer.member("rule", finding.rule.rawValue)
                    writer.member("severity", finding.severity.rawValue)
                    writer.member("value", finding.value)
                    writer.member("count", finding.count)
                    writer.member("note", finding.note)
                }
            }
        }
    }
}
