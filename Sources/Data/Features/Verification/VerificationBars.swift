public import Base

/// Bars to prove something on: those of a few symbols at one interval, as stored (not adjusted).
public struct VerificationBars: Sendable {
    /// Where they come from, in a word.
    public let name: String
    /// At most one series a symbol.
    public let series: [BarSeries]
    /// The times at which any symbol has a bar, increasing.
    public let times: [Instant]

    /// Names some bars.
    public init(_ name: String, _ series: [BarSeries]) {
        self.name = name
        self.series = series.filter { !$0.isEmpty }
        times = Set(self.series.flatMap(\.times)).sorted()
    }

    /// The number of bars.
    public var count: Int { series.reduce(0) { $0 + $1.count } }

    /// The bars up to a time, as if nothing had come yet after it; symbols without a bar by then are empty.
    func upTo(_ cut: Instant) -> [BarSeries] { series.map { $0.upTo(cut) } }

    /// The bars of every second symbol up to a time, and all bars of the others.
    func upTo(_ cut: Instant, everySecondFrom first: Int) -> [BarSeries] {
        series.enumerated().map { $0.offset % 2 == first ? $0.element.upTo(cut) : $0.element }
    }

    /// The same bars up to a time, and after it the same times with other bars: shuffled and rescaled, of every symbol.
    func scrambled(after cut: Instant, seed: UInt64) -> [BarSeries] {
        var generator = SeededGenerator(seed: seed)
        return series.map { $0.scrambled(from: $0.upTo(cut).count, by: &generator) }
    }

    /// The bars of one symbol as they are, and those of all others shuffled and rescaled from the first on.
    func scrambled(except kept: Int, seed: UInt64) -> [BarSeries] {
        var generator = SeededGenerator(seed: seed)
        return series.indices.map { $0 == kept ? series[$0] : series[$0].scrambled(from: 0, by: &generator) }
    }
}

extension BarSeries {
    /// The same times; the bars from an index on shuffled, each with its open, its close and its volume times numbers of
    /// their own, and high and low around them.
    func scrambled(from first: Int, by generator: inout SeededGenerator) -> BarSeries {
        guard first < count else { return self }
        var result = self[0..<first]
        var order = Array(first..<count)
        order.shuffle(using: &generator)
        for (place, source) in order.enumerated() {
            var bar = self[source]
            let factor = 0.5 + 1.5 * generator.uniform()
            let ownFactor = factor * (0.95 + 0.1 * generator.uniform())
            bar.time = times[first + place]
            bar.open *= ownFactor
            bar.close *= factor
            bar.adjustedClose *= factor
            bar.high = max(bar.high * factor, bar.open, bar.close)
            bar.low = min(bar.low * factor, bar.open, bar.close)
            let isQuiet = generator.uniform() < 0.05
            bar.volume = isQuiet ? 0 : (bar.volume * (0.5 + 2 * generator.uniform())).rounded() + 1
            result.append(bar)
        }
        return result
    }
}
