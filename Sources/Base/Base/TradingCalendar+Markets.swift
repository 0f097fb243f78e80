/// New York Stock Exchange: named by the date in New York.
struct NYSESessions: SessionRules {
    func session(of date: CivilDate) -> TradingSession? {
        guard date.weekday <= 5, !NYSESchedule.isHoliday(date) else { return nil }
        return usualHours(of: date)
    }

    func usualHours(of date: CivilDate) -> TradingSession {
        TradingSession(
            date: date, open: NewYorkTime.utc(date, secondsOfDay: NYSESchedule.openSeconds),
            close: NewYorkTime.utc(date, secondsOfDay: NYSESchedule.closeSeconds(of: date)))
    }

    func date(at instant: Instant) -> CivilDate { NewYorkTime.local(instant).date }
}

/// Crypto: a session a day, midnight to midnight UTC.
struct CryptoSessions: SessionRules {
    func session(of date: CivilDate) -> TradingSession? { usualHours(of: date) }

    func usualHours(of date: CivilDate) -> TradingSession {
        TradingSession(date: date, open: Instant(date), close: Instant(date.advanced(byDays: 1)))
    }

    func date(at instant: Instant) -> CivilDate { instant.utcDate }
}

/// Forex: the day turns at 17:00 in New York, so the session of Monday opens on Sunday evening.
struct ForexSessions: SessionRules {
    private static let turnSeconds = 17 * 3600

    func session(of date: CivilDate) -> TradingSession? { date.weekday <= 5 ? usualHours(of: date) : nil }

    func usualHours(of date: CivilDate) -> TradingSession {
        TradingSession(
            date: date, open: NewYorkTime.utc(date.advanced(byDays: -1), secondsOfDay: ForexSessions.turnSeconds),
            close: NewYorkTime.utc(date, secondsOfDay: ForexSessions.turnSeconds))
    }

    func date(at instant: Instant) -> CivilDate {
        let (date, seconds) = NewYorkTime.local(instant)
        return seconds < ForexSessions.turnSeconds ? date : date.advanced(byDays: 1)
    }
}

extension TradingCalendar {
    /// The calendar an instrument most likely trades by, judged from its name alone.
    ///
    /// A base with a coin or dollar behind it (`BTC-USD`, `ETH-USDT`, `BTC/EUR`, `BTCUSDT`, `BTCUSD`) is crypto; two currencies
    /// (`EURUSD`, `EUR/USD`, `EURUSD=X`, `JPY=X`) are forex; everything else is ``nyse``.
    public static func inferred(for symbol: Symbol) -> TradingCalendar {
        let name = symbol.name
        if name.hasSuffix("=X") { return .forex }
        let parts = name.split(whereSeparator: { "-/_".contains($0) }).map(String.init)
        guard let base = parts.first else { return .nyse }
        if isCurrencyPair(base) { return .forex }
        if parts.count >= 2 {
            let quote = parts[1]
            if currencies.contains(base), currencies.contains(quote) { return .forex }
            return currencies.contains(quote) || coins.contains(quote) ? .crypto : .nyse
        }
        let isStablePair = ["USDT", "USDC", "BUSD", "FDUSD"].contains {
            name.count > $0.count + 1 && name.hasSuffix($0)
        }
        return isStablePair || isCoinPair(name) ? .crypto : .nyse
    }

    /// Whether a name is one of the larger coins against a currency or another of them, such as `BTCUSD` and `ETHBTC`.
    private static func isCoinPair(_ name: String) -> Bool {
        let bases = coins.union(largeCoins)
        return bases.contains { base in
            guard name.count > base.count, name.hasPrefix(base) else { return false }
            let quote = String(name.dropFirst(base.count))
            return currencies.contains(quote) || bases.contains(quote)
        }
    }

    private static let largeCoins: Set<String> = [
        "XRP", "SOL", "ADA", "DOGE", "TRX", "LTC", "DOT", "AVAX", "LINK", "XLM", "BCH", "UNI", "ATOM", "ETC", "XMR",
    ]

    private static func isCurrencyPair(_ name: String) -> Bool {
        name.utf8.count == 6 && currencies.contains(String(name.prefix(3)))
            && currencies.contains(String(name.suffix(3)))
    }

    private static let currencies: Set<String> = [
        "USD", "EUR", "GBP", "JPY", "CHF", "AUD", "NZD", "CAD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "TRY", "ZAR",
        "MXN", "BRL", "CNY", "CNH", "HKD", "SGD", "KRW", "INR", "THB", "ILS", "RUB", "XAU", "XAG",
    ]

    private static let coins: Set<String> = ["USDT", "USDC", "BUSD", "FDUSD", "DAI", "BTC", "ETH", "BNB", "XBT"]
}
