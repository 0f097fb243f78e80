import Base
import Indicators

/// TA-Lib's golden values, and which operator of the catalogue each of its functions is.
enum TalibGoldens {
    /// A function's parameters and outputs in TA-Lib's order.
    struct Function: Decodable {
        let parameters: [String]
        let outputs: [String]
    }

    /// What a function gives for one choice of parameters on one series.
    struct Case: Decodable {
        let function: String
        let parameters: [String: Double]
        /// Columns of the series, or of another one: `periods.close`.
        let inputs: [String]
        let series: String
        let lookback: Int
        /// The rows that ``outputs`` are of.
        let rows: [Int]
        /// Rows at which TA-Lib gives an infinity.
        let infiniteRows: [Int]?
        /// By output, a difference that means nothing.
        let noise: [String: Double]?
        let outputs: [String: [Double?]]
        /// The length of the series, of a candlestick pattern: its rows are those that are not 0.
        let count: Int?

        private enum CodingKeys: String, CodingKey {
            case function, parameters, inputs, series, lookback, rows, noise, outputs, count
            case infiniteRows = "infinite_rows"
        }
    }

    private struct FunctionFile: Decodable { let functions: [String: Function] }
    private struct CaseFile: Decodable { let cases: [Case] }

    /// All functions by name.
    static let functions: Result<[String: Function], any Error> = Result {
        try GoldenFiles.decode(FunctionFile.self, "talib_functions.json").functions
    }

    /// The series that the cases are of.
    static let series: Result<[String: BarSeries], any Error> = Result {
        try GoldenFiles.readSeries("talib_series.json").merging(try GoldenFiles.series.get()) { first, _ in first }
    }

    /// The cases by function.
    static let cases: Result<[String: [Case]], any Error> = Result {
        let others = ["talib_functions.json", "talib_series.json"]
        let files = try GoldenFiles.names().filter { $0.hasPrefix("talib_") && !others.contains($0) }
        return Dictionary(
            grouping: try files.flatMap { try GoldenFiles.decode(CaseFile.self, $0).cases }, by: \.function)
    }

    /// The operator that a function is, and the place of its first output among the operator's.
    static func twin(_ function: String) -> (definition: OperatorDefinition, output: Int)? {
        let name = function.lowercased()
        if let definition = try? OperatorCatalogue.named(name) { return (definition, 0) }
        guard let alias = OperatorCatalogue.aliases.first(where: { $0.name == name }),
            let definition = try? OperatorCatalogue.named(alias.operatorName),
            let output = definition.outputs.firstIndex(of: alias.output)
        else { return nil }
        return (definition, output)
    }

    /// The outputs of an operator that TA-Lib's functions have too.
    static func outputs(of definition: OperatorDefinition) throws -> Set<String> {
        var result: Set<String> = []
        for (name, function) in try functions.get() {
            guard let twin = twin(name), twin.definition.name == definition.name else { continue }
            result.formUnion(definition.outputs.dropFirst(twin.output).prefix(function.outputs.count))
        }
        return result
    }

    /// An operator's parameters from a function's: TA-Lib's come first, in the same order.
    static func parameters(
        _ item: Case, _ function: Function, of definition: OperatorDefinition
    ) throws -> [String: Double] {
        guard function.parameters.count <= definition.parameters.count else {
            throw OperatorError.conflict(operatorName: definition.name, reason: "has fewer parameters than TA-Lib")
        }
        var result: [String: Double] = [:]
        for (theirs, ours) in zip(function.parameters, definition.parameters) {
            result[ours.name] = item.parameters[theirs]
        }
        return result
    }
}
