/// The form of an exponential smoothing model: how its error, its trend and its season enter.
///
/// Written as ETS(error, trend, season): `ETS(M,Ad,A)` has a multiplicative error, a damped trend and an additive season.
/// - Source: Hyndman, Koehler, Ord and Snyder, "Forecasting with Exponential Smoothing", 2008, chapter 2.
public struct EtsForm: Sendable, Hashable, Codable, CustomStringConvertible {
    /// How the surprise of a value enters.
    public enum ErrorKind: String, Sendable, Codable, CaseIterable {
        /// The value is its forecast plus an error.
        case additive = "A"
        /// The value is its forecast times one plus an error; for positive series.
        case multiplicative = "M"
    }

    /// How the level grows.
    public enum Trend: String, Sendable, Codable, CaseIterable {
        /// Not at all.
        case none = "N"
        /// By a slope.
        case additive = "A"
        /// By a slope that fades with the horizon.
        case damped = "Ad"
    }

    /// How the season enters.
    public enum Season: String, Sendable, Codable, CaseIterable {
        /// There is none.
        case none = "N"
        /// Added to the level.
        case additive = "A"
        /// Multiplies the level; for positive series.
        case multiplicative = "M"
    }

    /// How the surprise of a value enters.
    public let error: ErrorKind
    /// How the level grows.
    public let trend: Trend
    /// How the season enters.
    public let season: Season
    /// How many values a season has; 1 where there is none.
    public let period: Int

    /// Describes a form; a form without a season has a period of 1 whatever is asked for.
    public init(_ error: ErrorKind, _ trend: Trend, _ season: Season, period: Int = 1) {
        self.error = error
        self.trend = trend
        self.season = season
        self.period = season == .none ? 1 : period
    }

    /// Reads a form; refuses a period that does not suit the season.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        error = try fields.decode(ErrorKind.self, forKey: .error)
        trend = try fields.decode(Trend.self, forKey: .trend)
        season = try fields.decode(Season.self, forKey: .season)
        period = try fields.decode(Int.self, forKey: .period)
        guard season == .none ? period == 1 : period > 1 else {
            throw DecodingError.dataCorruptedError(
                forKey: .period, in: fields, debugDescription: "season \(season.rawValue) with a period of \(period)")
        }
    }

    /// The usual spelling, as `ETS(A,Ad,N)`.
    public var description: String { "ETS(\(error.rawValue),\(trend.rawValue),\(season.rawValue))" }

    /// How many numbers a fit chooses: gains, damping, and the free initial states (the seasonal ones are tied by one sum).
    public var freeParameterCount: Int { smoothingParameterCount + stateCount }

    /// Whether the form is only for positive series.
    public var needsPositiveValues: Bool { error == .multiplicative || season == .multiplicative }

    /// Gains and damping: α, then β, γ and φ where the form has them.
    var smoothingParameterCount: Int {
        1 + (trend == .none ? 0 : 1) + (season == .none ? 0 : 1) + (trend == .damped ? 1 : 0)
    }

    /// The free initial states: level, slope, and all but one seasonal.
    var stateCount: Int { 1 + (trend == .none ? 0 : 1) + period - 1 }

    /// The forms that automatic selection looks at: all but those with an additive error and a multiplicative season,
    /// whose forecast variance can be infinite; for series with a value at or below zero the additive ones alone.
    ///
    /// - Source: as R's `ets` and statsforecast's `AutoETS` restrict theirs; multiplicative trends are left out, as there.
    public static func candidates(period: Int, isPositive: Bool) -> [EtsForm] {
        var forms: [EtsForm] = []
        for error in ErrorKind.allCases {
            for trend in Trend.allCases {
                for season in Season.allCases where season == .none || period > 1 {
                    let form = EtsForm(error, trend, season, period: period)
                    if error == .additive && season == .multiplicative { continue }
                    if form.needsPositiveValues && !isPositive { continue }
                    forms.append(form)
                }
            }
        }
        return forms
    }
}
