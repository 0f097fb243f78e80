import Base
import Features
import Foundation
import Testing

/// What pyqlib makes of some series; cells in `rounded` are no golden (see the script).
private struct AlphaGolden: Decodable {
    struct Columns: Decodable {
        let open: [Double]
        let high: [Double]
        let low: [Double]
        let close: [Double]
        let volume: [Double]
    }
    struct Cell: Decodable, Hashable {
        let row: Int
        let feature: String

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            row = try container.decode(Int.self)
            feature = try container.decode(String.self)
        }
    }

    let features: [String]
    let series: [String: Columns]
    let rows: [String: [Int]]
    let values: [String: [[Double?]]]
    let rounded: [String: [Cell]]
    let scales: [String: [Double?]]

    static func load(_ name: String) throws -> AlphaGolden {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appendingPathComponent("Goldens/\(name).json"))
        return try JSONDecoder().decode(AlphaGolden.self, from: data)
    }

    func bars(_ name: String) throws -> BarSeries {
        let columns = try #require(series[name])
        let times = columns.close.indices.map { Instant(seconds: 1_600_000_000 + Int64($0) * 86_400) }
        return BarSeries(
            symbol: try #require(Symbol("ALPHA")), interval: .day, times: times, open: columns.open,
            high: columns.high, low: columns.low, close: columns.close, adjustedClose: columns.close,
            volume: columns.volume)
    }
}

@Suite struct AlphaTests {
    @Test("is pyqlib's in every row, the first ones included", arguments: ["alpha158", "alpha360"])
    func parity(name: String) throws {
        let golden = try AlphaGolden.load(name)
        let path = SampleBars.root.appendingPathComponent("configs/features/\(name).yaml").path
        let set = try FeatureSet.load(path: path)
        #expect(set.featureNames == golden.features)
        var (worst, place, gaps, cells) = (0.0, "", [String](), 0)
        for (series, rows) in golden.rows {
            let columns = set.columns(of: try golden.bars(series))
            let skipped = Set((golden.rounded[series] ?? []).map { "\($0.row) \($0.feature)" })
            let expected = try #require(golden.values[series])
            for (row, values) in zip(rows, expected) {
                for (index, value) in values.enumerated() where !skipped.contains("\(row) \(golden.features[index])") {
                    let was = columns[index][row]
                    cells += 1
                    guard let value else {
                        if !was.isNaN { gaps.append("\(series) \(row) \(golden.features[index]) is there") }
                        continue
                    }
                    if was.isNaN { gaps.append("\(series) \(row) \(golden.features[index]) is missing") }
                    let floor = (golden.scales[series]?[index] ?? 1) / 1000
                    let error = (was - value).magnitude / max(value.magnitude, floor)
                    if error > worst { (worst, place) = (error, "\(series) \(row) \(golden.features[index])") }
                }
            }
        }
        #expect(gaps.isEmpty, "\(gaps.prefix(5))")
        #expect(worst < 1e-7, "\(place)")
        #expect(cells > 5000)
        print("largest error of \(name) against pyqlib: \(worst) (\(place))")
    }

    @Test("ships sets that load, differ by name and look at nothing but the past")
    func shipped() throws {
        for (name, count) in [("core", 30), ("technical", 221), ("alpha158", 158), ("alpha360", 360)] {
            let path = SampleBars.root.appendingPathComponent("configs/features/\(name).yaml").path
            let set = try FeatureSet.load(path: path)
            #expect(set.name == name && set.definitions.count == count)
            #expect(!set.looksAhead && set.isOfOneSymbol && set.intervals.isEmpty)
        }
    }
}
