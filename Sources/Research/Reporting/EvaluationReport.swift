public import Evaluation
import Forecasting

/// An evaluation for people: what was found in words, tables, and pictures of where the skill lies and whether the
/// intervals hold, as one page of HTML.
///
/// The same evaluation gives the same bytes. Every number on the page has its full value beside it (`<data value>`).
/// - As of: shows out-of-sample forecasts only.
public struct EvaluationReport: Sendable {
    /// What is reported on.
    public let evaluation: Evaluation
    /// How it came about.
    public let run: RunDescription
    /// What the best model uses; `nil` where it was not measured.
    public let ranking: FeatureRanking?
    /// The best model's forecasts with intervals that follow what came, to be shown beside its own; `nil` for none.
    public let adaptive: OutOfSampleForecasts?
    /// All models beside each other; `nil` where there are too few times.
    public let comparison: ModelComparison?
    /// The model that the pictures are about, an index into the evaluation's: the champion, or else the best of those that
    /// are not naive.
    public let focus: Int

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - evaluation: What came out; it has one model or more.
    ///   - run: How it came about.
    ///   - ranking: What the best model uses.
    ///   - adaptive: The best model's forecasts with adaptive intervals.
    /// - Complexity: O(rows · models), and what ``Evaluation/ModelComparison`` costs.
    public init(
        _ evaluation: Evaluation, run: RunDescription, ranking: FeatureRanking? = nil,
        adaptive: OutOfSampleForecasts? = nil
    ) {
        precondition(!evaluation.models.isEmpty, "expected one model or more")
        self.evaluation = evaluation
        self.run = run
        self.ranking = ranking
        self.adaptive = adaptive
        comparison = evaluation.comparison(seed: run.seed)
        focus = EvaluationReport.focus(of: evaluation)
    }

    /// The model that the pictures of an evaluation are about; see ``focus``.
    public static func focus(of evaluation: Evaluation) -> Int {
        if let champion = evaluation.champion { return champion }
        let models = evaluation.models
        let tried = models.indices.filter { !models[$0].kind.isNaive }
        return (tried.isEmpty ? Array(models.indices) : tried).max { left, right in
            (models[left].scorecard.r2Return ?? -.infinity) < (models[right].scorecard.r2Return ?? -.infinity)
        } ?? 0
    }

    /// The model in focus.
    var best: EvaluatedModel { evaluation.models[focus] }
    /// Whether symbols are compared at each time.
    public var isCrossSectional: Bool {
        evaluation.models.contains { $0.scorecard.informationCoefficient != nil }
    }

    /// The page.
    public func html() -> String {
        let rows = best.forecasts.rows
        let reading = ForecastReading(best.forecasts)
        let words = ReportWords(self)
        return ReportPage(
            title: words.title, subtitle: words.subtitle, headline: words.headline, mood: words.mood,
            findings: words.findings, run: words.run, doubts: words.doubts,
            sections: [
                ReportTables(self).section,
                SkillPictures(self).overTime,
                SkillPictures(self).whereItLies,
                CalibrationPictures(self, reading, rows).section,
                ResidualPictures(best, reading, rows).section,
                ImportancePicture.section(self),
            ],
            footer:
                "Written by \(run.codeVersion). Skilled and naive forecasts were judged on the same rows, none of which a "
                + "model had been fitted on. “Naive” is persistence: the return is 0, the price stays."
        ).html()
    }

    /// What was found, in plain words, the main thing first.
    public var findings: [String] {
        let words = ReportWords(self)
        return [words.headline] + words.findings
    }

    /// What to doubt, in plain words.
    public var doubts: [String] { ReportWords(self).doubts }

    /// The names models are told apart by: the family, and a number where a family is there twice.
    public var names: [String] { comparison?.names ?? evaluation.models.map(\.kind.rawValue) }
}
