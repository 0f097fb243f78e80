import Base
import Features
import Foundation
import Testing

@Suite struct PanelTests {
    /// Three symbols: one whole, one begun later, one with gaps; given out of order.
    private func universe() throws -> [BarSeries] {
        [
            try SampleBars.series("CCC", scale: 3, rows: 0..<900) { $0 % 11 != 4 },
            try SampleBars.series("AAA", rows: 0..<900),
            try SampleBars.series("BBB", scale: 0.5, rows: 300..<700),
        ]
    }

    private func panel(_ series: [BarSeries], horizons: [Int] = [1, 5, 21]) throws -> Panel {
        try Panel.build(series: series, featureSet: try SampleBars.core(), horizons: horizons)
    }

    @Test("rows are sorted by time, then symbol, without the bars of the warm-up")
    func order() throws {
        let series = try universe()
        let panel = try panel(series)
        #expect(panel.symbols.map(\.name) == ["AAA", "BBB", "CCC"])
        let keys = (0..<panel.count).map { (panel.times[$0], panel.symbolIndex[$0]) }
        #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
        let skip = try SampleBars.core().warmUpBars
        #expect(panel.count == series.map { $0.count - skip }.reduce(0, +))
    }

    @Test("each symbol's rows hold its own features, closes, volatility, targets and seasonal forecasts")
    func content() throws {
        let set = try SampleBars.core()
        for raw in try universe() {
            let rows = try panel(try universe()).rows(of: raw.symbol)
            let bars = raw.adjusted()
            let skip = set.warmUpBars
            #expect(rows.symbols == [raw.symbol] && rows.times == Array(bars.times[skip...]))
            for (feature, column) in set.columns(of: bars).enumerated() {
                let own = (0..<rows.count).map { rows.featureRow($0)[$0 * set.featureNames.count + feature] }
                #expect(differences(own, Array(column[skip...])).isEmpty)
            }
            #expect(rows.closes == Array(bars.close[skip...]))
            let volatility = ReturnVolatility.values(closes: bars.close)
            #expect(differences(rows.volatility, Array(volatility[skip...])).isEmpty)
            for (place, horizon) in rows.horizons.enumerated() {
                let targets = Labels.logReturns(closes: bars.close, horizonBars: horizon)
                let seasonal = Labels.seasonalReturns(closes: bars.close, horizonBars: horizon)
                #expect(differences(rows.targets[place], Array(targets[skip...])).isEmpty)
                #expect(differences(rows.seasonal[place], Array(seasonal[skip...])).isEmpty)
            }
        }
    }

    @Test("cutting the bars leaves the earlier rows as they were, and takes only targets away")
    func truncation() throws {
        let whole = try panel(try universe())
        let cut = whole.times[whole.count * 2 / 3]
        let part = try panel(try universe().map { $0.upTo(cut) })
        let count = part.count
        let width = whole.featureNames.count
        #expect(part.times == Array(whole.times[..<count]) && part.symbolIndex == Array(whole.symbolIndex[..<count]))
        #expect(part.features == Array(whole.features[..<(count * width)]))
        #expect(part.volatility == Array(whole.volatility[..<count]))
        for place in whole.horizons.indices {
            #expect(differences(part.seasonal[place], Array(whole.seasonal[place][..<count])).isEmpty)
            let known = part.targets[place].indices.filter { !part.targets[place][$0].isNaN }
            #expect(known.allSatisfy { part.targets[place][$0] == whole.targets[place][$0] })
            #expect(known.count < count && known.count >= count - 3 * whole.horizons[place])
        }
    }

    @Test("rows without a price are left out, a feature that is not finite is missing, the others stay whole")
    func badRows() throws {
        let clean = try SampleBars.series("AAA", rows: 0..<300)
        let other = try SampleBars.series("BBB", rows: 0..<300)
        var dirty = BarSeries(symbol: clean.symbol, interval: .day)
        for row in 0..<clean.count {
            var bar = clean[row]
            if row % 40 == 10 {
                bar.close = .nan
                bar.adjustedClose = .nan
            }
            if row == 200 { bar.volume = .infinity }
            dirty.append(bar)
        }
        let panel = try panel([dirty, other])
        let missing: [Instant] = stride(from: 90, to: 300, by: 40).map { clean.times[$0] }
        let kept = panel.rows(of: clean.symbol)
        #expect(Set(kept.times).isDisjoint(with: missing) && kept.count <= 240 - missing.count && kept.count > 200)
        #expect(panel.volatility.allSatisfy { $0.isFinite } && panel.features.allSatisfy { !$0.isInfinite })
        let strange = try #require(kept.times.firstIndex(of: clean.times[200]))
        let known = kept.featureRow(strange).count { $0.isFinite }
        #expect(known > 0 && known < panel.featureNames.count)
        #expect(panel.rows(of: other.symbol).features == (try self.panel([other])).features)
        #expect(panel.features.count == panel.count * panel.featureNames.count)
    }

    @Test("symbols without enough bars are named but have no rows")
    func shortSeries() throws {
        let short = try SampleBars.series("ZZZ", rows: 0..<30)
        let empty = try SampleBars.series("YYY", rows: 0..<0)
        let panel = try panel([short, empty])
        #expect(panel.count == 0 && panel.symbols.count == 2 && panel.features.isEmpty)
        #expect(try self.panel([]).count == 0)
        #expect(try #require(Symbol("QQQ")).name == "QQQ" && panel.rows(of: short.symbol).count == 0)
    }

    @Test("refuses a symbol given twice, mixed intervals and bad horizons")
    func refusals() throws {
        let daily = try SampleBars.series("AAA", rows: 0..<100)
        let hourly = BarSeries(symbol: try #require(Symbol("BBB")), interval: .hour)
        #expect(throws: FeatureError.duplicateSymbol(daily.symbol)) { try panel([daily, daily]) }
        #expect(throws: FeatureError.mixedIntervals(hourly.symbol, .hour, expected: .day)) {
            try panel([daily, hourly])
        }
        for horizons in [[0], [1, 1], [-3], [100_001]] {
            #expect(throws: FeatureError.badHorizons(horizons)) { try panel([daily], horizons: horizons) }
        }
    }
}
