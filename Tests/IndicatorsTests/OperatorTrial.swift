import Base
import Indicators

/// An operator with one choice of parameters, run in the ways that the conformance suite compares.
struct OperatorTrial {
    let definition: OperatorDefinition
    let parameters: [String: Double]
    let arguments: OperatorArguments
    /// The fields given to an operator of values.
    let inputs: [BarField]

    init(_ definition: OperatorDefinition, _ parameters: [String: Double], inputs: [BarField]? = nil) throws {
        self.definition = definition
        self.inputs = inputs ?? OperatorTrial.fields(definition.valueCount)
        self.parameters = parameters
        arguments = try definition.arguments(parameters)
    }

    /// One value: the closes; two: highs and lows; three: these and the closes.
    private static func fields(_ valueCount: Int) -> [BarField] {
        valueCount < 2 ? [.close] : Array([.high, .low, .close].prefix(valueCount))
    }

    /// The defaults, those with golden values, and the least of every parameter unless these are refused together.
    static func all(_ definition: OperatorDefinition) throws -> [OperatorTrial] {
        let least = Dictionary(uniqueKeysWithValues: definition.parameters.map { ($0.name, $0.range.lowerBound) })
        let golden = try GoldenFiles.cases.get().filter { $0.operator == definition.name }.map(\.parameters)
        let talib = try talibParameters(definition)
        let chosen = try Set([[:]] + golden + talib).map { try OperatorTrial(definition, $0) }
        guard !chosen.contains(where: { $0.parameters == least }), let smallest = try? OperatorTrial(definition, least)
        else { return chosen }
        return chosen + [smallest]
    }

    /// What TA-Lib's golden values of AAPL are for.
    private static func talibParameters(_ definition: OperatorDefinition) throws -> [[String: Double]] {
        let functions = try TalibGoldens.functions.get()
        let names = functions.keys.filter { TalibGoldens.twin($0)?.definition.name == definition.name }
        return try names.flatMap { name in
            try (TalibGoldens.cases.get()[name] ?? []).filter { $0.series == "aapl" }.compactMap { item in
                try functions[name].map { try TalibGoldens.parameters(item, $0, of: definition) }
            }
        }
    }

    func make() -> any Indicator { definition.makeIndicator(arguments) }
    func live() -> LiveOperator { LiveOperator(definition, arguments) }

    /// The fields that it reads.
    var fields: [BarField] { definition.valueCount == 0 ? definition.fields : inputs }

    /// The columns of the batch run.
    func batch(_ series: BarSeries) -> [[Double]] {
        var result = definition.outputs.map { _ in [Double]() }
        series.withColumns(value: inputs[0]) { columns in
            var own = columns
            own.second = own.column(inputs.count > 1 ? inputs[1] : .close)
            own.third = own.column(inputs.count > 2 ? inputs[2] : .close)
            result = make().outputs(from: own)
        }
        return result
    }

    /// The columns of a machine fed bar by bar.
    func streamed(_ bars: [Bar], machine: inout LiveOperator) -> [[Double]] {
        var columns = [[Double]](repeating: [], count: definition.outputs.count)
        for bar in bars {
            for (output, value) in machine.update(bar, inputs: inputs).enumerated() { columns[output].append(value) }
        }
        return columns
    }

    func streamed(_ bars: [Bar]) -> [[Double]] {
        var machine = live()
        return streamed(bars, machine: &machine)
    }
}

extension OperatorDefinition {
    /// A series that the operator has values for: prices below 1 for the angle of a sine or cosine, and for powers.
    func inDomain(_ series: BarSeries) -> BarSeries {
        guard ["acos", "asin", "power"].contains(name) else { return series }
        var scaled = series[0..<0]
        for bar in series.bars { scaled.append(BarField.numeric.reduce(bar) { $0.with($1, $1.value(in: $0) / 1024) }) }
        return scaled
    }

    /// Whether it may be missing even when warm: where nothing was traded in the whole window.
    var needsVolume: Bool { ["rvol", "vwma"].contains(name) }
}

extension BarSeries {
    var bars: [Bar] { indices.map { self[$0] } }
    var indices: Range<Int> { 0..<count }
}

extension Bar {
    /// The bar with another number in a field; the same bar for the time.
    func with(_ field: BarField, _ value: Double) -> Bar {
        var bar = self
        switch field {
        case .open: bar.open = value
        case .high: bar.high = value
        case .low: bar.low = value
        case .close: bar.close = value
        case .volume: bar.volume = value
        case .time: break
        }
        return bar
    }
}
