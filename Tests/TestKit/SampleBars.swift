public import Base

/// Bars made up from a seed.
public enum SampleBars {
    /// A walk of daily bars, one each 24 hours from `first` on, of plausible prices.
    public static func walk(
        _ symbol: Symbol, count: Int, seed: UInt64, first: Instant = Instant(seconds: 1_577_912_400),
        interval: BarInterval = .day
    ) -> BarSeries {
        var generator = SeededGenerator(seed: seed)
        var series = BarSeries(symbol: symbol, interval: interval)
        var price = 20 + 200 * generator.uniform()
        for index in 0..<count {
            let open = price
            price *= 1 + (generator.uniform() - 0.5) * 0.04
            series.append(
                Bar(
                    time: first.advanced(bySeconds: Int64(index * interval.seconds)), open: open,
                    high: max(open, price) * 1.001, low: min(open, price) * 0.999, close: price,
                    adjustedClose: price * 0.9, volume: (generator.uniform() * 1e6).rounded()))
        }
        return series
    }

    /// A symbol that is known to be one.
    public static func symbol(_ name: String) -> Symbol {
        guard let symbol = Symbol(name) else { preconditionFailure("\(name) is not a symbol") }
        return symbol
    }
}
