import Base
import Forecasting
import ModelRegistry
import Orchestration
import Testing
import Tuning

/// Search spaces as users write them, and those that are built in.
struct TuningSpaceTests {
    @Test("reads ranges, scales, choices and single numbers")
    func reading() throws {
        let space = try TuningSpace.parse([
            "num_leaves=4..64:log", "depth=2..8", "rate=0.01..0.1:log", "share=0.2..1", "rows=1..10:real",
            "bins=63|127|255", "clip=6", "shift=-2..2",
        ])
        #expect(
            space.parameters == [
                SearchParameter("num_leaves", 4...64, .logarithmicWhole), SearchParameter("depth", 2...8, .whole),
                SearchParameter("rate", 0.01...0.1, .logarithmic), SearchParameter("share", 0.2...1),
                SearchParameter("rows", 1...10), SearchParameter("bins", choices: [63, 127, 255]),
                SearchParameter("clip", fixed: 6), SearchParameter("shift", -2...2, .whole),
            ])
    }

    @Test("a file says the same")
    func file() throws {
        let yaml = """
            num_leaves: 4..64:log
            learning_rate: 0.01..0.1:log
            bins: [63, 127]
            clip: 6
            """
        let texts = ["num_leaves=4..64:log", "learning_rate=0.01..0.1:log", "bins=63|127", "clip=6"]
        #expect(try TuningSpace.parse(yaml: yaml, source: "test") == TuningSpace.parse(texts))
        #expect(throws: YAMLError.self) { try TuningSpace.parse(yaml: "- 1", source: "test") }
    }

    @Test(
        "says what it cannot read",
        arguments: [
            "num_leaves", "=4..64", "a=4..", "a=..4", "a=8..4", "a=1..2:lin", "a=x", "a=1|x", "a=", "a=1..2:whole:real",
            "a=0..1:log", "a=0.5..2:whole",
        ])
    func faults(text: String) {
        #expect(throws: TuningError.self) { try TuningSpace.parse([text]) }
    }

    @Test(
        "families with parameters have a space that they accept, around their defaults", arguments: ModelKind.allCases)
    func builtIn(kind: ModelKind) throws {
        guard let space = TuningSpace.builtIn(kind) else {
            #expect(![.ridge, .lightgbm, .randomForest].contains(kind))
            return
        }
        let standard = ModelSpecification.standard(kind)
        for (parameter, values) in zip(space.parameters, space.gridValues(points: 2)) {
            for value in values { _ = try standard.with([parameter.name: value]) }
            let own = try #require(standard.parameters[parameter.name])
            #expect((values[0]...values[1]).contains(own), "\(parameter.name)")
            guard case .range(let lower, _, let scale) = parameter.domain else { continue }
            let isWhole = scale == .whole || scale == .logarithmicWhole
            let between = try? standard.with([parameter.name: lower.nextUp])
            #expect((between == nil) == isWhole, "\(parameter.name)")
        }
    }
}
