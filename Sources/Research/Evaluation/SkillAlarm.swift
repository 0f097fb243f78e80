import Scoring

/// Skill far above what markets give: a leak until shown otherwise, whatever tests it passed.
///
/// It asks for a look at the features that carry the skill. Some leaks pass every truncation test: a value entered under an
/// earlier time than it was known at is there in the shortened data too.
public struct SkillAlarm: Sendable, Codable, Equatable, CustomStringConvertible {
    /// What is too good, one sentence each.
    public let causes: [String]
    /// The features that carry it, the strongest first; empty where the model reads none.
    public let carriers: [Carrier]

    /// A feature that goes with what came.
    public struct Carrier: Sendable, Codable, Equatable {
        /// Its name.
        public let feature: String
        /// Its correlation with the return that came, out of sample: the mean over times where there are many symbols, else
        /// over all rows.
        public let correlation: Double
        /// How much the model's squared error out of sample rises when the feature's values are shuffled, as a share of the
        /// error; `nil` where that was not asked.
        public let importance: Double?

        /// Makes a carrier.
        public init(feature: String, correlation: Double, importance: Double?) {
            self.feature = feature
            self.correlation = correlation
            self.importance = importance
        }
    }

    /// Makes an alarm.
    public init(causes: [String], carriers: [Carrier]) {
        self.causes = causes
        self.carriers = carriers
    }

    /// The causes and the first carriers in a sentence.
    public var description: String {
        let named = carriers.prefix(SkillAlarm.shown).map { carrier in
            "\(carrier.feature) (correlation \(twoDigits(carrier.correlation))"
                + (carrier.importance.map { ", shuffled \(percent($0)) error)" } ?? ")")
        }
        let words =
            named.isEmpty ? "no feature carries it: look at the bars" : "carried by " + named.joined(separator: ", ")
        return causes.joined(separator: "; ") + "; " + words
    }

    private static let shown = 3
    /// How many carriers are kept.
    static let kept = 5

    // MARK: Bounds

    /// The mean information coefficient above which no model is believed.
    ///
    /// The best published cross-sections of daily and monthly equity returns reach 0.03 to 0.07 (Grinold and Kahn, 2000;
    /// Gu, Kelly and Xiu, 2020).
    public static let informationCoefficientLimit = 0.15
    /// The share of right directions, and its lower bound, above which no model is believed.
    public static let directionLimit = (share: 0.62, low: 0.58)

    /// The return R², above the best naive model's, from which on no model is believed.
    ///
    /// Five percent up to five bars: of monthly returns one half of a percent out of sample is already worth much (Campbell
    /// and Thompson, 2008), and of single shares Gu, Kelly and Xiu (2020) find 0.4 %. What persists adds up over longer
    /// horizons while noise cancels, so R² grows with the horizon, at first in proportion (Boudoukh, Richardson and Whitelaw,
    /// 2008); but of a whole year no more than some 13 % were found (Kelly and Pruitt, 2013). And long horizons have few
    /// separate returns, by which R² wavers. So the bound grows by the root of the horizon up to 20 %.
    public static func returnR2Limit(horizonBars: Int) -> Double {
        min(0.2, 0.05 * max(1, Double(horizonBars) / 5).squareRoot())
    }

    /// What is too good about scores, in words; empty where nothing is.
    ///
    /// - Parameters:
    ///   - card: The scores.
    ///   - bestNaive: The highest return R² of the naive models on the same rows.
    /// - Returns: One cause a sentence.
    public static func causes(_ card: Scorecard, bestNaive: Double) -> [String] {
        var causes: [String] = []
        let limit = returnR2Limit(horizonBars: card.horizonBars)
        let excess = (card.r2Return ?? 0) - max(0, bestNaive)
        if excess > limit {
            causes.append(
                "return R² \(percent(excess)) above the best naive model's, where markets give less than "
                    + percent(limit))
        }
        if let coefficient = card.informationCoefficient {
            let named = [("", coefficient.pearson.mean), ("rank ", coefficient.rank.mean)]
            for (name, mean) in named where mean > informationCoefficientLimit {
                causes.append(
                    "mean \(name)information coefficient \(twoDigits(mean)), where markets give less than "
                        + twoDigits(informationCoefficientLimit))
            }
        }
        if let share = card.directionalAccuracy, let low = card.directionalAccuracyLow, share > directionLimit.share,
            low > directionLimit.low
        {
            causes.append(
                "\(twoDigits(share * 100)) % of directions right, at least \(twoDigits(low * 100)) % but for chance")
        }
        return causes
    }
}
