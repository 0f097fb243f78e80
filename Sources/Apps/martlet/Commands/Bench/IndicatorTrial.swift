import Base
import Features
import Indicators

/// The operators that TA-Lib has too, on the bars of a file, on one thread, beside the same work in
/// `Benchmarks/features_talib.py`.
struct IndicatorTrial {
    private let indicator: any Indicator
    private let fields: [BarField]
    private let outputCount: Int

    /// How many series go side by side (``Indicators/Indicator/advance(_:)``).
    private static let width = 4

    /// The operators with the parameters of the peer's list, in its order.
    private static let shared: [(name: String, text: String)] = [
        ("sma", "sma(close, 20)"), ("ema", "ema(close, 20)"), ("wma", "wma(close, 20)"), ("dema", "dema(close, 20)"),
        ("bbands", "bbands(close, 20, 2, 2, 0).upper"), ("rsi", "rsi(close, 14)"),
        ("macd", "macd(close, 12, 26, 9).line"), ("stoch", "stoch(14, 3, 0, 3, 0).k"), ("adx", "adx(14)"),
        ("cci", "cci(20)"), ("willr", "willr(14)"), ("mfi", "mfi(14)"), ("obv", "obv(close, volume)"), ("ad", "ad()"),
        ("atr", "atr(14)"), ("roc", "roc(close, 10)"), ("mom", "mom(close, 10)"), ("aroon", "aroon(14).up"),
        ("stddev", "stddev(close, 20, 1)"), ("linearreg_slope", "linearreg_slope(close, 20)"),
    ]

    private init(_ name: String, _ text: String) throws {
        guard case .application(let used) = try FeatureExpression(parsing: text) else {
            throw OperatorError.unknownOperator(name: name, known: [])
        }
        let definition = try OperatorCatalogue.named(used.operatorName)
        indicator = definition.makeIndicator(used.arguments)
        outputCount = definition.outputs.count
        fields = used.inputs.map { if case .field(let field) = $0 { field } else { BarField.close } }
    }

    /// The seconds of each operator over all series.
    ///
    /// - Throws: ``Features/ExpressionError`` when the list names what the catalogue lacks.
    static func seconds(over bars: BenchBars) throws -> [(name: String, seconds: Double)] {
        let longestFirst = bars.series.sorted { $0.count > $1.count }
        return try shared.map { item in (item.name, try IndicatorTrial(item.name, item.text).seconds(longestFirst)) }
    }

    private func seconds(_ series: [BarSeries]) -> Double {
        let room = max(1, (series.first?.count ?? 0) * outputCount)
        let scratch = UnsafeMutablePointer<Double>.allocate(capacity: Self.width * room)
        defer { scratch.deallocate() }
        return Stopwatch.seconds {
            for start in stride(from: 0, to: series.count, by: Self.width) {
                withColumns(of: series[start..<min(start + Self.width, series.count)]) { columns in
                    let outputs = columns.enumerated().map {
                        OutputColumns(base: scratch + $0 * room, stride: $1.count)
                    }
                    indicator.fill(outputs, from: columns)
                }
            }
        }
    }

    private func withColumns(
        of series: ArraySlice<BarSeries>, _ columns: [BarColumns] = [], _ body: ([BarColumns]) -> Void
    ) {
        guard let first = series.first else { return body(columns) }
        first.withColumns(value: fields.first ?? .close) {
            var own = $0
            if fields.count > 1 { own.second = own.column(fields[1]) }
            withColumns(of: series.dropFirst(), columns + [own], body)
        }
    }
}
