import Features
import Foundation
import Testing

@Suite struct LabelsTests {
    private let closes: [Double] = (0..<60).map { 100 + 7 * sin(Double($0)) + Double($0) / 3 }

    @Test(
        "a target is ln(close[t + h] / close[t]), NaN where the future is not there", arguments: [1, 5, 21, 59, 60, 80])
    func targets(horizon: Int) {
        let labels = Labels.logReturns(closes: closes, horizonBars: horizon)
        let expected = closes.indices.map { row in
            row + horizon < closes.count ? log(closes[row + horizon] / closes[row]) : .nan
        }
        #expect(zip(labels, expected).allSatisfy { $0.isNaN == $1.isNaN && !(($0 - $1).magnitude > 1e-14) })
    }

    @Test(
        "a seasonal forecast repeats the close of the same place in the week",
        arguments: [(1, 4), (4, 1), (5, 0), (6, 4), (21, 4)])
    func seasonal(horizon: Int, back: Int) {
        let forecasts = Labels.seasonalReturns(closes: closes, horizonBars: horizon)
        let expected = closes.indices.map { row in row >= back ? log(closes[row - back] / closes[row]) : .nan }
        #expect(zip(forecasts, expected).allSatisfy { $0.isNaN == $1.isNaN && !(($0 - $1).magnitude > 1e-14) })
    }

    @Test("closes that are not positive have no label and take none from the others")
    func badCloses() {
        let labels = Labels.logReturns(closes: [10, 0, 12, -1, 14, .nan, 16], horizonBars: 2)
        #expect(labels.map(\.isNaN) == [false, true, false, true, false, true, true])
    }

    @Test("volatility is NaN for 21 returns, then the weighted mean of squares; live as in batch")
    func volatility() {
        let values = ReturnVolatility.values(closes: closes)
        var live = ReturnVolatility()
        #expect(differences(values, closes.map { live.update($0) }).isEmpty)
        let squares = zip(closes.dropFirst(), closes).map { pow(log($0 / $1), 2) }
        var variance = squares[..<21].reduce(0, +) / 21
        #expect(values[..<21].allSatisfy { $0.isNaN } && (values[21] - variance.squareRoot()).magnitude < 1e-15)
        for row in 21..<squares.count {
            variance = 0.94 * variance + 0.06 * squares[row]
            #expect((values[row + 1] - variance.squareRoot()).magnitude < 1e-15)
        }
        #expect(ReturnVolatility.warmUpBars == 21)
    }
}
