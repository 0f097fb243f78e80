import Base
import MarketData
import Testing

struct QualityRowTests {
    @Test("finds nothing in clean bars and passes them through")
    func clean() throws {
        let bars = try QualityBars.daily()
        let result = bars.examined()
        #expect(result.findings.isEmpty && result.quarantinedRows.isEmpty && result.repeatedRows == 0)
        #expect(result.clean == BarSeries(bars))
        // Not copied: the very same storage.
        let isShared = result.clean.close.withUnsafeBufferPointer { clean in
            bars.close.withUnsafeBufferPointer { $0.baseAddress == clean.baseAddress }
        }
        #expect(isShared)
    }

    @Test("finds nothing in no bars and in one bar")
    func few() throws {
        #expect(try QualityBars.daily(0).examined().findings.isEmpty)
        let one = try QualityBars.daily(1).examined()
        #expect(one.findings.isEmpty && one.clean.count == 1)
        #expect(try QualityBars.daily(2).examined().findings.isEmpty)
    }

    /// One fault each, put into row 100.
    enum Fault: String, CaseIterable, Sendable {
        case noOpen, infiniteHigh, noLow, noClose, noAdjustedClose, zeroOpen, negativeLow, zeroAdjustedClose
        case highBelowLow, openAboveHigh, openBelowLow, closeAboveHigh, closeBelowLow

        func put(into bars: inout RawBars) {
            switch self {
            case .noOpen: bars.open[100] = .nan
            case .infiniteHigh: bars.high[100] = .infinity
            case .noLow: bars.low[100] = .nan
            case .noClose: bars.close[100] = .nan
            case .noAdjustedClose: bars.adjustedClose[100] = .nan
            case .zeroOpen: bars.open[100] = 0
            case .negativeLow: bars.low[100] = -1
            case .zeroAdjustedClose: bars.adjustedClose[100] = 0
            case .highBelowLow: swap(&bars.high[100], &bars.low[100])
            case .openAboveHigh: bars.open[100] = bars.high[100] * 1.001
            case .openBelowLow: bars.open[100] = bars.low[100] * 0.999
            case .closeAboveHigh: bars.close[100] = bars.high[100] * 1.001
            case .closeBelowLow: bars.close[100] = bars.low[100] * 0.999
            }
        }

        var rule: QualityRule {
            switch self {
            case .noOpen, .infiniteHigh, .noLow, .noClose, .noAdjustedClose: .missingValue
            case .zeroOpen, .negativeLow, .zeroAdjustedClose: .nonPositivePrice
            case .highBelowLow: .highBelowLow
            case .openAboveHigh, .openBelowLow, .closeAboveHigh, .closeBelowLow: .openCloseOutsideRange
            }
        }
    }

    @Test("quarantines a row whose prices cannot be true, and only that", arguments: Fault.allCases)
    func faults(fault: Fault) throws {
        var bars = try QualityBars.daily()
        fault.put(into: &bars)
        let result = bars.examined()
        let finding = try #require(result.findings.first)
        #expect(result.findings.count == 1 && finding.rule == fault.rule && finding.severity == .error)
        #expect(finding.row == 100 && finding.time == bars.times[100] && finding.value.isFinite)
        #expect(result.quarantinedRows == [100])
        #expect(result.clean == BarSeries(bars.rows(Array(0..<100) + Array(101..<250))))
    }

    @Test("says how far a price lies outside and which one it is")
    func values() throws {
        var bars = try QualityBars.daily()
        (bars.high[100], bars.low[100], bars.open[100], bars.close[100]) = (102, 98, 105.06, 100)
        let finding = try #require(bars.examined().findings.first)
        #expect(abs(finding.value - 0.03) < 1e-12)
        #expect(finding.note == "open 105.06 is above high 102.0")
    }

    @Test("lets pass what is only rounding", arguments: [1 + 9e-7, 1 - 9e-7])
    func rounding(factor: Double) throws {
        var bars = try QualityBars.daily()
        if factor > 1 { bars.close[100] = bars.high[100] * factor } else { bars.open[100] = bars.low[100] * factor }
        #expect(bars.examined().findings.isEmpty)
    }

    @Test("keeps a row whose volume is missing or negative, with volume 0", arguments: [Double.nan, -5, .infinity])
    func volume(value: Double) throws {
        var bars = try QualityBars.daily()
        bars.volume[100] = value
        bars.volume[101] = value
        let result = bars.examined()
        let finding = try #require(result.of(.missingValue).first)
        #expect(finding.count == 2 && finding.severity == .warning && finding.row == 100)
        #expect(finding.lastTime == bars.times[101])
        #expect(result.quarantinedRows.isEmpty && result.clean.count == 250 && result.clean.volume[100] == 0)
    }

    @Test("a source without any volume is one thing to know")
    func noVolume() throws {
        var bars = try QualityBars.daily()
        bars.volume = bars.volume.map { _ in .nan }
        let result = bars.examined()
        #expect(result.findings.count == 2 && result.findings.allSatisfy { $0.severity == .info && $0.count == 250 })
        #expect(result.rules == ["missing-value", "zero-volume"])
    }

    @Test("sorts rows out of order and says so once for a file that runs backwards")
    func outOfOrder() throws {
        let bars = try QualityBars.daily()
        let backwards = bars.rows(Array((0..<250).reversed())).examined()
        #expect(backwards.findings.count == 1)
        let finding = try #require(backwards.of(.outOfOrder).first)
        #expect(finding.count == 249 && finding.severity == .warning && finding.time == bars.times[0])
        #expect(backwards.clean == BarSeries(bars))

        var order = Array(0..<250)
        order.swapAt(10, 11)
        order.swapAt(20, 22)
        let swapped = bars.rows(order).examined()
        #expect(swapped.of(.outOfOrder).map(\.count) == [1, 2])
        #expect(swapped.of(.outOfOrder).first?.row == 11 && swapped.clean == BarSeries(bars))
    }

    @Test("leaves out a repeated row with a warning, wherever it stands")
    func repeated() throws {
        let bars = try QualityBars.daily()
        let beside = bars.rows(Array(0...100) + Array(100..<250)).examined()
        #expect(beside.rules == ["duplicate-row"] && beside.of(.duplicate).first?.severity == .warning)
        #expect(beside.repeatedRows == 1 && beside.quarantinedRows.isEmpty && beside.clean == BarSeries(bars))

        let twice = bars.rows(Array(0..<250) + Array(0..<250)).examined()
        #expect(twice.of(.duplicate).map(\.count) == [250] && twice.repeatedRows == 250)
        #expect(twice.clean == BarSeries(bars) && twice.quarantinedRows.isEmpty)
    }

    @Test("of two rows that contradict each other keeps the later and quarantines the earlier")
    func conflict() throws {
        let bars = try QualityBars.daily()
        var both = bars.rows(Array(0...100) + Array(100..<250))
        both.close[100] = (both.low[100] + both.high[100]) / 2
        let result = both.examined()
        let finding = try #require(result.of(.duplicate).first)
        #expect(finding.severity == .error && finding.row == 100 && result.quarantinedRows == [100])
        #expect(result.findings.count == 1 && result.clean == BarSeries(bars) && result.repeatedRows == 0)
    }

    @Test("a later row that is itself in error does not displace a sound one")
    func soundRowWins() throws {
        let bars = try QualityBars.daily()
        var both = bars.rows(Array(0...100) + Array(100..<250))
        both.high[101] = .nan
        let result = both.examined()
        #expect(result.rules == ["missing-value"] && result.quarantinedRows == [101] && result.clean == BarSeries(bars))
    }

    @Test("refuses columns of different lengths")
    func refusesLengths() async {
        await #expect(processExitsWith: .failure) {
            var bars = try QualityBars.daily(5)
            bars.close.removeLast()
            _ = bars.examined()
        }
    }

    @Test("quarantines everything where everything is bad")
    func nothingLeft() throws {
        var bars = try QualityBars.daily(20)
        bars.close = bars.close.map { _ in .nan }
        let result = bars.examined()
        #expect(result.quarantinedRows == Array(0..<20) && result.clean.isEmpty && result.count(of: .error) == 20)
    }
}

extension BarSeries {
    /// A series of bars that are clean already.
    init(_ bars: RawBars) {
        self.init(
            symbol: bars.symbol, interval: bars.interval, times: bars.times, open: bars.open, high: bars.high,
            low: bars.low, close: bars.close, adjustedClose: bars.adjustedClose, volume: bars.volume)
    }
}
