import Base
import Evaluation
import Features
import Forecasting
import Kernels
import Testing

/// Fits that know more than they may are caught, and honest ones pass.
struct ModelVerifierTests {
    private static let bars = SyntheticBars.universe(SyntheticBars.symbols(3), bars: 420, seed: 8)

    private func verifier(horizon: Int = 3) throws -> ModelVerifier {
        let set = try FeatureSet.parse(
            yaml: """
                name: small
                version: 1
                features:
                  - {name: return_1, expression: "close / lag(close, 1) - 1"}
                  - {name: return_5, expression: "close / lag(close, 5) - 1"}
                  - {name: volatility, expression: "volatility_close(close, 20)"}
                """, source: "small")
        return ModelVerifier(featureSet: set, horizonBars: horizon, seed: 3)
    }

    private func broken(_ procedure: FittingProcedure) throws -> [VerificationCheck] {
        try verifier().verify(procedure, on: Self.bars).filter { !$0.findings.isEmpty }.map(\.check)
    }

    @Test("every family's fit and forecast are clean", arguments: ModelKind.allCases)
    func families(kind: ModelKind) throws {
        let procedure = FittingProcedure.trainer(try small(kind))
        let outcomes = try verifier().verify(procedure, on: Self.bars)
        #expect(outcomes.flatMap(\.findings).isEmpty)
        #expect(outcomes.map(\.check) == [.targetRows, .fitTruncation, .fitPerturbation])
        #expect(outcomes.allSatisfy { $0.comparisons > 0 } && outcomes[1].cutPoints >= 3)
    }

    /// A family with few trees.
    private func small(_ kind: ModelKind) throws -> ModelSpecification {
        let names = ModelSpecification.standard(kind).parameters.keys.filter { $0.hasSuffix("num_iterations") }
        return try ModelSpecification(
            kind: kind, parameters: Dictionary(uniqueKeysWithValues: names.map { ($0, 10) }), seed: 1)
    }

    /// Standardises a row's first feature by some rows.
    private func scaler(_ sample: @escaping @Sendable (LearningTable, Split) -> Range<Int>) -> FittingProcedure {
        FittingProcedure(name: "scaler") { table, split in
            func feature(_ table: LearningTable, _ row: Int) -> Double { table.features[row * table.featureCount] }
            let values = sample(table, split).map { feature(table, $0) }
            let mean = values.reduce(0, +) / Double(values.count)
            let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let deviation = (square / Double(values.count)).squareRoot()
            return { table, row in [(feature(table, row) - mean) / deviation] }
        }
    }

    @Test("a scaler fitted on test rows is caught; one fitted on training rows is clean")
    func scalers() throws {
        #expect(try broken(scaler { table, _ in 0..<table.count }) == [.fitTruncation, .fitPerturbation])
        let upToTest = scaler { $0.times.indices.contains($1.test.lowerBound) ? 0..<$1.test.upperBound : 0..<$0.count }
        #expect(try broken(upToTest) == [.fitTruncation, .fitPerturbation])
        #expect(try broken(scaler { _, split in split.train }).isEmpty)
    }

    @Test("targets that reach into the test are caught, and forecasts that look at each other")
    func targets() throws {
        /// The mean target of some rows.
        func mean(_ rows: @escaping @Sendable (LearningTable, Split) -> [Int]) -> FittingProcedure {
            FittingProcedure(name: "mean") { table, split in
                let known = rows(table, split).map { table.targets[$0] }.filter(\.isFinite)
                let mean = known.reduce(0, +) / Double(known.count)
                return { _, _ in [mean] }
            }
        }
        #expect(try broken(mean { Array(0..<$1.test.lowerBound) }).contains(.fitPerturbation), "no purge")
        // A symbol with gaps is not purged by so many times of the others.
        #expect(try broken(mean { Array($1.train) }).contains(.fitPerturbation), "purged by the calendar alone")
        let honest = mean { table, split in
            split.train.filter { 0..<split.test.lowerBound ~= Int(table.targetRow[$0]) }
        }
        #expect(try broken(honest).isEmpty)
        let neighbours = FittingProcedure(name: "block") { _, split in
            { table, row in
                let block = row < split.test.lowerBound ? row..<(row + 1) : split.test.lowerBound..<table.count
                return [block.reduce(0) { $0 + table.features[$1 * table.featureCount] } / Double(block.count)]
            }
        }
        #expect(try broken(neighbours).contains(.fitPerturbation))
    }

    @Test("a report names the models and puts their checks together")
    func report() throws {
        let report = try verifier().report(
            on: [.trainer(.standard(.persistence)), .trainer(.standard(.drift))], [Self.bars, Self.bars])
        #expect(report.title == "models on small@1" && report.subjects == 2 && report.isClean)
        #expect(report.outcomes.map(\.check) == [.targetRows, .fitTruncation, .fitPerturbation])
    }
}
