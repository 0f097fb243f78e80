import Base
import Foundation
import Indicators
import Testing

/// What TA-Lib lacks, where the conformance suite does not reach.
@Suite struct BeyondTests {
    private struct File: Decodable {
        struct Sessions: Decodable {
            let bars: GoldenFiles.Columns
            let outputs: [String: [Double?]]
        }

        let sessions: Sessions
        let inputs: [SignedColumn]
        let elementCases: [GoldenFiles.Case]
    }

    private static let file = Result { try GoldenFiles.decode(File.self, "beyond.json") }

    static let elements = [
        "abs", "sign", "negate", "power", "greater", "lesser", "where", "fill", "clip", "round", "is_missing",
        "less_than",
        "at_most", "greater_than", "at_least", "equal", "not_equal",
    ]

    @Test("functions of one row agree with numpy where values are missing, infinite or extreme", arguments: elements)
    func elementwise(name: String) throws {
        let file = try Self.file.get()
        let definition = try OperatorCatalogue.named(name)
        let cases = file.elementCases.filter { $0.operator == name }
        #expect(!cases.isEmpty)
        let input = file.inputs.map(\.column)
        for item in cases {
            let column = try outputs(of: definition, item.parameters, input)[0]
            let expected = try #require(item.outputs["value"]).map { $0 ?? .nan }
            let differing = zip(column, expected).filter { was, expected in
                !(was.isNaN && expected.isNaN) && !((was - expected).magnitude <= 1e-15 * expected.magnitude)
            }
            #expect(differing.isEmpty, "\(item.parameters)")
        }
    }

    @Test("a session's average price begins anew at midnight of its zone, daylight saving or not", arguments: [0, 1])
    func sessions(zone: Int) throws {
        let sessions = try Self.file.get().sessions
        let series = try GoldenFiles.bars(sessions.bars)
        let definition = try OperatorCatalogue.named("vwap_session")
        let column = try OperatorTrial(definition, ["zone": Double(zone)]).batch(series)[0]
        let expected = try #require(sessions.outputs["\(zone)"]).map { $0 ?? .nan }
        #expect(expected.count > 100)
        #expect(Agreement.largestError(column, expected) < 1e-12)
    }

    @Test("Ichimoku's spans at a bar are those computed before it")
    func ichimoku() throws {
        let series = try #require(try GoldenFiles.series.get()["aapl"])
        let lines = Ichimoku().outputs(of: series)
        #expect(Agreement.differences(Array(lines[2].dropFirst(25)), Array(lines[4].dropLast(25))).isEmpty)
        #expect(Agreement.differences(Array(lines[3].dropFirst(25)), Array(lines[5].dropLast(25))).isEmpty)
    }

    @Test("a fractional difference of order one is the change, of order zero the value")
    func fractionalDifference() {
        let values = (0..<50).map { Double($0 * $0) }
        let changes = FractionalDifference(order: 1, period: 10).outputs(of: values)[0].dropFirst(9)
        #expect(zip(changes, values.indices.dropFirst(9)).allSatisfy { $0 == values[$1] - values[$1 - 1] })
        let same = FractionalDifference(order: 0, period: 10).outputs(of: values)[0].dropFirst(9)
        #expect(Array(same) == Array(values.dropFirst(9)))
    }

    @Test("Hurst's exponent tells a trending walk from one that turns back")
    func hurst() {
        var generator = SeededGenerator(seed: 9)
        func exponent(_ persistence: Double) -> Double {
            var change = 0.0
            var logarithm = 0.0
            let prices = (0..<1100).map { _ -> Double in
                change = persistence * change + Double.random(in: -1...1, using: &generator)
                logarithm += 0.01 * change
                return exp(logarithm)
            }
            let column = HurstExponent(period: 1024).outputs(of: prices)[0]
            return column[1050]
        }
        let (turning, random, trending) = (exponent(-0.6), exponent(0), exponent(0.6))
        #expect(turning < random && random < trending, "\(turning) \(random) \(trending)")
    }
}
