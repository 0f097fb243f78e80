public import Base

/// Bars made up from a seed to be awkward: prices that repeat, standstills, bars without volume, gaps, jumps, a split, and
/// symbols that come late or end early.
public enum SyntheticBars {
    /// A universe of symbols that begin, rest and end at different times.
    ///
    /// - Parameters:
    ///   - symbols: The symbols.
    ///   - bars: How many bars the longest has, at the most; there are never more than those of 240 years.
    ///   - interval: What a bar covers: a day, a week, or a part of a day.
    ///   - seed: Fixes the bars.
    /// - Returns: One series a symbol, at the closes of the New York Stock Exchange or within its hours.
    public static func universe(
        _ symbols: [Symbol], bars: Int, interval: BarInterval = .day, seed: UInt64
    ) -> VerificationBars {
        universe(symbols, at: Array(closes(bars, interval).prefix(bars)), interval: interval, seed: seed)
    }

    /// A universe of symbols at some times, increasing.
    public static func universe(
        _ symbols: [Symbol], at times: [Instant], interval: BarInterval, seed: UInt64
    ) -> VerificationBars {
        let series = symbols.enumerated().map { place, symbol in
            var walk = AwkwardWalk(place: place, seed: seed &+ UInt64(place) &* 7919, bars: times.count)
            var series = BarSeries(symbol: symbol, interval: interval)
            for (index, time) in times.enumerated() {
                if let bar = walk.next(index, time) { series.append(bar) }
            }
            return series
        }
        return VerificationBars("synthetic", series)
    }

    /// Names for symbols that do not exist.
    public static func symbols(_ count: Int) -> [Symbol] { (1...max(1, count)).compactMap { Symbol("SYN\($0)") } }

    /// How many days bars are made up for at the most; later times are beyond the range of ``Base/Instant``.
    private static let longestDays = 88_000

    /// When bars close, at least so many, or as many as ``longestDays`` have.
    private static func closes(_ count: Int, _ interval: BarInterval) -> [Instant] {
        let (calendar, first) = (TradingCalendar.nyse, CivilDate(daysSinceEpoch: 16_437))
        let everyNth = max(1, interval.seconds / BarInterval.day.seconds * 5 / 7)
        let wanted = interval.isIntraday ? count / 3 + 10 : count * everyNth * 3 / 2 + 20
        let days = min(wanted, longestDays)
        let sessions = calendar.schedule(from: first, through: CivilDate(daysSinceEpoch: 16_437 + days))
        guard interval.isIntraday else {
            return sessions.enumerated().filter { ($0.offset + 1) % everyNth == 0 }.map(\.element.close)
        }
        return sessions.flatMap { session in
            var times: [Instant] = []
            var next = session.open.advanced(bySeconds: Int64(interval.seconds))
            while next < session.close {
                times.append(next)
                next = next.advanced(bySeconds: Int64(interval.seconds))
            }
            return times + [session.close]
        }
    }
}

/// A walk of prices with everything in it that upsets code.
private struct AwkwardWalk {
    private var generator: SeededGenerator
    private var price: Double
    /// Prices are multiples of it; a large one makes ties.
    private let tick: Double
    private let life: Range<Int>
    private let split: Int
    private let standstill: Range<Int>
    private let hole: Range<Int>

    init(place: Int, seed: UInt64, bars: Int) {
        generator = SeededGenerator(seed: seed)
        price = place % 3 == 1 ? 4 : 20 + 200 * generator.uniform()
        tick = place % 3 == 1 ? 0.1 : 0.01
        life = (place % 4 == 2 ? bars / 5 : 0)..<(place % 4 == 3 ? bars * 9 / 10 : bars)
        func stretch(_ share: Double, _ length: Int) -> Range<Int> {
            let start = Int(Double(bars) * share) + place
            return start..<(start + length)
        }
        standstill = stretch(0.35 + 0.3 * generator.uniform(), 25)
        hole = stretch(0.7 + 0.1 * generator.uniform(), 8)
        split = place % 2 == 0 ? bars * 3 / 5 : -1
    }

    /// The bar of an index; `nil` where there is none.
    mutating func next(_ index: Int, _ time: Instant) -> Bar? {
        guard life.contains(index), !hole.contains(index), generator.uniform() > 0.015 else { return nil }
        let before = price
        let kind = generator.uniform()
        let isQuiet = standstill.contains(index) || kind < 0.06
        var factor = 1 + 0.015 * normal()
        if kind > 0.995 { factor *= 0.8 }
        if kind > 0.99, kind <= 0.995 { factor *= 1.25 }
        if !isQuiet { price = max(tick, (before * factor / tick).rounded() * tick) }
        var open = isQuiet ? price : max(tick, (before * (1 + 0.004 * normal()) / tick).rounded() * tick)
        var high = max(open, price) + (isQuiet ? 0 : (generator.uniform() * 4).rounded() * tick)
        var low = isQuiet ? price : max(tick / 2, min(open, price) - (generator.uniform() * 4).rounded() * tick)
        var close = price
        let isWithoutVolume = isQuiet || generator.uniform() < 0.04
        let volume = isWithoutVolume ? 0 : (1e5 * (0.2 + generator.uniform()) * (1 + 3 * generator.uniform())).rounded()
        // Before a split of 2 for 1 the stored prices are twice the adjusted ones.
        if index < split { (open, high, low, close) = (open * 2, high * 2, low * 2, close * 2) }
        return Bar(
            time: time, open: open, high: high, low: low, close: close, adjustedClose: price, volume: volume)
    }

    /// About normal: twelve uniform numbers.
    private mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + generator.uniform() } }
}
