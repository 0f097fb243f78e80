public import Base
import Indicators

/// Times features in this process, on one thread, beside the same work in `Benchmarks/features_pandas.py` and
/// `Benchmarks/features_talib.py`.
public enum FeatureBenchmark {
    /// An operator's time over all series.
    public struct OperatorTime: Sendable {
        /// The operator, or how it is called in the peer's list.
        public let name: String
        /// The median seconds.
        public let seconds: Double
    }

    /// The median seconds to compute every feature of every series and keep all columns (``FeatureTable``).
    ///
    /// - Parameters:
    ///   - featureSet: The features.
    ///   - series: Adjusted bars, one series a symbol; adjusting is not timed, nor is it in the peer.
    ///   - repetitions: How often to measure, at least once.
    /// - Returns: The median.
    public static func columnSeconds(of featureSet: FeatureSet, over series: [BarSeries], repetitions: Int) -> Double {
        median(repetitions) {
            let table = FeatureTable(featureSet, of: series)
            precondition(table.symbols.count == series.count, "every series has columns")
        }
    }

    /// The median seconds of each operator that TA-Lib also has, with the parameters of the peer's list.
    ///
    /// - Parameters:
    ///   - series: Adjusted bars, one series a symbol.
    ///   - repetitions: How often to measure, at least once.
    /// - Returns: One time per operator, in the peer's order.
    /// - Throws: ``Indicators/OperatorError`` when the list below names what the catalogue lacks.
    public static func operatorSeconds(over series: [BarSeries], repetitions: Int) throws -> [OperatorTime] {
        let longest = series.map(\.count).max() ?? 0
        let sorted = series.sorted { $0.count > $1.count }
        return try shared.map { item in
            let definition = try OperatorCatalogue.named(item.name)
            let indicator = definition.makeIndicator(try definition.arguments(item.parameters))
            let room = max(1, longest * definition.outputs.count)
            let scratch = UnsafeMutablePointer<Double>.allocate(capacity: ColumnRunner.width * room)
            defer { scratch.deallocate() }
            let seconds = median(repetitions) {
                for start in stride(from: 0, to: sorted.count, by: ColumnRunner.width) {
                    let group = sorted[start..<min(start + ColumnRunner.width, sorted.count)]
                    withColumns(of: group, value: item.field) { columns in
                        let outputs = columns.enumerated().map {
                            OutputColumns(base: scratch + $0 * room, stride: $1.count)
                        }
                        indicator.fill(outputs, from: columns)
                    }
                }
            }
            return OperatorTime(name: item.name, seconds: seconds)
        }
    }

    private static func withColumns(
        of series: ArraySlice<BarSeries>, value field: BarField, _ columns: [BarColumns] = [],
        _ body: ([BarColumns]) -> Void
    ) {
        guard let first = series.first else { return body(columns) }
        first.withColumns(value: field) {
            withColumns(of: series.dropFirst(), value: field, columns + [$0], body)
        }
    }

    private static let shared: [(name: String, parameters: [String: Double], field: BarField)] = [
        ("roc", ["period": 60], .close), ("sma", ["period": 50], .close), ("ema", ["period": 26], .close),
        ("ppo", ["fast": 12, "slow": 26], .close), ("macd", ["fast": 12, "slow": 26, "signal": 9], .close),
        ("rsi", ["period": 14], .close), ("dmi", ["period": 14], .close),
        ("stoch", ["period": 14, "smoothing": 3, "signal": 3], .close),
        ("bbands", ["period": 20, "deviations": 2], .close), ("stddev", ["period": 20], .close),
        ("atr", ["period": 14], .close), ("natr", ["period": 14], .close), ("trange", [:], .close),
        ("obv", [:], .close), ("sum", ["period": 20], .close), ("max", ["period": 60], .high),
        ("min", ["period": 60], .low),
    ]

    private static func median(_ repetitions: Int, _ work: () -> Void) -> Double {
        let clock = ContinuousClock()
        let times = (0..<max(1, repetitions)).map { _ in clock.measure(work) }.sorted()
        let middle = times[times.count / 2].components
        return Double(middle.seconds) + Double(middle.attoseconds) * 1e-18
    }
}
