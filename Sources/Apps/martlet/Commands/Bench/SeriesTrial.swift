import Base
import CommandLineInterface
import Glibc
import Storage
import TimeSeries

/// Models of single series on the series of a file, beside the same work in `Benchmarks/forecasting`.
struct SeriesTrial {
    /// The automatic choices there are.
    enum Automatic: String, CaseIterable {
        case arima = "auto-arima"
        case ets = "auto-ets"
        case theta = "auto-theta"

        /// What the competition's tables call it.
        var title: String {
            switch self {
            case .arima: "AutoARIMA"
            case .ets: "AutoETS"
            case .theta: "AutoTheta"
            }
        }
    }

    /// What was chosen for one series.
    struct Choice: Sendable {
        let series: String
        let model: String
        /// Without one for Theta.
        let aicc: Double?
        /// d + D of ARIMA; only the criteria of equally differenced series can be compared.
        let differences: Int
        let forecasts: [Double]
    }

    let file: SeriesFile
    let threads: Int

    /// Fits a model to every series, and forecasts it.
    func choices(_ model: Automatic, season: Int = 1, steps: Int) throws -> [Choice] {
        try parallelMap(file.series.count, threads: threads) { index throws(any Error) in
            let (name, values) = file.series[index]
            switch model {
            case .arima:
                let fit = try AutoArima(season: season).fit(values)
                let order = fit.model.order
                return Choice(
                    series: name, model: order.description, aicc: fit.aicc,
                    differences: order.differences + order.seasonalDifferences,
                    forecasts: try fit.model.forecast(after: values, steps: steps).means)
            case .ets:
                let fit = try AutoEts.fit(to: values, period: season)
                // The peers leave n·(ln(2π / n) + 1) out of the likelihood.
                let count = Double(values.count)
                let constant = count * (log(2 * Double.pi / count) + 1)
                return Choice(
                    series: name, model: "\(fit.form)", aicc: fit.aicc - constant, differences: 0,
                    forecasts: fit.filtered(values).means(steps: steps))
            case .theta:
                let fit = try AutoTheta.fit(to: values, period: season)
                return Choice(
                    series: name, model: "\(fit.form)", aicc: nil, differences: 0,
                    forecasts: fit.filtered(values).means(steps: steps))
            }
        }
    }

    /// Writes what was chosen as the peers do.
    static func write(_ choices: [Choice], _ model: Automatic, to path: String) throws {
        var text = "id,model,choice,aicc,differences\n"
        for one in choices {
            let aicc = one.aicc.map { "\($0)" } ?? ""
            text += "\(one.series),\(model.title),\"\(one.model)\",\(aicc),\(one.differences)\n"
        }
        try AtomicFile.write(Array(text.utf8), to: path)
    }

    /// Writes forecasts as the peers do.
    static func write(_ choices: [(model: Automatic, choices: [Choice])], to path: String) throws {
        var text = "id,model,step,value\n"
        for (model, choices) in choices {
            for one in choices {
                for (step, value) in one.forecasts.enumerated() {
                    text += "\(one.series),\(model.title),\(step + 1),\(value)\n"
                }
            }
        }
        try AtomicFile.write(Array(text.utf8), to: path)
    }
}

/// ARIMA models of given orders on the series of a file, beside `Benchmarks/forecasting/arima_peer.py`.
struct ArimaTrial {
    /// One series' fit, as the peer reads it.
    struct Fit: Encodable {
        let series: String
        let logLikelihood: Double
        let forecasts: [Double]
        let model: ArimaModel
    }

    /// How many steps ahead the peer compares.
    private static let steps = 10

    private let file: SeriesFile
    private let orders: [ArimaOrder]

    /// Reads the series, and the columns name, p, d, q, P, D, Q, season and constant of a file of orders.
    init(series: String, orders path: String) throws {
        file = try SeriesFile(path: series)
        let table = try CSVFile.read(path)
        let names = try table.column("name").texts()
        func whole(_ column: String) throws -> [Int] { try table.column(column).doubles().map { Int($0) } }
        let (p, d, q) = (try whole("p"), try whole("d"), try whole("q"))
        let (seasonalP, seasonalD, seasonalQ) = (try whole("P"), try whole("D"), try whole("Q"))
        let (season, constant) = (try whole("season"), try whole("constant"))
        orders = try file.series.map { name, _ in
            guard let row = names.firstIndex(of: name) else {
                throw CommandFailure(.badData, "\(path) has no order for \(name)", mend: "add a row for it")
            }
            return try ArimaOrder(
                ar: p[row], differences: d[row], ma: q[row], seasonalAR: seasonalP[row],
                seasonalDifferences: seasonalD[row], seasonalMA: seasonalQ[row], season: max(1, season[row]),
                hasConstant: constant[row] != 0)
        }
    }

    /// The fits of all series, on one thread.
    func fits() throws -> [Fit] {
        try zip(file.series, orders).map { series, order in
            let fit = try ArimaModel.fit(series.values, order: order)
            let forecast = try fit.model.forecast(after: series.values, steps: Self.steps)
            return Fit(
                series: series.name, logLikelihood: fit.logLikelihood, forecasts: forecast.means, model: fit.model)
        }
    }
}
