import Base
import Evaluation
import Forecasting
import TestKit
import Testing

struct SpeedTests {
    @Test("speed", arguments: [false, true]) func speed(own: Bool) throws {
        var g = SeededGenerator(seed: 1)
        let (symbols, times) = (500, 3000)
        let n = symbols * times
        let actual = (0..<n).map { _ in 0.01 * g.normal() }
        let rows = OutOfSampleRows(
            horizonBars: 5, symbols: (0..<symbols).compactMap { Symbol("S\($0)") },
            times: (0..<n).map { Instant(seconds: Int64($0 / symbols)) },
            symbolIndex: (0..<n).map { Int32($0 % symbols) },
            actual: actual, scale: (0..<n).map { _ in 0.01 }, closes: (0..<n).map { _ in 100 },
            foldStarts: (0...10).map { $0 * n / 10 })
        let shape = (0..<99).map { Double($0 - 49) / 25 }
        let q = (1...19).map { shape[$0 * 5 - 1] }
        let f = OutOfSampleForecasts(
            rows: rows, locations: (0..<n).map { _ in 0.001 * g.normal() }, shapes: (0..<10).map { _ in shape },
            rowQuantiles: own ? (0..<n).flatMap { _ in q } : [])
        let clock = ContinuousClock()
        let whole = clock.measure { _ = f.scorecard(drift: (0..<10).map { _ in 0 }) }
        let each = clock.measure {
            for s in 0..<symbols { _ = f.scorecard(ofSymbol: s, drift: (0..<10).map { _ in 0 }) }
        }
        print("SPEED own \(own) whole \(whole) by symbol \(each)")
    }
}
