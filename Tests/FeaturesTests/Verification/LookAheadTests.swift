import Base
import Features
import Testing

/// Traps that look ahead are caught, and their clean twins pass.
@Suite struct LookAheadTests {
    static let bars = SyntheticBars.universe(SyntheticBars.symbols(4), bars: 400, seed: 5)

    /// A computation of one column of each symbol's closes and volumes.
    struct Trap: Sendable, CustomTestStringConvertible {
        let name: String
        /// How many bars it reads ahead; `nil` for the whole series.
        let barsAhead: Int?
        let leaky: @Sendable (BarSeries) -> [Double]
        let clean: @Sendable (BarSeries) -> [Double]
        var testDescription: String { name }
    }

    static let traps = [
        Trap(name: "the next close", barsAhead: 1) { own in
            own.close.indices.map { $0 + 1 < own.count ? own.close[$0 + 1] : .nan }
        } clean: { own in
            own.close.indices.map { $0 > 0 ? own.close[$0 - 1] : .nan }
        },
        Trap(name: "whole-series normalisation", barsAhead: nil) { own in
            own.close.map { $0 / LookAheadTests.mean(own.close[...]) }
        } clean: { own in
            own.close.indices.map { own.close[$0] / LookAheadTests.mean(own.close[...$0]) }
        },
        Trap(name: "a centred window", barsAhead: 2) { own in
            own.close.indices.map {
                $0 >= 2 && $0 + 2 < own.count ? LookAheadTests.mean(own.close[($0 - 2)...($0 + 2)]) : .nan
            }
        } clean: { own in
            own.close.indices.map { $0 >= 4 ? LookAheadTests.mean(own.close[($0 - 4)...$0]) : .nan }
        },
        Trap(name: "an interpolation that uses the next bar", barsAhead: 1) { own in
            own.close.indices.map { row in
                guard own.volume[row] == 0, row > 0, row + 1 < own.count else { return own.close[row] }
                return (own.close[row - 1] + own.close[row + 1]) / 2
            }
        } clean: { own in
            own.close.indices.map { own.volume[$0] == 0 && $0 > 0 ? own.close[$0 - 1] : own.close[$0] }
        },
    ]

    private static func mean(_ values: ArraySlice<Double>) -> Double { values.reduce(0, +) / Double(values.count) }

    private func compute(_ column: (BarSeries) -> [Double], _ series: [BarSeries]) -> ComputedValues {
        ComputedValues(
            names: ["x"],
            series: series.map { SeriesValues(symbol: $0.symbol, times: $0.times, values: column($0)[...]) })
    }

    @Test("a trap is caught by removing and by changing later bars; its clean twin is clean", arguments: traps)
    func trap(trap: Trap) {
        let verifier = LookAheadVerifier(Self.bars, cuts: 20, seed: 1)
        let base = compute(trap.leaky, Self.bars.series)
        let checks = [
            verifier.truncation(of: base) { compute(trap.leaky, $0) },
            verifier.perturbation(of: base) { compute(trap.leaky, $0) },
        ]
        for outcome in checks {
            #expect(outcome.findings.count == 1 && outcome.cutPoints == 20)
            let finding = outcome.findings.first
            #expect(finding?.movesMost == (trap.barsAhead == nil))
            if let barsAhead = trap.barsAhead { #expect(finding?.barsAhead == barsAhead) }
        }
        let clean = compute(trap.clean, Self.bars.series)
        #expect(verifier.truncation(of: clean) { compute(trap.clean, $0) }.findings.isEmpty)
        #expect(verifier.perturbation(of: clean) { compute(trap.clean, $0) }.findings.isEmpty)
    }

    /// What shows on the first bars only, or on one bar of a month.
    static let narrow = [
        Trap(name: "a back-fill of the first twenty", barsAhead: nil) { own in
            own.close.indices.map { own.count > 20 ? own.close[max(20, $0)] / own.close[max(20, $0) - 20] : .nan }
        } clean: { own in
            own.close.indices.map { $0 < 20 ? .nan : own.close[$0] / own.close[$0 - 20] }
        },
        Trap(name: "closes over the mean of the first twenty", barsAhead: nil) { own in
            own.close.map { $0 / LookAheadTests.mean(own.close.prefix(20)) }
        } clean: { own in
            own.close.indices.map { $0 < 19 ? .nan : own.close[$0] / LookAheadTests.mean(own.close.prefix(20)) }
        },
        Trap(name: "the next close on the last day of a month", barsAhead: nil) { own in
            own.close.indices.map { row in
                let isLast =
                    row + 1 < own.count && own.times[row].utcDate.parts.month != own.times[row + 1].utcDate.parts.month
                return own.close[isLast ? row + 1 : row]
            }
        } clean: {
            $0.close
        },
    ]

    @Test("what shows at few bars only is cut there, whatever the seed", arguments: narrow)
    func narrowTrap(trap: Trap) {
        for seed in UInt64(1)...8 {
            let verifier = LookAheadVerifier(Self.bars, cuts: 12, seed: seed)
            let leaky = compute(trap.leaky, Self.bars.series)
            #expect(verifier.truncation(of: leaky) { compute(trap.leaky, $0) }.findings.count == 1)
            #expect(verifier.perturbation(of: leaky) { compute(trap.leaky, $0) }.findings.count == 1)
            let clean = compute(trap.clean, Self.bars.series)
            #expect(verifier.truncation(of: clean) { compute(trap.clean, $0) }.findings.isEmpty)
        }
    }

    @Test("one bar in hundreds is found where every bar is cut, and what differs by name or neighbours is told")
    func staircase() {
        let bars = Self.bars
        let rare = { (own: BarSeries) in own.close.indices.map { own.close[$0 == 211 && own.count > 212 ? 212 : $0] } }
        let verifier = LookAheadVerifier(bars, cuts: 2, leastTimes: 30, seed: 1)
        let base = compute(rare, bars.series)
        #expect(verifier.isOfOneSymbol(base, prefix: "X") { compute(rare, $0) })
        let outcome = verifier.staircase(of: base, stairs: 400, prefix: "X") { compute(rare, $0) }
        #expect(outcome.findings.first?.barsAhead == 1 && outcome.findings.first?.cuts ?? 0 >= 1)
        #expect(outcome.cutPoints > 500)
        let few = verifier.staircase(of: base, stairs: 10, prefix: "X") { compute(rare, $0) }
        #expect(few.cutPoints == 20)
        func across(_ series: [BarSeries]) -> ComputedValues {
            compute({ own in own.close.map { $0 + Double(series.count) } }, series)
        }
        #expect(!verifier.isOfOneSymbol(across(bars.series), prefix: "X", across))
        #expect(verifier.removals.allSatisfy { $0 >= bars.times[29] })
    }

    @Test("a symbol that is left out for what comes later is found where it appears, and a giant hides nothing")
    func hidden() {
        let last = Self.bars.times.last
        func survivors(_ series: [BarSeries]) -> ComputedValues {
            let end = series.compactMap(\.times.last).max() ?? last
            return compute({ $0.close }, series.filter { $0.times.last == end })
        }
        let verifier = LookAheadVerifier(Self.bars, cuts: 12, tolerance: 1e-12, seed: 2)
        #expect(verifier.truncation(of: survivors(Self.bars.series), survivors).findings.count == 1)
        let giant = { (own: BarSeries) in
            own.close.indices.map { $0 == 3 ? 1e16 : $0 + 1 < own.count ? own.close[$0 + 1] : own.close[$0] }
        }
        let base = compute(giant, Self.bars.series)
        #expect(verifier.truncation(of: base) { compute(giant, $0) }.findings.count == 1)
        let infinite = { (own: BarSeries) in own.close.map { own.count > 300 ? .infinity : $0 } }
        #expect(
            verifier.truncation(of: compute(infinite, Self.bars.series)) { compute(infinite, $0) }.findings.count == 1)
    }

    @Test("more bars than there are times for are not made up")
    func longest() {
        for interval in [BarInterval.day, BarInterval.week] {
            let bars = SyntheticBars.universe(SyntheticBars.symbols(1), bars: 120_000, interval: interval, seed: 1)
            #expect(bars.count > 10_000 && bars.count < 70_000)
        }
    }

    @Test("the finding says what moved: symbol, time, cut, before and after")
    func example() throws {
        let verifier = LookAheadVerifier(Self.bars, cuts: 3, seed: 1)
        let base = compute(Self.traps[0].leaky, Self.bars.series)
        let outcome = verifier.perturbation(of: base) { compute(Self.traps[0].leaky, $0) }
        let finding = try #require(outcome.findings.first)
        let own = try #require(Self.bars.series.first { $0.symbol == finding.symbol })
        let time = try #require(finding.time)
        let row = own.firstIndex(notBefore: time)
        #expect(own.times[row] == time && finding.was == own.close[row + 1] && finding.became != finding.was)
        #expect(verifier.cuts.contains { $0 == finding.cut } && finding.cuts == 3)
    }

    @Test("what another symbol does later is found, in whatever symbol it shows")
    func otherSymbolsFuture() {
        /// The close over the mean of the last closes of all symbols that are there.
        func leaky(_ series: [BarSeries]) -> ComputedValues {
            let last = Self.mean(series.compactMap(\.close.last)[...])
            return compute({ own in own.close.map { $0 / last } }, series)
        }
        let verifier = LookAheadVerifier(Self.bars, cuts: 5, seed: 2)
        let base = leaky(Self.bars.series)
        #expect(verifier.truncation(of: base, leaky).findings.count == 1)
        #expect(verifier.perturbation(of: base, leaky).findings.count == 1)
    }

    @Test("a symbol that moves with others is found, and one that does not is not")
    func otherSymbols() {
        func spread(_ series: [BarSeries]) -> ComputedValues {
            compute({ own in own.close.map { $0 - (series.last?.close.first ?? 0) } }, series)
        }
        let verifier = LookAheadVerifier(Self.bars, cuts: 1, seed: 2)
        let found = verifier.otherSymbols(of: spread(Self.bars.series), spread).findings
        #expect(found.count == 1 && found.first?.barsAhead == nil)
        let own = { (series: [BarSeries]) in compute({ $0.close }, series) }
        #expect(verifier.otherSymbols(of: own(Self.bars.series), own).findings.isEmpty)
    }

    @Test("rows that come or go with later bars are found, and a symbol that vanishes")
    func rows() {
        /// Says nothing of a symbol until it has 200 bars, and then of all of them.
        func leaky(_ series: [BarSeries]) -> ComputedValues {
            compute({ $0.close }, series.filter { $0.count >= 200 })
        }
        let verifier = LookAheadVerifier(Self.bars, cuts: 10, seed: 2)
        let outcome = verifier.truncation(of: leaky(Self.bars.series), leaky)
        #expect(outcome.findings.count == 1 && outcome.findings.first?.became.isNaN == true)
    }

    @Test("what differs from one time to the next is told as such")
    func repetition() {
        var calls = 0.0
        func unsteady(_ series: [BarSeries]) -> ComputedValues {
            calls += 1
            return compute({ own in own.close.map { $0 + calls } }, series)
        }
        let verifier = LookAheadVerifier(Self.bars, cuts: 1, seed: 2)
        let base = unsteady(Self.bars.series)
        #expect(verifier.repetition(of: base, unsteady).findings.first?.barsAhead == nil)
        #expect(verifier.repetition(of: base, unsteady).findings.count == 1)
    }

    @Test("a tolerance forgives roundings and nothing else")
    func tolerance() {
        func rounded(_ shift: Double) -> ([BarSeries]) -> ComputedValues {
            { compute({ own in own.close.map { $0 * (1 + shift * Double(own.count)) } }, $0) }
        }
        func findings(_ shift: Double, _ tolerance: Double) -> Int {
            let verifier = LookAheadVerifier(Self.bars, cuts: 5, tolerance: tolerance, seed: 3)
            return verifier.truncation(of: rounded(shift)(Self.bars.series), rounded(shift)).findings.count
        }
        #expect(findings(1e-15, 1e-12) == 0)
        #expect(findings(1e-15, 0) == 1)
        #expect(findings(1e-10, 1e-12) == 1)
    }

    @Test(
        "cuts increase, leave a bar after them, are the same for a seed, and sit on odd bars too",
        arguments: [1, 2, 30])
    func cuts(count: Int) {
        let cuts = LookAheadVerifier(Self.bars, cuts: count, seed: 9).cuts
        #expect(zip(cuts, cuts.dropFirst()).allSatisfy(<) && !cuts.isEmpty && cuts.count <= count)
        #expect(cuts.allSatisfy { $0 < Self.bars.times[Self.bars.times.count - 1] })
        #expect(cuts == LookAheadVerifier(Self.bars, cuts: count, seed: 9).cuts)
        let quiet = cuts.filter { cut in
            Self.bars.series.contains { own in
                let row = own.firstIndex(notBefore: cut)
                return row < own.count && own.times[row] == cut && own.volume[row] == 0
            }
        }
        #expect(count < 30 || quiet.count >= 5)
    }

    @Test("bars made up are sound and awkward")
    func synthetic() {
        for own in Self.bars.series {
            #expect((0..<own.count).allSatisfy { own.high[$0] >= max(own.open[$0], own.close[$0]) })
            #expect((0..<own.count).allSatisfy { own.low[$0] > 0 && own.low[$0] <= min(own.open[$0], own.close[$0]) })
            #expect(own.volume.contains(0) && own.count < 400)
            #expect(zip(own.close, own.close.dropFirst()).filter(==).count > 20)
        }
        #expect(Set(Self.bars.series.compactMap(\.times.first)).count > 1)
        #expect(Self.bars.series.contains { $0.close != $0.adjustedClose })
        let again = SyntheticBars.universe(SyntheticBars.symbols(4), bars: 400, seed: 5)
        #expect(again.series == Self.bars.series)
        let hourly = SyntheticBars.universe(SyntheticBars.symbols(1), bars: 200, interval: .hour, seed: 5)
        #expect(hourly.series[0].times.allSatisfy { TradingCalendar.nyse.isOpen(at: $0.advanced(bySeconds: -1)) })
    }
}
