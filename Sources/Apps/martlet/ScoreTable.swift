import Base
import CommandLineInterface
import Evaluation
import ModelRegistry
import Scoring

/// Versions and scores as people read them.
enum VersionText {
    static func short(_ version: ModelVersion?) -> String { version.map { "\($0.label) v\($0.version)" } ?? "-" }

    static func percent(_ share: Double?) -> String { share.map { number($0 * 100, digits: 2) + " %" } ?? "-" }

    static func number(_ value: Double?, digits: Int) -> String {
        guard let value, value.isFinite else { return "-" }
        return NumberFormat.fixed(value, digits: digits)
    }

    static func write(_ version: ModelVersion?, to writer: inout JSONWriter) {
        guard let version else {
            writer.null()
            return
        }
        writer.object { writer in
            writer.member("name", version.label)
            writer.member("version", version.version)
            writer.member("run", version.runID)
            writer.member("created_at", version.createdAt)
            writer.member("artifact", version.artifact)
            writer.member("artifact_sha256", version.artifactHash)
            writer.member("passed", version.passed)
            writer.member("verdict", version.reason)
            writer.member("alarm", version.alarm?.description)
            writer.member("alarm_acknowledged", version.acknowledgement?.reason)
            writer.object("scores") { version.scores.write(to: &$0) }
        }
    }

    static func write(_ move: AliasMove, to writer: inout JSONWriter) {
        writer.member("version", move.version)
        writer.member("at", move.at)
        writer.member("reason", move.reason)
    }
}

/// Tables of scores, always with the naive forecasts in them.
enum ScoreTable {
    /// One line a version.
    static func make(_ versions: [ModelVersion], champion: Int?) -> TextTable {
        var table = TextTable([
            .number("v"), .text("model"), .number("price R²"), .number("naive's"), .number("return R²"),
            .number("direction (95 %)"), .number("MASE"), .number("cover 80"), .number("CW p"), .number("Holm"),
            .number("DM p"), .text("run"),
        ])
        for version in versions {
            let scores = version.scores
            let mark = version.version == champion ? "*" : ""
            table.add([
                "\(mark)\(version.version)", version.label, VersionText.number(scores.r2Price, digits: 4),
                VersionText.number(scores.r2PriceNaive, digits: 4), VersionText.percent(scores.r2Return),
                direction(scores), VersionText.number(scores.mase, digits: 3),
                VersionText.percent(scores.coverage80), VersionText.number(scores.clarkWest?.pValue, digits: 3),
                VersionText.number(scores.holmP, digits: 3),
                VersionText.number(scores.dieboldMariano?.pValue, digits: 3), version.runID,
            ])
        }
        return table
    }

    /// One column a version.
    static func sideBySide(_ versions: [ModelVersion]) -> TextTable {
        var table = TextTable([.text("score")] + versions.map { .number("v\($0.version) \($0.label)") })
        func add(_ name: String, _ value: (Scorecard) -> String) {
            table.add([name] + versions.map { value($0.scores) })
        }
        add("forecasts scored") { String($0.n) }
        add("price R²") { VersionText.number($0.r2Price, digits: 5) }
        add("price R², naive") { VersionText.number($0.r2PriceNaive, digits: 5) }
        add("return R² against persistence") { VersionText.percent($0.r2Return) }
        add("MAE of returns") { VersionText.number($0.mae, digits: 6) }
        add("RMSE of returns") { VersionText.number($0.rmse, digits: 6) }
        add("MASE") { VersionText.number($0.mase, digits: 4) }
        add("sMAPE of prices") { $0.smape.map { VersionText.number($0, digits: 3) + " %" } ?? "-" }
        add("direction right (95 %)") { direction($0) }
        add("log loss") { VersionText.number($0.direction?.logLoss, digits: 5) }
        add("Brier score") { VersionText.number($0.direction?.brier.score, digits: 5) }
        add("AUC") { VersionText.number($0.direction?.auc, digits: 4) }
        add("Pesaran-Timmermann p") { VersionText.number($0.direction?.pesaranTimmermann?.pValue, digits: 4) }
        add("information coefficient") { VersionText.number($0.informationCoefficient?.pearson.mean, digits: 4) }
        add("rank information coefficient") { VersionText.number($0.informationCoefficient?.rank.mean, digits: 4) }
        add("pinball loss") { VersionText.number($0.pinball, digits: 6) }
        add("CRPS") { VersionText.number($0.crps, digits: 6) }
        add("MSIS") { VersionText.number($0.msis, digits: 4) }
        add("coverage of the 80 % interval") { VersionText.percent($0.coverage80) }
        add("Clark-West p, one-sided") { VersionText.number($0.clarkWest?.pValue, digits: 4) }
        add("the same after Holm") { VersionText.number($0.holmP, digits: 4) }
        add("Diebold-Mariano p") { VersionText.number($0.dieboldMariano?.pValue, digits: 4) }
        table.add(["gate"] + versions.map { $0.passed ? "passed" : $0.isNaive ? "naive" : "refused" })
        return table
    }

    private static func direction(_ scores: Scorecard) -> String {
        guard let share = scores.directionalAccuracy, let low = scores.directionalAccuracyLow,
            let high = scores.directionalAccuracyHigh
        else { return "-" }
        let parts = [share, low, high].map { VersionText.number($0 * 100, digits: 1) }
        return "\(parts[0]) % (\(parts[1]) to \(parts[2]))"
    }
}
