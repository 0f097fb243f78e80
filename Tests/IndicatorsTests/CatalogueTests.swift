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

    @Test("every operator states its source; what is said to be TA-Lib's is a function of it")
    func sources() throws {
        let functions = Set(try TalibGoldens.functions.get().keys)
        #expect(!functions.isEmpty)
        for definition in OperatorCatalogue.all {
            #expect(!definition.source.isEmpty && !definition.cost.isEmpty, "\(definition.name)")
            guard definition.source.hasPrefix("TA-Lib ") else { continue }
            let named = definition.source.dropFirst(7).prefix { $0 != ";" }.split(separator: ",")
            for name in named.map({ String($0.drop { $0 == " " }) }) {
                #expect(functions.contains(name), "\(definition.name) is not TA-Lib's \(name)")
            }
        }
    }

    @Test("an operator is written with its series and its defaults")
    func usage() throws {
        #expect(try OperatorCatalogue.named("sma").usage == "sma(series, period=30)")
        #expect(try OperatorCatalogue.named("t3").usage == "t3(series, period=5, factor=0.7)")
        #expect(try OperatorCatalogue.named("where").usage == "where(series, other, third)")
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
