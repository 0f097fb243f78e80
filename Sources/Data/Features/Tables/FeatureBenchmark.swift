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

    /// Computes every feature of every series and keeps all columns (``FeatureTable``).
    ///
    /// - Parameters:
    ///   - featureSet: The features.
    ///   - series: Adjusted bars, one series a symbol.
    public static func computeColumns(of featureSet: FeatureSet, over series: [BarSeries]) {
        let table = FeatureTable(featureSet, of: series)
        precondition(table.symbols.count == series.count, "every series has columns")
    }

    /// The seconds to feed the bars of all series, in order of time, to a pipeline for each; making the pipelines and
    /// putting the bars in order is not timed.
    ///
    /// - Parameters:
    ///   - featureSet: Features of one symbol.
    ///   - series: Adjusted bars, one series a symbol.
    /// - Returns: The seconds.
    public static func streamSeconds(of featureSet: FeatureSet, over series: [BarSeries]) -> Double {
        var pipelines = series.map { featureSet.makePipeline(calendar: $0.calendar) }
        var order: [(time: Instant, series: Int32, row: Int32)] = []
        for (index, own) in series.enumerated() {
            for row in 0..<own.count { order.append((own.times[row], Int32(index), Int32(row))) }
        }
        order.sort { ($0.time, $0.series) < ($1.time, $1.series) }
        var row = [Double](repeating: 0, count: featureSet.featureNames.count)
        var checksum = 0.0
        let seconds = seconds {
            row.withUnsafeMutableBufferPointer { row in
                for next in order {
                    pipelines[Int(next.series)].update(series[Int(next.series)][Int(next.row)], into: row)
                    checksum += row[0].isNaN ? 0 : 1
                }
            }
        }
        precondition(checksum >= 0, "the rows are used")
        return seconds
    }

    /// The seconds of a piece of work.
    public static func seconds(_ work: () throws -> Void) rethrows -> Double {
        let took = try ContinuousClock().measure(work).components
        return Double(took.seconds) + Double(took.attoseconds) * 1e-18
    }

    /// The median seconds of each operator that TA-Lib also has, with the parameters of the peer's list.
    ///
    /// - Parameters:
    ///   - series: Adjusted bars, one series a symbol.
    ///   - repetitions: How often to measure, at least once.
    /// - Returns: One time per operator, in the peer's order.
    /// - Throws: ``ExpressionError`` when the list below names what the catalogue lacks.
    public static func operatorSeconds(over series: [BarSeries], repetitions: Int) throws -> [OperatorTime] {
        let longest = series.map(\.count).max() ?? 0
        let sorted = series.sorted { $0.count > $1.count }
        return try shared.map { item in
            guard case .application(let used) = try FeatureExpression(parsing: item.text) else {
                throw OperatorError.unknownOperator(name: item.name, known: [])
            }
            let definition = try OperatorCatalogue.named(used.operatorName)
            let indicator = definition.makeIndicator(used.arguments)
            let fields = used.inputs.map { if case .field(let field) = $0 { field } else { BarField.close } }
            let room = max(1, longest * definition.outputs.count)
            let scratch = UnsafeMutablePointer<Double>.allocate(capacity: ColumnRunner.width * room)
            defer { scratch.deallocate() }
            let seconds = median(repetitions) {
                for start in stride(from: 0, to: sorted.count, by: ColumnRunner.width) {
                    let group = sorted[start..<min(start + ColumnRunner.width, sorted.count)]
                    withColumns(of: group, fields) { columns in
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
        of series: ArraySlice<BarSeries>, _ fields: [BarField], _ columns: [BarColumns] = [],
        _ body: ([BarColumns]) -> Void
    ) {
        guard let first = series.first else { return body(columns) }
        first.withColumns(value: fields.first ?? .close) {
            var own = $0
            if fields.count > 1 { own.second = own.column(fields[1]) }
            withColumns(of: series.dropFirst(), fields, columns + [own], body)
        }
    }

    private static let shared: [(name: String, text: String)] = [
        ("sma", "sma(close, 20)"), ("ema", "ema(close, 20)"), ("wma", "wma(close, 20)"), ("dema", "dema(close, 20)"),
        ("bbands", "bbands(close, 20, 2, 2, 0).upper"), ("rsi", "rsi(close, 14)"),
        ("macd", "macd(close, 12, 26, 9).line"), ("stoch", "stoch(14, 3, 0, 3, 0).k"), ("adx", "adx(14)"),
        ("cci", "cci(20)"), ("willr", "willr(14)"), ("mfi", "mfi(14)"), ("obv", "obv(close, volume)"), ("ad", "ad()"),
        ("atr", "atr(14)"), ("roc", "roc(close, 10)"), ("mom", "mom(close, 10)"), ("aroon", "aroon(14).up"),
        ("stddev", "stddev(close, 20, 1)"), ("linearreg_slope", "linearreg_slope(close, 20)"),
    ]

    private static func median(_ repetitions: Int, _ work: () -> Void) -> Double {
        let times = (0..<max(1, repetitions)).map { _ in seconds(work) }.sorted()
        return times[times.count / 2]
    }
}
