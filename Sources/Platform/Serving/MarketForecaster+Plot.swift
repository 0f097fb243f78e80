import Base
import Forecasting
import Glibc
import ModelRegistry

extension MarketForecaster {
    /// Bars and forecast band.
    public func plot(_ request: PlotRequest) throws(ServingError) -> [UInt8] {
        let (history, outlook) = try plotted(request)
        var writer = JSONWriter(reserving: 32_768)
        writer.object { writer in
            writer.member("symbol", request.symbol.name)
            writer.member("interval", history.interval.description)
            writer.array("bars") { writer in
                for index in 0..<history.count { writer.object { LiveDocument.write(history[index], to: &$0) } }
            }
            writer.object("forecast") { writer in
                writer.member("as_of", outlook.asOf)
                writer.member("model", outlook.lineup.champion.label)
                writer.member("version", outlook.lineup.champion.version)
                writer.array("points") { writer in
                    for point in band(outlook, bars: request.horizonBars, interval: history.interval) {
                        writer.object { write(point, to: &$0) }
                    }
                }
            }
        }
        return writer.bytes
    }

    /// Bars and forecast band as a picture.
    public func plotSVG(_ request: PlotRequest) throws(ServingError) -> [UInt8] {
        let (history, outlook) = try plotted(request)
        let champion = outlook.lineup.champion
        let title =
            "\(request.symbol) and its forecast for \(request.horizonBars) bars by \(champion.label) "
            + "version \(champion.version), as of \(outlook.asOf.utcDate)"
        let content = PlotPicture.Content(
            title: title, times: history.times, closes: history.close,
            band: band(outlook, bars: request.horizonBars, interval: history.interval))
        return Array(PlotPicture(content).svg().utf8)
    }

    private func plotted(_ request: PlotRequest) throws(ServingError) -> (BarSeries, Outlook) {
        guard request.bars >= 2 else {
            throw .invalid(field: "bars", message: "expected 2 or more, was \(request.bars)")
        }
        let horizon = try lineupHorizon(
            for: ForecastRequest(symbol: request.symbol, horizonBars: request.horizonBars))
        let outlook = try outlook(of: request.symbol, horizonBars: horizon)
        let known = try current(request.symbol).0.history
        // A bar may have come in between: the picture ends where the outlook begins.
        let history = known.upTo(outlook.asOf)
        return (history[max(0, history.count - request.bars)..<history.count], outlook)
    }

    private func band(_ outlook: Outlook, bars: Int, interval: BarInterval) -> [BandPoint] {
        let times = FutureTimes(symbol: outlook.symbol, interval: interval).next(bars, after: outlook.asOf)
        return zip(1...bars, times).compactMap { bar, time in
            guard let distribution = outlook.distribution(bars: bar) else { return nil }
            let quantiles = BandPoint.levels.map {
                roundedPrice(outlook.close * exp(distribution.quantile($0)))
            }
            return BandPoint(time: time, horizonBars: bar, quantiles: quantiles)
        }
    }

    private func write(_ point: BandPoint, to writer: inout JSONWriter) {
        writer.member("time", point.time)
        writer.member("horizon_bars", point.horizonBars)
        for (name, quantile) in zip(["q05", "q10", "q25", "q50", "q75", "q90", "q95"], point.quantiles) {
            writer.member(name, quantile)
        }
    }
}

/// When the next bars of a symbol will close, by its exchange's calendar.
struct FutureTimes {
    private let calendar: TradingCalendar
    private let interval: BarInterval

    init(symbol: Symbol, interval: BarInterval) {
        calendar = .inferred(for: symbol)
        self.interval = interval
    }

    /// The closes of the next bars.
    func next(_ count: Int, after time: Instant) -> [Instant] {
        guard count > 0 else { return [] }
        return interval.isIntraday ? intraday(count, after: time) : daily(count, after: time)
    }

    private func daily(_ count: Int, after time: Instant) -> [Instant] {
        let last = calendar.sessionDate(closingAt: time)
        return (1...count).map { calendar.close(of: calendar.session($0, after: last)) }
    }

    private func intraday(_ count: Int, after time: Instant) -> [Instant] {
        let step = Int64(interval.seconds)
        var times: [Instant] = []
        var candidate = time
        while times.count < count {
            candidate = candidate.advanced(bySeconds: step)
            // A bar is open for business when the market was open as it began.
            if calendar.isOpen(at: candidate.advanced(bySeconds: -step)) { times.append(candidate) }
        }
        return times
    }
}
