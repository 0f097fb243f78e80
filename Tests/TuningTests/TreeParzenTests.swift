import Base
import Glibc
import Kernels
import TestKit
import Testing
import Tuning

struct TreeParzenTests {
    private static func parameter(_ scale: String) -> SearchParameter {
        switch scale {
        case "linear": SearchParameter("x", -2...3)
        case "logarithmic": SearchParameter("x", 1e-3...10, .logarithmic)
        case "whole": SearchParameter("x", 2...30, .whole)
        case "logarithmic-whole": SearchParameter("x", 1...500, .logarithmicWhole)
        default: SearchParameter("x", choices: [1, 5, 25])
        }
    }

    @Test("densities equal Optuna's on every scale")
    func densities() throws {
        let cases = try TuningGolden.load().densities
        #expect(cases.count == 25)
        for golden in cases {
            let estimator = ParzenEstimator(golden.observations, of: Self.parameter(golden.scale))
            let found = golden.values.map(estimator.logDensity)
            let error = Golden.largestError(found, golden.logDensities)
            #expect(error < 1e-9, "\(golden.scale) with \(golden.observations.count) observations: \(error)")
        }
    }

    @Test("draws follow the density: shares of whole numbers and choices", arguments: ["whole", "choices"])
    func draws(scale: String) throws {
        let parameter = Self.parameter(scale)
        let estimator = ParzenEstimator(scale == "whole" ? [4, 4, 5, 20] : [1, 1, 5], of: parameter)
        var generator = SeededGenerator(seed: 9)
        var counts: [Double: Int] = [:]
        for _ in 0..<20_000 { counts[estimator.sample(using: &generator), default: 0] += 1 }
        let values = scale == "whole" ? (2...30).map(Double.init) : [1, 5, 25]
        #expect(abs(values.reduce(0) { $0 + exp(estimator.logDensity($1)) } - 1) < 1e-12)
        for value in values {
            let share = exp(estimator.logDensity(value))
            let noise = (share * (1 - share) / 20_000).squareRoot()
            #expect(abs(Double(counts[value] ?? 0) / 20_000 - share) < 4.5 * noise, "\(value)")
        }
    }

    @Test("finds better points than even draws, and as good ones as Optuna's", arguments: ["sphere", "steps"])
    func quality(name: String) throws {
        let golden = try TuningGolden.load().best
        let score = name == "sphere" ? SampleSearch.sphere : SampleSearch.steps
        let space = try name == "sphere" ? SampleSearch.plane() : SampleSearch.mixed()
        func bestValues(_ method: SearchMethod) throws -> [Double] {
            try (0..<40).map { seed in
                var search = try Search(space: space, method: method, seed: UInt64(seed))
                try search.run { TrialRecord($0, values: [score($0.parameters)]) }
                #expect(search.records.count == 60)
                #expect(search.records.allSatisfy { space.contains($0.trial.parameters) })
                return try #require(SearchSummary(search.records, goal: .minimise)).best.value
            }
        }
        let tpe = Statistics.mean(try bestValues(.treeParzen(trials: 60, TreeParzenOptions())))
        let random = Statistics.mean(try bestValues(.random(trials: 60)))
        let optuna = Statistics.mean(try #require(golden["\(name)-tpe"]))
        let optunaRandom = Statistics.mean(try #require(golden["\(name)-random"]))
        #expect(tpe < 0.5 * random, "\(tpe) against \(random)")
        #expect((0.5...1.5).contains(tpe / optuna), "\(tpe) against \(optuna)")
        #expect((0.6...1.6).contains(random / optunaRandom), "\(random) against \(optunaRandom)")
    }

    @Test("maximising a score is minimising its negative")
    func goals() throws {
        let method = SearchMethod.treeParzen(trials: 25, TreeParzenOptions())
        var down = try Search(space: SampleSearch.plane(), method: method, seed: 3)
        var up = try Search(space: SampleSearch.plane(), method: method, goal: .maximise, seed: 3)
        try down.run { TrialRecord($0, values: [SampleSearch.sphere($0.parameters)]) }
        try up.run { TrialRecord($0, values: [-SampleSearch.sphere($0.parameters)]) }
        #expect(down.records.map(\.trial) == up.records.map(\.trial))
    }

    @Test("trials that fail or score NaN push the search away and never stop it")
    func failures() throws {
        let method = SearchMethod.treeParzen(trials: 80, TreeParzenOptions())
        var search = try Search(space: SampleSearch.plane(), method: method, seed: 3)
        try search.run { trial in
            let value = SampleSearch.sphere(trial.parameters)
            guard let x = trial.parameters["x"], x < 0 else {
                return trial.number.isMultiple(of: 2)
                    ? TrialRecord(trial, values: [value, .nan])
                    : TrialRecord(trial, values: [], status: .failed(reason: "x is not below 0"))
            }
            return TrialRecord(trial, values: [value])
        }
        let late = search.records.suffix(30)
        #expect(late.count { $0.isScored } >= 20)
        var hopeless = try Search(space: SampleSearch.plane(), method: method, seed: 3)
        try hopeless.run { TrialRecord($0, values: [.nan]) }
        #expect(hopeless.records.count == 80)
        #expect(SearchSummary(hopeless.records, goal: .minimise) == nil)
    }
}
