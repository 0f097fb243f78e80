import Base
import Indicators
import Testing

/// Cycle indicators on waves whose period and phase are known.
@Suite struct CycleTests {
    /// A triangle wave of a period, about a level.
    private func wave(period: Int, level: Double = 100, height: Double = 10) -> [Double] {
        (0..<600).map { row in
            let part = Double(row % period) / Double(period)
            return level + height * (part < 0.5 ? 4 * part - 1 : 3 - 4 * part)
        }
    }

    @Test("finds the period of a wave", arguments: [10, 16, 20, 24])
    func period(bars: Int) {
        let found = DominantCyclePeriod().outputs(of: wave(period: bars))[0].suffix(4 * bars)
        let mean = found.reduce(0, +) / Double(found.count)
        #expect((mean / Double(bars) - 1).magnitude < 0.1, "\(mean)")
    }

    @Test("the phase goes round once in a period", arguments: [16, 20, 24])
    func phase(bars: Int) {
        let phases = Array(DominantCyclePhase().outputs(of: wave(period: bars))[0].suffix(10 * bars))
        let falls = zip(phases, phases.dropFirst()).filter { $0 - $1 > 180 }.count
        #expect((9...11).contains(falls))
    }

    @Test("the sine tops with the wave and the trendline goes through its middle")
    func sine() {
        let prices = wave(period: 20)
        let sine = Array(CycleSine().outputs(of: prices)[0].suffix(200))
        let line = Array(CycleTrendline().outputs(of: prices)[0].suffix(200))
        let tops = prices.suffix(200).enumerated().filter { $0.element > 109 }.map { sine[$0.offset] }
        #expect(tops.allSatisfy { $0 > 0.5 })
        #expect(line.allSatisfy { ($0 - 100).magnitude < 1.5 })
    }

    @Test("a wave is a cycle, a steady rise a trend")
    func mode() {
        let cycle = TrendMode().outputs(of: wave(period: 20, height: 0.5))[0].suffix(200)
        let trend = TrendMode().outputs(of: (0..<600).map { 100 * (1 + 0.01 * Double($0)) })[0].suffix(200)
        #expect(cycle.reduce(0, +) < 40)
        #expect(trend.reduce(0, +) > 160)
    }

    @Test("MAMA leads the average that follows it, and both come to a level price")
    func mesa() {
        let rising = MesaAdaptiveAverage().outputs(of: (0..<300).map { 100 + Double($0) })
        #expect(zip(rising[0], rising[1]).dropFirst(60).allSatisfy { $0 > $1 })
        let level = MesaAdaptiveAverage().outputs(of: [Double](repeating: 7, count: 1200))
        #expect((level[0][1199] - 7).magnitude < 1e-9 && (level[1][1199] - 7).magnitude < 1e-9)
    }

    @Test("prices at the edge of what a number holds do not stop a cycle")
    func extremes() throws {
        let huge = (0..<200).map { Double.greatestFiniteMagnitude * ($0 % 3 == 0 ? -1 : 1) }
        for definition in OperatorCatalogue.all where definition.name.hasPrefix("ht_") || definition.name == "mama" {
            var machine = LiveOperator(definition, try definition.arguments())
            let outputs = huge.enumerated().map { row, price in
                machine.update(
                    Bar(
                        time: Instant(nanoseconds: Int64(row) * 86_400_000_000_000), open: price, high: price,
                        low: price, close: price, volume: 1))
            }
            #expect(outputs.count == huge.count)
        }
    }

    @Test("refuses limits that mean nothing")
    func refusesLimits() async {
        await #expect(processExitsWith: .failure) { _ = MesaAdaptiveAverage(fast: 1.5) }
    }
}
