public import Base
import Glibc

/// Bars whose returns are known by construction, and a small feature set to learn them by.
public enum SimulatedBars {
    /// Daily bars of NYSE sessions from 2015-01-02 on with log returns r_t = φ·r_{t−1} + 0.01·ε.
    ///
    /// With φ (`autocorrelation`) 0 prices are random walks; else a share φ² of a return's variance can be forecast.
    public static func series(
        _ name: String, count: Int, seed: UInt64, autocorrelation: Double = 0, scale: Double = 100
    ) -> BarSeries {
        var generator = SeededGenerator(seed: seed)
        var series = BarSeries(symbol: SampleBars.symbol(name), interval: .day)
        var (price, drift) = (scale, 0.0)
        for date in sessions.prefix(count) {
            drift = autocorrelation * drift + 0.01 * generator.normal()
            let open = price * exp(0.002 * generator.normal())
            price *= exp(drift)
            series.append(
                Bar(
                    time: TradingCalendar.nyse.close(of: date), open: open, high: max(open, price) * 1.002,
                    low: min(open, price) * 0.998, close: price, adjustedClose: price,
                    volume: (1e6 * (0.5 + generator.uniform())).rounded()))
        }
        return series
    }

    /// Series as a CSV file.
    public static func csv(_ series: [BarSeries]) -> String {
        var text = "symbol,date,open,high,low,close,adjusted,volume\n"
        for one in series {
            for index in 0..<one.count {
                let bar = one[index]
                text += "\(one.symbol),\(bar.time.utcDate),\(bar.open),\(bar.high),\(bar.low),\(bar.close),"
                text += "\(bar.adjustedClose),\(bar.volume)\n"
            }
        }
        return text
    }

    private static let sessions: [CivilDate] = {
        guard let first = CivilDate(year: 2015, month: 1, day: 2), let last = CivilDate(year: 2020, month: 12, day: 31)
        else { return [] }
        return TradingCalendar.nyse.sessions(from: first, through: last)
    }()

    /// A feature set that sees the last return among others.
    public static let featureSetText = """
        name: small
        version: 1
        features:
          - {name: return_1, expression: "log_return(close, 1)"}
          - {name: return_5, expression: "log_return(close, 5)"}
          - {name: volatility_close_20, expression: "volatility_close(close, 20)"}
          - {name: weekday_sin, expression: "weekday().sin"}

        """
}
