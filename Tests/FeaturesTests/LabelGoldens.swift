import Base
import Features
import Foundation
import TestKit

/// Labels worked out by numpy, pandas and statsmodels.
struct LabelGoldens: Decodable {
    struct Bars: Decodable {
        let times: [String]
        let open: [Double?]
        let high: [Double?]
        let low: [Double?]
        let close: [Double?]
    }
    struct Column: Decodable {
        let values: [Double?]
        let known: [Int]
    }
    struct Overlap: Decodable {
        let samples: [Int]
        let concurrency: [Int]
        let uniqueness: [Double]
        let weights: [Double]
        let decays: [String: [Double]]
        let drawn: [Int]
        let probabilities: [Double]
    }
    let universe: [String: Bars]
    let labels: [String: [String: Column]]
    let overlap: [String: Overlap]
    let overlapLabel: String

    enum CodingKeys: String, CodingKey {
        case universe, labels, overlap
        case overlapLabel = "overlap_label"
    }

    static let shared: Result<LabelGoldens, any Error> = Result { try Golden.load(LabelGoldens.self, "labels") }

    func series() throws -> [BarSeries] { try universe.keys.sorted().map { try LabelGoldens.series($0, universe[$0]) } }

    private static func series(_ name: String, _ bars: Bars?) throws -> BarSeries {
        guard let bars, let symbol = Symbol(name) else { throw CocoaError(.fileReadCorruptFile) }
        func numbers(_ column: [Double?]) -> [Double] { column.map { $0 ?? .nan } }
        return BarSeries(
            symbol: symbol, interval: .day, times: bars.times.compactMap { Instant(iso8601: $0) },
            open: numbers(bars.open), high: numbers(bars.high), low: numbers(bars.low), close: numbers(bars.close),
            adjustedClose: numbers(bars.close), volume: bars.times.map { _ in 1 })
    }

    /// A set of labels given as their YAML, without names.
    static func set(_ texts: [String]) throws -> LabelSet {
        let lines = texts.enumerated().map { "  - {name: label_\($0), \($1.dropFirst())" }
        let yaml = "name: golden\nversion: 1\nlabels:\n\(lines.joined(separator: "\n"))\n"
        return try LabelSet.parse(yaml: yaml, source: "golden.yaml")
    }

    /// The largest error beyond a part of the expected value; infinite where only one is missing.
    static func largestError(_ values: [Double], _ expected: [Double?]) -> Double {
        guard values.count == expected.count else { return .infinity }
        return zip(values, expected).reduce(0) { worst, pair in
            guard let wanted = pair.1 else { return pair.0.isNaN ? worst : .infinity }
            let error = (pair.0 - wanted).magnitude / max(1, wanted.magnitude)
            return error.isNaN ? .infinity : max(worst, error)
        }
    }
}
