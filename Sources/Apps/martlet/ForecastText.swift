import Base
import CommandLineInterface
import FoundationEssentials

/// A forecast as people read it, made from the API's answer so that both say the same.
struct ForecastText {
    private struct Answer: Decodable {
        struct Model: Decodable {
            let name: String
            let version: Int
            let registeredModel: String
            let trainedThrough: String
        }
        struct Quantiles: Decodable {
            let median: Double
            let quantiles: [String: Double]
        }
        struct Forecast: Decodable {
            let pUp: Double
            let price: Quantiles
        }
        struct Skill: Decodable {
            let verdict: String
            let reason: String
        }

        let symbol: String
        let asOf: String
        let horizonBars: Int
        let lastClose: Double
        let model: Model
        let inSample: Bool
        let predictions: [String: [Double]]
        let forecast: Forecast
        let skill: Skill
    }

    private let answer: Answer

    init(json: [UInt8]) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        answer = try decoder.decode(Answer.self, from: Data(json))
    }

    func show(_ context: CommandContext) {
        let bars = "\(answer.horizonBars) \(answer.horizonBars == 1 ? "bar" : "bars")"
        let quantiles = answer.forecast.price.quantiles
        context.line(
            "\(answer.symbol), \(bars) ahead of \(answer.asOf), when it closed at \(price(answer.lastClose))")
        context.line(
            "  P(up) \(VersionText.percent(answer.forecast.pUp)), median \(price(answer.forecast.price.median)), "
                + "80 % of the time between \(price(quantiles["0.1"])) and \(price(quantiles["0.9"]))")
        let model = answer.model
        context.line("  by \(model.name) v\(model.version), champion of \(model.registeredModel)")
        let (verdict, reason) = (answer.skill.verdict, answer.skill.reason)
        context.line("  \(reason.hasPrefix(verdict) ? reason : "\(verdict): \(reason)")")
        if answer.inSample {
            context.line("  in sample: the champion has learnt from later bars, up to \(model.trainedThrough)")
        }
        var table = TextTable([.text("model"), .number("median price"), .number("change")])
        for (name, path) in answer.predictions.sorted(by: { $0.key < $1.key }) {
            guard let last = path.last else { continue }
            table.add([name, price(last), VersionText.percent(last / answer.lastClose - 1)])
        }
        context.line()
        context.table(table)
    }

    private func price(_ value: Double?) -> String { VersionText.number(value, digits: 2) }
}
