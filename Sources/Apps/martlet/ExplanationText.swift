import Base
import CommandLineInterface
import Forecasting
import Serving

/// Explanations as people and machines read them.
enum ExplanationText {
    static func show(_ explanation: ForecastExplanation, top: Int, _ context: CommandContext) {
        let bars = "\(explanation.horizonBars) \(explanation.horizonBars == 1 ? "bar" : "bars")"
        context.line(
            "\(explanation.symbol), \(bars) ahead of \(explanation.asOf), by \(explanation.model): median return "
                + returnText(explanation.prediction))
        guard explanation.means != .none else {
            if let note = explanation.note { context.line(note) }
            return
        }
        context.line("\(means(explanation.means)); without the features it would say \(returnText(explanation.base))")
        if let note = explanation.note { context.line(note) }
        if explanation.isInSample {
            context.line("in sample: the model has learnt from later bars, so this shows its fit, not its skill")
        }
        context.line()
        context.table(table(explanation, top: top))
        context.line()
        for sentence in sentences(explanation) { context.line(sentence) }
    }

    private static func table(_ explanation: ForecastExplanation, top: Int) -> TextTable {
        var table = TextTable([
            .text("feature"), .number("value"), .text("usual (5 % to 95 %)"), .number("higher than"),
            .number("adds"), .number("bp"), .number("±"),
        ])
        for one in explanation.contributions.prefix(top) {
            let usual = one.usual.map { "\(significant($0.low)) to \(significant($0.high))" } ?? "-"
            let isExact = one.standardError == 0
            table.add([
                one.feature, one.value.isFinite ? significant(one.value) : "missing", usual,
                one.usual.map { percentile($0.share) } ?? "-", percent(one.contribution),
                signed(one.contribution * 1e4, digits: 2),
                isExact || !one.standardError.isFinite
                    ? "" : NumberFormat.fixed(one.standardError * 1e4, digits: 2),
            ])
        }
        let rest = explanation.contributions.count - top
        if rest > 0 {
            let other = explanation.other(than: top)
            table.add(["\(rest) others", "", "", "", percent(other), signed(other * 1e4, digits: 2)])
        }
        table.add(["base", "", "", "", percent(explanation.base), signed(explanation.base * 1e4, digits: 2)])
        table.add(["sum", "", "", "", percent(explanation.sum), signed(explanation.sum * 1e4, digits: 2)])
        return table
    }

    /// What raises and what lowers the forecast most, in words.
    private static func sentences(_ explanation: ForecastExplanation) -> [String] {
        let up = explanation.contributions.filter { $0.contribution > 0 }.prefix(3)
        let down = explanation.contributions.filter { $0.contribution < 0 }.prefix(3)
        var sentences: [String] = []
        if !up.isEmpty { sentences.append("raised most by \(up.map(words).joined(separator: ", "))") }
        if !down.isEmpty { sentences.append("lowered most by \(down.map(words).joined(separator: ", "))") }
        if sentences.isEmpty { sentences.append("no feature moves this forecast") }
        return sentences
    }

    private static func words(_ one: ForecastExplanation.Contribution) -> String {
        let place: String
        if !one.value.isFinite {
            place = "missing"
        } else if let share = one.usual?.share, share >= 0.95 || share <= 0.05 {
            place = "\(significant(one.value)), unusually \(share > 0.5 ? "high" : "low")"
        } else {
            place = significant(one.value)
        }
        return "\(one.feature) (\(place)) by \(NumberFormat.fixed(abs(one.contribution) * 1e4, digits: 1)) bp"
    }

    static func show(
        _ importance: ExplanationImportance, _ scope: String, _ horizonBars: Int, top: Int, _ context: CommandContext
    ) {
        let family = importance.specification.kind.rawValue
        context.line(
            "\(scope).h\(horizonBars), \(family) over \(importance.folds) test folds (\(importance.rows) forecasts): R² of the "
                + "return \(percent(importance.determination)), the mean of the folds")
        var table = TextTable([.text("feature"), .number("R² lost when shuffled"), .number("standard error")])
        for feature in importance.features.prefix(top) {
            table.add([feature.name, percent(feature.rise), percent(feature.standardError, isSigned: false)])
        }
        context.table(table)
        context.line()
        let sure = importance.features.filter { $0.rise > 2 * $0.standardError && $0.rise > 0 }
        context.line(
            sure.isEmpty
                ? "no feature's worth stands out of the folds' scatter by two standard errors"
                : "\(sure.count) of \(importance.features.count) features stand out by two standard errors; "
                    + "about \(NumberFormat.fixed(Double(importance.features.count) * 0.04, digits: 1)) would by chance"
        )
    }

    // MARK: JSON

    static func write(_ explanation: ForecastExplanation, to writer: inout JSONWriter) {
        writer.member("symbol", explanation.symbol.name)
        writer.member("as_of", explanation.asOf)
        writer.member("horizon_bars", explanation.horizonBars)
        writer.member("model", explanation.model)
        writer.member("in_sample", explanation.isInSample)
        writer.member("method", explanation.means.rawValue)
        writer.member("base", explanation.base)
        writer.array("contributions") { writer in
            for one in explanation.contributions {
                writer.object { writer in
                    writer.member("feature", one.feature)
                    writer.member("value", one.value)
                    writer.member("contribution", one.contribution)
                    writer.member("standard_error", one.standardError)
                    writer.member("usual_low", one.usual?.low)
                    writer.member("usual_high", one.usual?.high)
                    writer.member("share_below", one.usual?.share)
                }
            }
        }
        writer.member("sum", explanation.sum)
        writer.member("prediction", explanation.prediction)
        writer.member("note", explanation.note)
    }

    static func write(
        _ importance: ExplanationImportance, _ scope: String, _ horizonBars: Int, to writer: inout JSONWriter
    ) {
        writer.member("model", "\(scope).h\(horizonBars)")
        writer.member("family", importance.specification.kind.rawValue)
        writer.member("method", "permutation")
        writer.member("folds", importance.folds)
        writer.member("forecasts", importance.rows)
        writer.member("r2_return", importance.determination)
        writer.array("features") { writer in
            for feature in importance.features {
                writer.object { writer in
                    writer.member("feature", feature.name)
                    writer.member("r2_lost", feature.rise)
                    writer.member("standard_error", feature.standardError)
                }
            }
        }
    }

    // MARK: Numbers

    private static func means(_ means: ForecastExplanation.Means) -> String {
        switch means {
        case .exact: "parts by the family's own exact rule"
        case .kernelShap: "parts by Kernel SHAP"
        case .lime: "parts by a line near the row (LIME)"
        case .none: "no parts"
        }
    }

    private static func returnText(_ value: Double) -> String {
        "\(percent(value)) (\(signed(value * 1e4, digits: 1)) bp)"
    }

    private static func percent(_ value: Double, isSigned: Bool = true) -> String {
        guard value.isFinite else { return "-" }
        return "\(isSigned ? signed(value * 100, digits: 3) : NumberFormat.fixed(value * 100, digits: 3)) %"
    }

    private static func percentile(_ share: Double) -> String {
        share.isFinite ? "\(NumberFormat.fixed(share * 100, digits: 0)) %" : "-"
    }

    private static func signed(_ value: Double, digits: Int) -> String {
        let text = NumberFormat.fixed(abs(value), digits: digits)
        if text.allSatisfy({ $0 == "0" || $0 == "." }) { return text }
        return value < 0 ? "−\(text)" : "+\(text)"
    }

    /// Four digits that count.
    private static func significant(_ value: Double) -> String {
        guard abs(value) < 1e6 else { return NumberFormat.plain(value.rounded()) }
        var digits = 3
        var size = abs(value)
        while size >= 10, digits > 0 {
            size /= 10
            digits -= 1
        }
        while size < 1, digits < 9, size > 0 {
            size *= 10
            digits += 1
        }
        return NumberFormat.fixed(value, digits: digits)
    }
}
