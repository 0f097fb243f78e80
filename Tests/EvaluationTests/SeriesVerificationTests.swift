import Base
import Evaluation
import Features
import Forecasting
import Testing

/// Models of single series know no later bar; a fit that does is caught.
///
/// ``ModelVerifierTests`` has the standard choices of every family.
struct SeriesVerificationTests {
    private static let bars = SyntheticBars.universe(SyntheticBars.symbols(3), bars: 420, seed: 8)

    private func broken(_ procedure: FittingProcedure) throws -> [VerificationCheck] {
        let set = try FeatureSet.parse(
            yaml: """
                name: small
                version: 1
                features:
                  - {name: return_1, expression: "close / lag(close, 1) - 1"}
                """, source: "small")
        let verifier = ModelVerifier(featureSet: set, horizonBars: 3, seed: 4)
        return try verifier.verify(procedure, on: Self.bars).filter { !$0.findings.isEmpty }.map(\.check)
    }

    @Test(
        "fixed orders, seasons and short windows are clean too",
        arguments: [
            (ModelKind.arima, ["p": 1, "q": 1, "window_bars": 100]), (.arima, ["d": -1, "season": 5]),
            (.ets, ["season": 5]), (.theta, ["season": 5, "window_bars": 100]),
            (.garch, ["student": 0, "asymmetric": 1]),
            (.ewma, ["lambda": 0]),
        ] as [(ModelKind, [String: Double])])
    func clean(kind: ModelKind, parameters: [String: Double]) throws {
        #expect(try broken(.trainer(ModelSpecification(kind: kind, parameters: parameters))).isEmpty)
    }

    @Test(
        "a fit on the closes of the test is caught",
        arguments: [(ModelKind.arima, ["p": 1]), (.ets, [:]), (.theta, [:]), (.garch, [:])]
            as [(ModelKind, [String: Double])])
    func caught(kind: ModelKind, parameters: [String: Double]) throws {
        let specification = try ModelSpecification(kind: kind, parameters: parameters)
        let procedure = FittingProcedure(name: "everything") { table, _ in
            let model = try Trainer.fit(specification, on: TrainingSlice(table)).model
            return { table, row in
                let forecast = try model.forecasts(table, rows: row..<(row + 1), threads: 1)[0]
                return [forecast.location, forecast.scale]
            }
        }
        #expect(try broken(procedure) == [.fitTruncation, .fitPerturbation])
    }
}
