import Base
import Indicators
import Testing

/// Every function of TA-Lib against its twin in the catalogue: look-backs, NaN and values.
@Suite struct TalibParityTests {
    static let names = ((try? TalibGoldens.functions.get()) ?? [:]).keys.sorted()

    /// Functions with an error above 1e-9 for a reason.
    static let loosened: [String: Double] = [
        // TA-Lib's running sums keep a residue of the values that have left; the slopes differ by as much, within their noise.
        "LINEARREG_ANGLE": 1e-8,
        // As there: of prices of 1e-8, its forecast over two rows is off by 1e-20, where it should be exact.
        "FOSC": 1e-8,
    ]

    @Test("the functions are there")
    func functions() throws {
        #expect(Self.names.count == 201)
        #expect(Set(try TalibGoldens.cases.get().keys) == Set(Self.names))
    }

    @Test("agrees with TA-Lib", arguments: names)
    func parity(name: String) throws {
        let twin = try #require(TalibGoldens.twin(name), "there is no operator \(name.lowercased())")
        let cases = try #require(try TalibGoldens.cases.get()[name])
        var complaints: [String] = []
        for item in cases { try compare(item, twin.definition, from: twin.output, &complaints) }
        #expect(complaints.isEmpty, "\(complaints.prefix(8).joined(separator: "\n"))")
    }

    private func compare(
        _ item: TalibGoldens.Case, _ definition: OperatorDefinition, from first: Int, _ complaints: inout [String]
    ) throws {
        let function = try #require(try TalibGoldens.functions.get()[item.function])
        let label = "\(item.parameters.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }) on \(item.series)"
        let arguments = try definition.arguments(TalibGoldens.parameters(item, function, of: definition))
        let machine = definition.makeIndicator(arguments)
        let columns = try run(machine, definition, item)
        for (offset, output) in function.outputs.enumerated() {
            let place = "\(output) \(label)"
            let lookback = machine.outputWarmUpBars[first + offset]
            if lookback != item.lookback {
                complaints.append("look-back \(lookback), not \(item.lookback): \(place)")
            }
            compare(columns[first + offset], item, output, place, &complaints)
        }
    }

    private func compare(
        _ column: [Double], _ item: TalibGoldens.Case, _ output: String, _ place: String, _ complaints: inout [String]
    ) {
        let expected =
            item.count.map { dense(item, $0) } ?? zip(item.rows, item.outputs[output] ?? []).map { ($0, $1 ?? .nan) }
        let floor = expected.map(\.1.magnitude).filter { !$0.isNaN }.max() ?? 0
        let noise = item.noise?[output] ?? 0
        for (row, value) in expected {
            let was = column[row]
            let difference = (was - value).magnitude
            if was.isNaN && value.isNaN || difference == 0 { continue }
            let error = difference / max(value.magnitude, floor / 1000)
            if difference > noise || difference.isNaN, !(error <= Self.loosened[item.function] ?? 1e-9) {
                complaints.append("\(was), not \(value), in row \(row): \(place)")
            }
        }
        let early = column.prefix(item.lookback).contains { !$0.isNaN }
        if early { complaints.append("a value before the look-back: \(place)") }
        let infinite = (item.infiniteRows ?? []).contains { !column[$0].isNaN }
        if infinite { complaints.append("a value where TA-Lib has an infinity: \(place)") }
    }

    /// A candlestick pattern's values in all rows.
    private func dense(_ item: TalibGoldens.Case, _ count: Int) -> [(Int, Double)] {
        var values = (0..<count).map { $0 < item.lookback ? Double.nan : 0 }
        for (row, value) in zip(item.rows, item.outputs["integer"] ?? []) { values[row] = value ?? .nan }
        return Array(values.enumerated()).map { ($0.offset, $0.element) }
    }

    private func run(
        _ machine: any Indicator, _ definition: OperatorDefinition, _ item: TalibGoldens.Case
    ) throws -> [[Double]] {
        let series = try TalibGoldens.series.get()
        let bars = try #require(series[item.series])
        guard definition.valueCount > 0 else {
            #expect(
                Set(definition.fields.map(\.rawValue)).isSuperset(of: item.inputs),
                "\(item.function) reads other fields")
            return machine.outputs(of: bars)
        }
        try #require(definition.valueCount == item.inputs.count, "\(item.function) has another number of inputs")
        let inputs = try item.inputs.map { try column($0, of: bars, among: series) }
        var result: [[Double]] = []
        inputs[0].withUnsafeBufferPointer { first in
            inputs[inputs.count - 1].withUnsafeBufferPointer { second in
                bars.withColumns { columns in
                    var own = columns
                    guard let value = first.baseAddress, let other = second.baseAddress else { return }
                    own.value = value
                    own.second = other
                    result = machine.outputs(from: own)
                }
            }
        }
        return result
    }

    private func column(_ key: String, of bars: BarSeries, among series: [String: BarSeries]) throws -> [Double] {
        let words = key.split(separator: ".").map(String.init)
        let source = words.count == 2 ? try #require(series[words[0]]) : bars
        let field = try #require(BarField(rawValue: words[words.count - 1]))
        return source[0..<bars.count].bars.map { field.value(in: $0) }
    }
}
