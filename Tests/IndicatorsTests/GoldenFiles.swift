import Base
import Foundation
import Indicators

/// The golden files beside the tests.
enum GoldenFiles {
    struct Columns: Decodable {
        let times: [String]
        let open: [Double]
        let high: [Double]
        let low: [Double]
        let close: [Double]
        let volume: [Double]
    }

    struct Case: Decodable {
        let `operator`: String
        let source: String
        let parameters: [String: Double]
        let series: String
        let rows: [Int]
        let outputs: [String: [Double?]]
    }

    private struct SeriesFile: Decodable { let series: [String: Columns] }
    private struct CaseFile: Decodable { let cases: [Case] }

    /// The series by name.
    static let series: Result<[String: BarSeries], any Error> = Result { try readSeries("series.json") }

    /// All golden values but TA-Lib's: of operators.json, and of the files that others have put beside it.
    static let cases: Result<[Case], any Error> = Result {
        try names().filter { $0 != "series.json" && !$0.hasPrefix("talib_") }
            .flatMap { try decode(CaseFile.self, $0).cases }
    }

    /// Reads series.
    static func readSeries(_ name: String) throws -> [String: BarSeries] {
        try decode(SeriesFile.self, name).series.mapValues(bars)
    }

    /// Reads a file of the folder.
    static func decode<File: Decodable>(_ type: File.Type, _ name: String) throws -> File {
        try JSONDecoder().decode(type, from: try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    /// The JSON files of the folder.
    static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }.sorted()
    }

    private static var folder: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens")
    }

    /// Makes a series of columns.
    static func bars(_ columns: Columns) throws -> BarSeries {
        let times = columns.times.compactMap { Instant(iso8601: $0) }
        guard let symbol = Symbol("GOLD"), times.count == columns.close.count else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return BarSeries(
            symbol: symbol, interval: .day, times: times, open: columns.open, high: columns.high, low: columns.low,
            close: columns.close, adjustedClose: columns.close, volume: columns.volume)
    }
}

/// Numbers that bound a comparison of columns.
enum Agreement {
    /// The largest |was − expected| / max(|expected|, a thousandth of the column's largest), and infinity where one is NaN
    /// and the other not.
    static func largestError(_ was: [Double], _ expected: [Double]) -> Double {
        guard was.count == expected.count else { return .infinity }
        let floor = (expected.filter { !$0.isNaN }.map(\.magnitude).max() ?? 0) / 1000
        var largest = 0.0
        for (left, right) in zip(was, expected) where !(left.isNaN && right.isNaN) {
            guard !left.isNaN, !right.isNaN else { return .infinity }
            let difference = (left - right).magnitude
            largest = max(largest, difference == 0 ? 0 : difference / max(right.magnitude, floor))
        }
        return largest
    }

    /// Where two columns differ in their bits; two NaN are alike.
    static func differences(_ left: [Double], _ right: [Double]) -> [Int] {
        guard left.count == right.count else { return [min(left.count, right.count)] }
        return left.indices.filter {
            left[$0].bitPattern != right[$0].bitPattern && !(left[$0].isNaN && right[$0].isNaN)
        }
    }
}
