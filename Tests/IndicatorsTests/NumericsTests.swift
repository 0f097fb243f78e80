import Base
import Indicators
import Testing

@Suite struct NumericsTests {
    /// Prices whose level falls from a million to one, then wanders for 100,000 bars.
    private func falling() -> [Double] {
        var generator = SeededGenerator(seed: 3)
        let high = (0..<500).map { _ in 1e6 + Double.random(in: 0..<1, using: &generator) }
        return high + (0..<100_000).map { _ in 1 + Double.random(in: 0..<0.01, using: &generator) }
    }

    @Test("rolling sums do not drift, nor remember a level a million times higher")
    func sumsDoNotDrift() throws {
        let values = falling()
        let period = 20
        let means = SimpleMovingAverage(period: period).outputs(of: values)[0]
        let rows = Array(stride(from: 600, to: values.count, by: 101))
        let exact = rows.map { row in values[(row - period + 1)...row].reduce(0, +) / Double(period) }
        #expect(Agreement.largestError(rows.map { means[$0] }, exact) < 1e-15)
    }

    @Test("rolling deviations keep their digits at a level a hundred million times larger")
    func deviationsKeepDigits() throws {
        let period = 20
        let values = falling().dropFirst(500).map { $0 - 1 + 1e6 }
        let deviations = StandardDeviation(period: period).outputs(of: values)[0]
        let rows = Array(stride(from: 100, to: values.count, by: 101))
        let exact = rows.map { row -> Double in
            let window = values[(row - period + 1)...row].map { $0 - values[row] }
            let mean = window.reduce(0, +) / Double(period)
            return (window.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(period)).squareRoot()
        }
        #expect(Agreement.largestError(rows.map { deviations[$0] }, exact) < 1e-13)
    }

    @Test("a flat window after a jump has no deviation at all", arguments: [2, 3, 7, 20])
    func flatWindowIsExact(period: Int) {
        let values = [0.1, 1e9, 3.7] + [Double](repeating: 0.3, count: 5 * period)
        let deviations = StandardDeviation(period: period).outputs(of: values)[0].dropFirst(3 + period - 1)
        #expect(deviations.allSatisfy { $0 == 0 })
    }

    @Test("logarithms pass over prices that are not positive")
    func nonPositivePrices() {
        let clean = [10.0, 11, 12, 11.5, 11.7]
        var volatility = RealizedVolatility(period: 2).live()
        var return1 = LogReturn(period: 1).live()
        let dirty: [Double] = clean.flatMap { price -> [Double] in [price, 0, -3] }
        let results = dirty.map { (volatility.update($0), return1.update($0)) }
        let kept = results.indices.filter { dirty[$0] > 0 }
        let expected = [RealizedVolatility(period: 2).outputs(of: clean)[0], LogReturn().outputs(of: clean)[0]]
        #expect(Agreement.differences(kept.map { results[$0].0 }, expected[0]).isEmpty)
        #expect(Agreement.differences(kept.map { results[$0].1 }, expected[1]).isEmpty)
    }

    @Test("refuses a period that means nothing")
    func refusesPeriods() async {
        await #expect(processExitsWith: .failure) { _ = SimpleMovingAverage(period: 0) }
        await #expect(processExitsWith: .failure) { _ = RelativeStrengthIndex(period: 1) }
        await #expect(processExitsWith: .failure) { _ = MACD(fast: 1) }
    }
}
