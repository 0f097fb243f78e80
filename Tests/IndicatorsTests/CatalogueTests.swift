import Indicators
import Testing

@Suite struct CatalogueTests {
    @Test("names are unique and speak the same case")
    func names() {
        let names = OperatorCatalogue.all.map(\.name)
        #expect(Set(names).count == names.count)
        let words = names + OperatorCatalogue.all.flatMap { $0.outputs + $0.parameters.map(\.name) }
        #expect(words.allSatisfy { $0.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" } })
    }

    @Test("defaults are allowed by their own ranges")
    func defaults() throws {
        for definition in OperatorCatalogue.all {
            let values = try definition.arguments().values.map(\.value)
            #expect(values == definition.parameters.map(\.defaultValue))
        }
    }

    @Test("an unknown operator is refused with the one that was meant")
    func unknownOperator() {
        let error = #expect(throws: OperatorError.self) { _ = try OperatorCatalogue.named("smaa") }
        #expect(error?.description == "there is no operator 'smaa'; did you mean sma?")
    }

    @Test(
        "a wrong parameter is refused with what is allowed",
        arguments: [
            (["perid": 3.0], "operator 'rsi' has no parameter 'perid'; its parameters: period"),
            (["period": 1.0], "parameter 'period' must be a whole number from 2 to 100000, was 1"),
            (["period": 2.5], "parameter 'period' must be a whole number from 2 to 100000, was 2.5"),
            (["period": .nan], "parameter 'period' must be a whole number from 2 to 100000, was nan"),
        ])
    func wrongParameter(given: [String: Double], message: String) throws {
        let rsi = try OperatorCatalogue.named("rsi")
        let error = #expect(throws: OperatorError.self) { _ = try rsi.arguments(given) }
        #expect(error?.description == message)
    }
}
