import Base
import Testing
import Tuning

struct SearchSpaceTests {
    @Test("a grid has every combination once, with both ends; steps of a logarithmic range are equal factors")
    func grid() throws {
        let space = try SearchSpace([
            SearchParameter("a", 0...1), SearchParameter("b", 0.01...100, .logarithmic),
            SearchParameter("c", 1...3, .whole), SearchParameter("d", 1...1000, .logarithmicWhole),
            SearchParameter("e", choices: [7, 3]), SearchParameter("f", fixed: 9),
        ])
        let values = space.gridValues(points: 4)
        #expect(values[0] == [0, 1.0 / 3, 2.0 / 3, 1])
        let factors = zip(values[1], values[1].dropFirst()).map { $1 / $0 }
        #expect(values[1].first == 0.01 && values[1].last == 100)
        #expect(factors.allSatisfy { abs($0 / factors[0] - 1) < 1e-12 })
        #expect(values[2...] == [[1, 2, 3], [1, 10, 100, 1000], [7, 3], [9]])
        var search = try Search(space: space, method: .grid(points: 4), seed: 1)
        try search.run { TrialRecord($0, values: [0]) }
        #expect(search.records.count == 4 * 4 * 3 * 4 * 2)
        #expect(Set(search.records.map(\.trial.parameters)).count == search.records.count)
        #expect(search.records.allSatisfy { space.contains($0.trial.parameters) })
        let middle = try SearchSpace([SearchParameter("a", 1...100, .logarithmic)]).gridValues(points: 1)
        #expect(middle.count == 1 && middle[0].count == 1 && abs(middle[0][0] - 10) < 1e-12)
    }

    @Test("draws are even on their scale and within their bounds")
    func evenness() throws {
        let space = try SearchSpace([
            SearchParameter("linear", -3...7), SearchParameter("log", 1e-4...1, .logarithmic),
            SearchParameter("whole", 3...6, .whole), SearchParameter("logWhole", 1...999, .logarithmicWhole),
            SearchParameter("kind", choices: [4, 2]),
        ])
        var generator = SeededGenerator(seed: 4)
        var counts: [String: [Int: Int]] = [:]
        for _ in 0..<8000 {
            let point = space.sample(using: &generator)
            #expect(space.contains(point))
            for (name, value) in point {
                let bin =
                    switch name {
                    case "linear": Int((value + 3) / 2.5)
                    case "log": value < 1e-3 ? 0 : value < 1e-2 ? 1 : value < 1e-1 ? 2 : 3
                    case "logWhole": value <= 3 ? 0 : value <= 22 ? 1 : value <= 141 ? 2 : 3
                    default: Int(value)
                    }
                counts[name, default: [:]][bin, default: 0] += 1
            }
        }
        for name in ["linear", "log", "whole"] {
            #expect(counts[name]?.count == 4 && counts[name]?.values.allSatisfy { abs($0 - 2000) < 200 } == true)
        }
        #expect(counts["kind"]?.values.allSatisfy { abs($0 - 4000) < 200 } == true)
        // Shares of log 3.5 / 0.5, 22.5 / 3.5, 141.5 / 22.5 and 999.5 / 141.5 in log 999.5 / 0.5.
        let expected = [0: 2048.0, 1: 1958.5, 2: 1935.5, 3: 2058]
        #expect(expected.allSatisfy { abs(Double(counts["logWhole"]?[$0.key] ?? 0) - $0.value) < 200 })
    }

    @Test(
        "refuses parameters that cannot be searched, naming them",
        arguments: [
            SearchParameter("", fixed: 1), SearchParameter("p", fixed: .nan), SearchParameter("p", choices: []),
            SearchParameter("p", choices: [1, .infinity]), SearchParameter("p", choices: [1, 1]),
            SearchParameter("p", .range(lower: 2, upper: 1, scale: .linear)),
            SearchParameter("p", .range(lower: .nan, upper: 1, scale: .linear)),
            SearchParameter("p", -1e308...1.7e308), SearchParameter("p", 0...1, .logarithmic),
            SearchParameter("p", 0.5...3, .whole), SearchParameter("p", 0...3, .logarithmicWhole),
            SearchParameter("p", 0...1e300, .whole),
        ])
    func refusals(parameter: SearchParameter) throws {
        let error = #expect(throws: TuningError.self) {
            try SearchSpace([SearchParameter("good", 0...1), parameter])
        }
        guard case .badParameter(let name, _) = error else {
            Issue.record("expected the parameter's name, was \(String(describing: error))")
            return
        }
        #expect(name == parameter.name)
    }

    @Test("refuses a space without parameters and names given twice; reads itself back from JSON and checks")
    func joins() throws {
        #expect(throws: TuningError.emptySpace) { try SearchSpace([]) }
        #expect(throws: TuningError.repeatedName("a")) {
            try SearchSpace([SearchParameter("a", 0...1), SearchParameter("a", fixed: 1)])
        }
        let space = try SampleSearch.mixed()
        #expect(try SampleSearch.json(space) == space)
        #expect(space.pointCount == .infinity)
        #expect(!space.contains(["rate": 1e-3, "depth": 2.5, "kind": 1]))
        #expect(!space.contains(["rate": 1e-3, "depth": 2, "kind": 2]))
        #expect(!space.contains(["rate": 1e-3, "depth": 2]))
        #expect(!space.contains(["rate": 1e-3, "depth": .nan, "kind": 1]))
    }
}
