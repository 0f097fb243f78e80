import Base
import MarketData
import Testing

struct QualityMovementTests {
    @Test("finds a spike that is back at the next bar, once, up or down", arguments: [1.4, 0.6, 3, 0.1])
    func spike(factor: Double) throws {
        var bars = try QualityBars.daily()
        bars.scalePrices(in: 100..<101, by: factor)
        let result = bars.examined()
        let finding = try #require(result.findings.first)
        #expect(result.findings.count == 1 && finding.rule == .spikeReverts && finding.severity == .warning)
        #expect(finding.row == 100 && abs(finding.value - (factor - 1)) < 0.05 * factor)
        #expect(result.clean.count == 250)
    }

    @Test("says nothing of a fall that stays within what is usual, nor of a calm market's largest day")
    func quiet() throws {
        for seed in 1...20 {
            #expect(try QualityBars.daily(seed: UInt64(seed)).examined().findings.isEmpty, "seed \(seed)")
        }
        var bars = try QualityBars.daily()
        bars.scalePrices(in: 100..<250, by: 0.9)
        #expect(bars.examined().findings.isEmpty)
    }

    @Test(
        "finds a split that was not adjusted for, whatever its ratio",
        arguments: [
            (2.0, 1.0), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1), (8, 1), (10, 1), (15, 1), (20, 1), (3, 2), (1, 2),
            (1, 8), (1, 20),
        ])
    func split(new: Double, old: Double) throws {
        var bars = try QualityBars.daily()
        bars.scalePrices(in: 100..<250, by: old / new)
        for row in 100..<250 { bars.volume[row] *= new / old }
        let result = bars.examined()
        // A source may have adjusted the volumes though not the prices.
        var adjustedVolume = bars
        adjustedVolume.volume = try QualityBars.daily().volume
        #expect(adjustedVolume.examined().rules == ["unadjusted-split"])
        let finding = try #require(result.findings.first)
        #expect(result.findings.count == 1 && finding.rule == .unadjustedSplit && finding.severity == .warning)
        #expect(finding.row == 100 && abs(finding.value - new / old) < 1e-12)
        #expect(finding.note.contains("\(Int(new)):\(Int(old)) split?"))
    }

    @Test("a fall by half on many times the turnover is a fall, and only for information")
    func crash() throws {
        var bars = try QualityBars.daily()
        bars.scalePrices(in: 100..<250, by: 0.5)
        for row in 100..<250 { bars.volume[row] *= row == 100 ? 20 : 3 }
        let result = bars.examined()
        #expect(result.rules == ["price-jump"] && result.findings.first?.severity == .info)
        #expect(abs((result.findings.first?.value ?? 0) + 0.5) < 0.02)
    }

    @Test("a jump by no split's ratio on a usual turnover is a warning")
    func jump() throws {
        var bars = try QualityBars.daily()
        bars.scalePrices(in: 100..<250, by: 0.37)
        for row in 100..<250 { bars.volume[row] *= 2.5 }
        let result = bars.examined()
        #expect(result.rules == ["price-jump"] && result.findings.first?.severity == .warning)
    }

    @Test("a fall by half that comes during the day is no split")
    func duringTheDay() throws {
        var bars = try QualityBars.daily()
        let open = bars.open[100]
        bars.scalePrices(in: 100..<250, by: 0.5)
        bars.open[100] = open
        bars.high[100] = open * 1.01
        #expect(bars.examined().rules == ["price-jump"])
    }

    @Test("a halving that is soon made good is no split")
    func recovers() throws {
        var bars = try QualityBars.daily()
        bars.scalePrices(in: 100..<103, by: 0.5)
        #expect(!bars.examined().rules.contains("unadjusted-split"))
    }

    @Test("a split in the adjusted column alone is none, nor is one the adjustment has taken out")
    func adjusted() throws {
        var bars = try QualityBars.daily()
        let adjusted = bars.adjustedClose
        bars.scalePrices(in: 0..<100, by: 4)
        bars.adjustedClose = adjusted
        #expect(bars.examined().findings.isEmpty)
    }

    @Test("without volume finds the splits but not 3:2, the size of many a true move")
    func withoutVolume() throws {
        for (factor, expected) in [(0.5, ["unadjusted-split", "zero-volume"]), (2.0 / 3, ["zero-volume"])] {
            var bars = try QualityBars.daily()
            bars.volume = bars.volume.map { _ in 0 }
            bars.scalePrices(in: 100..<250, by: factor)
            #expect(bars.examined().rules == expected)
        }
    }

    @Test("a jump in the first or last bars is found and traps nowhere", arguments: [1, 2, 248, 249])
    func edges(row: Int) throws {
        var bars = try QualityBars.daily()
        bars.scalePrices(in: row..<250, by: 0.3)
        #expect(bars.examined().rules == ["price-jump"])
    }

    @Test("one jump does not hide the next")
    func twoJumps() throws {
        var bars = try QualityBars.daily()
        bars.scalePrices(in: 100..<250, by: 0.3)
        bars.scalePrices(in: 106..<250, by: 2.9)
        #expect(bars.examined().of(.priceJump).map(\.row) == [100, 106])
    }

    @Test("a wild market makes its own large days usual")
    func wild() throws {
        var bars = try QualityBars.daily()
        var generator = SeededGenerator(seed: 5)
        var factor = 1.0
        for row in 50..<250 {
            factor *= generator.uniform() < 0.5 ? 1.25 : 0.8
            bars.scalePrices(in: row..<(row + 1), by: factor)
        }
        // The first wild days stand out against the calm before them; those after three months do not.
        let late = bars.examined().findings.filter { ($0.row ?? 0) > 110 }
        #expect(late.isEmpty)
    }

    @Test("prices that hardly move make no jump of a tick")
    func pegged() throws {
        var bars = try QualityBars.daily()
        for row in 0..<250 {
            let price = row.isMultiple(of: 50) ? 1.0002 : 1
            (bars.open[row], bars.high[row], bars.low[row]) = (price, price + 1e-6 * Double(row % 7), price)
            (bars.close[row], bars.adjustedClose[row]) = (price, price)
        }
        #expect(bars.examined().findings.isEmpty)
    }
}

struct QualityRunTests {
    @Test("finds a run of bars alike and says how long it is")
    func stale() throws {
        var bars = try QualityBars.daily()
        for row in 101..<107 {
            (bars.open[row], bars.high[row], bars.low[row]) = (bars.open[100], bars.high[100], bars.low[100])
            (bars.close[row], bars.adjustedClose[row]) = (bars.close[100], bars.adjustedClose[100])
        }
        let result = bars.examined()
        let finding = try #require(result.findings.first)
        #expect(
            result.rules == ["stale-run"] && finding.count == 7 && finding.row == 100 && finding.severity == .warning)
        #expect(finding.time == bars.times[100] && finding.lastTime == bars.times[106])
    }

    @Test(
        "lets a shorter run pass, and finds one at the very end",
        arguments: [(246, 250, 0), (245, 250, 1), (0, 4, 0), (0, 5, 1)])
    func staleThreshold(start: Int, end: Int, findings: Int) throws {
        var bars = try QualityBars.daily()
        for row in start..<end {
            (bars.open[row], bars.high[row], bars.low[row]) = (bars.open[start], bars.high[start], bars.low[start])
            (bars.close[row], bars.adjustedClose[row]) = (bars.close[start], bars.adjustedClose[start])
        }
        #expect(bars.examined().of(.staleRun).count == findings)
    }

    @Test("gathers days without volume into runs")
    func zeroVolume() throws {
        var bars = try QualityBars.daily()
        for row in [50, 51, 52, 249] { bars.volume[row] = 0 }
        let found = bars.examined()
        #expect(found.rules == ["zero-volume"] && found.findings.map(\.count) == [3, 1])
        #expect(found.findings.allSatisfy { $0.severity == .warning } && found.findings.first?.row == 50)
    }

    @Test("a market without volume is one thing to know; so is a quiet hour")
    func noVolume() throws {
        var bars = try QualityBars.daily()
        bars.volume = bars.volume.map { _ in 0 }
        #expect(bars.examined().findings.map(\.severity) == [.info])
        var hours = try QualityBars.hourly("BTC-USDT", from: "2023-03-10T01:00:00Z", count: 100)
        hours.volume[50] = 0
        #expect(hours.examined().findings.map(\.severity) == [.info])
    }

    @Test("thresholds can be moved")
    func thresholds() throws {
        var thresholds = QualityThresholds.daily
        thresholds.staleRunBars = 2
        var bars = try QualityBars.daily()
        (bars.open[101], bars.high[101], bars.low[101]) = (bars.open[100], bars.high[100], bars.low[100])
        (bars.close[101], bars.adjustedClose[101]) = (bars.close[100], bars.adjustedClose[100])
        let check = QualityCheck(calendar: .nyse, thresholds: thresholds)
        #expect(check.examine(bars).rules == ["stale-run"])
        #expect(bars.examined().findings.isEmpty)
    }
}
