import Base
import Indicators
import Testing

/// Statistics over rows: windows count rows, missing ones are skipped.
@Suite struct RowsTests {
    static let names = OperatorCatalogue.all.filter(\.seesMissing).map(\.name)
        .filter { !["where", "fill", "is_missing"].contains($0) }

    struct File: Decodable {
        let inputs: [String: [SignedColumn]]
        let rowCases: [GoldenFiles.Case]
    }

    static let file = Result { try GoldenFiles.decode(File.self, "rows.json") }

    @Test("agrees with pandas on gaps, infinities, standstills, ties, tiny numbers and jumps", arguments: names)
    func golden(name: String) throws {
        let file = try Self.file.get()
        let definition = try OperatorCatalogue.named(name)
        let cases = file.rowCases.filter { $0.operator == name }
        #expect(Set(cases.map(\.series)) == Set(file.inputs.keys), "every input needs golden values of \(name)")
        var worst = (error: 0.0, place: "")
        for item in cases {
            let input = try #require(file.inputs[item.series]).map(\.column)
            let columns = try outputs(of: definition, item.parameters, input)
            for (output, column) in zip(definition.outputs, columns) {
                let expected = try #require(item.outputs[output]).map { $0 ?? .nan }
                let error = Agreement.largestError(column, expected)
                if error >= worst.error { worst = (error, "\(output) \(item.parameters) on \(item.series)") }
            }
        }
        #expect(worst.error < 1e-9, "\(worst.place)")
    }

    @Test("gives the same bits however the rows are cut into calls, missing ones too", arguments: names)
    func pieces(name: String) throws {
        let definition = try OperatorCatalogue.named(name)
        guard let minCount = definition.parameters.first(where: { $0.name == "min_count" }) else { return }
        let input = try #require(try Self.file.get().inputs["gaps"]).map(\.column)
        for period in [4.0, 9, 200] {
            let parameters = ["period": period, minCount.name: 1]
            let whole = try outputs(of: definition, parameters, input)
            for cut in stride(from: 1, to: input[0].count, by: 9) {
                let part = try outputs(of: definition, parameters, input.map { Array($0[..<cut]) })
                let differing = zip(part, whole).map { Agreement.differences($0, Array($1[..<cut])).count }
                #expect(differing.allSatisfy { $0 == 0 }, "period \(period) cut at \(cut)")
            }
        }
    }

    @Test("a window of zeros sums to exactly zero after large numbers")
    func zeros() {
        let values = [1e18, 3e-9, .nan, 7e12, -1e300] + [Double](repeating: 0, count: 40)
        #expect(RowMean(period: 5, minCount: 1).outputs(of: values)[0].dropFirst(9).allSatisfy { $0 == 0 })
        #expect(RowTotal(period: 5, minCount: 1).outputs(of: values)[0].dropFirst(9).allSatisfy { $0 == 0 })
        #expect(RowDeviation(period: 5, minCount: 1).outputs(of: values)[0].dropFirst(9).allSatisfy { $0 == 0 })
    }

    @Test("a long window counts ranks as a short one does")
    func longRanks() {
        var generator = SeededGenerator(seed: 5)
        let values = (0..<3000).map { _ in Double(Int.random(in: 0..<50, using: &generator)) }
        let ranks = RowRank(period: 1000).outputs(of: values)[0]
        let rows = Array(stride(from: 999, to: 3000, by: 97))
        let exact = rows.map { row -> Double in
            let window = values[(row - 999)...row]
            let below = window.filter { $0 < values[row] }.count
            let upTo = window.filter { $0 <= values[row] }.count
            return Double(below + upTo + 1) / 2000
        }
        #expect(Agreement.largestError(rows.map { ranks[$0] }, exact) == 0)
    }

    @Test("refuses to wait for more values than the window holds")
    func minCount() throws {
        let mean = try OperatorCatalogue.named("mean")
        let error = #expect(throws: OperatorError.self) { _ = try mean.arguments(["period": 5, "min_count": 6]) }
        #expect(error?.description == "operator 'mean': 'min_count' must be at most 'period', were 6 and 5")
    }
}
