import Base
import Indicators
import Testing

/// What the golden values of the candlestick patterns do not say.
@Suite struct CandleTests {
    private typealias Prices = (open: Double, high: Double, low: Double, close: Double)

    /// Fourteen candles of body 1 and range 2, then others.
    private func values(_ name: String, _ parameters: [String: Double] = [:], _ last: [Prices]) throws -> [Double] {
        let calm = (0..<14).map { bar in bar % 2 == 0 ? (100.0, 101.5, 99.5, 101.0) : (101.0, 101.5, 99.5, 100.0) }
        let definition = try OperatorCatalogue.named(name)
        var machine = LiveOperator(definition, try definition.arguments(parameters))
        return (calm + last).enumerated().map { row, prices in
            machine.update(
                Bar(
                    time: Instant(nanoseconds: Int64(row) * 86_400_000_000_000), open: prices.0, high: prices.1,
                    low: prices.2, close: prices.3, volume: 1))[0]
        }
    }

    @Test(
        "an engulfing body is worth 100, 80 where one end meets, and nothing where both do",
        arguments: [(97.0, 104.0, 100.0), (98.0, 104.0, 80.0), (97.0, 100.0, 80.0), (98.0, 100.0, 0.0)])
    func engulfing(open: Double, close: Double, expected: Double) throws {
        let black: Prices = (100, 101, 97, 98)
        let found = try values("cdlengulfing", [:], [black, (open, 105, 96, close)])
        #expect(found.last == expected)
    }

    @Test("a star is found only where the third candle reaches far enough into the first")
    func penetration() throws {
        let star: [Prices] = [(100, 106, 99, 105), (107, 107.5, 106.5, 107.2), (106, 106, 102, 102.5)]
        let found = try [0.3, 0.5, 0.6].map { try values("cdleveningstar", ["penetration": $0], star).last }
        #expect(found == [-100, 0, 0])
    }

    @Test("a hikkake is confirmed within three bars, and only once")
    func hikkake() throws {
        let trap: [Prices] = [(100, 110, 90, 105), (100, 108, 92, 101), (100, 107, 91, 95)]
        let quiet: Prices = (100, 107, 91, 100)
        let breakout: Prices = (100, 109, 91, 108.5)
        let third = try values("cdlhikkake", [:], trap + [quiet, quiet, breakout, breakout])
        #expect(Array(third.suffix(5)) == [100, 0, 0, 200, 0])
        let fourth = try values("cdlhikkake", [:], trap + [quiet, quiet, quiet, breakout])
        #expect(Array(fourth.suffix(5)) == [100, 0, 0, 0, 0])
    }

    @Test("prices at the edge of what a number holds do not stop a pattern", arguments: ["cdldoji", "cdlhikkakemod"])
    func extremes(name: String) throws {
        let huge = Double.greatestFiniteMagnitude / 8
        let found = try values(name, [:], Array(repeating: (-huge, huge, -huge, huge), count: 20))
        #expect(found.dropFirst(14).allSatisfy { [-200, -100, 0, 100, 200].contains($0) })
    }
}
