public import Base
import Storage

/// Names bars by their content: equal bars give equal texts, wherever they were read from.
public struct BarFingerprint: ~Copyable {
    private var digest = SHA256()

    /// Starts a fingerprint of bars of one interval.
    public init(_ interval: BarInterval) { digest.update("martlet bars 1 \(interval)\n") }

    /// Adds the bars of a symbol; the order of symbols counts, so add them sorted.
    public mutating func add(_ series: BarSeries) {
        digest.update("\(series.symbol) \(series.count)\n")
        if let calendar = series.calendarName { digest.update("calendar \(calendar)\n") }
        series.times.withUnsafeBytes { digest.update($0) }
        for column in [series.open, series.high, series.low, series.close, series.adjustedClose, series.volume] {
            digest.update(column)
        }
    }

    /// The SHA-256 of all that was added, as 64 lower-case hexadecimal digits.
    public consuming func hexadecimal() -> String { digest.hexadecimal() }

    /// The fingerprint of some series, taken in order of symbol.
    public static func hexadecimal(of series: [BarSeries], interval: BarInterval) -> String {
        var fingerprint = BarFingerprint(interval)
        for one in series.sorted(by: { $0.symbol < $1.symbol }) { fingerprint.add(one) }
        return fingerprint.hexadecimal()
    }
}
