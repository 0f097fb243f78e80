import Base
import Indicators
import Testing

/// What every operator of the catalogue must hold; a new operator is in it by being registered.
@Suite struct ConformanceTests {
    static let names = OperatorCatalogue.all.map(\.name)

    private func trials(_ name: String) throws -> [OperatorTrial] {
        try OperatorTrial.all(try OperatorCatalogue.named(name))
    }

    private func apple() throws -> BarSeries { try #require(try GoldenFiles.series.get()["aapl"]) }

    @Test("agrees with the golden values, which every output has", arguments: names)
    func golden(name: String) throws {
        let series = try GoldenFiles.series.get()
        let cases = try GoldenFiles.cases.get().filter { $0.operator == name }
        let definition = try OperatorCatalogue.named(name)
        let missing = try Set(definition.outputs).subtracting(TalibGoldens.outputs(of: definition))
        #expect(
            missing.isEmpty || Set(cases.map(\.series)) == Set(series.keys),
            "every series needs golden values of \(name)")
        var worst = (error: 0.0, place: "")
        for item in cases {
            let bars = try #require(series[item.series])
            let columns = try OperatorTrial(definition, item.parameters).batch(bars)
            #expect(missing.isSubset(of: item.outputs.keys), "these have no golden values")
            for (output, values) in item.outputs {
                let place = try #require(definition.outputs.firstIndex(of: output), "\(name) has no output \(output)")
                let error = Agreement.largestError(item.rows.map { columns[place][$0] }, values.map { $0 ?? .nan })
                if error >= worst.error { worst = (error, "\(output) \(item.parameters) on \(item.series)") }
            }
        }
        #expect(worst.error < 1e-9, "\(worst.place)")
    }

    @Test("lies in memory as the runners expect it", arguments: names)
    func layout(name: String) throws {
        for trial in try trials(name) {
            func check<Machine: Indicator>(_ machine: Machine) {
                #expect(MemoryLayout<Machine>.alignment <= 8, "machines lie at multiples of eight bytes")
                #expect(MemoryLayout<Machine.Output>.size == 8 * Machine.Output.names.count, "one Double a name")
                #expect(Machine.Output.names.count <= 16, "no more than the missing output has room for")
                #expect(Machine.Output.names == trial.definition.outputs)
                #expect(machine.outputWarmUpBars.count == Machine.Output.names.count)
            }
            check(trial.make())
        }
    }

    @Test("is NaN for exactly the warm-up it states", arguments: names)
    func warmUp(name: String) throws {
        let series = try OperatorCatalogue.named(name).inDomain(try apple())
        for trial in try trials(name) {
            let warmUps = trial.make().outputWarmUpBars
            let firsts = trial.batch(series).map { $0.firstIndex { !$0.isNaN } ?? -1 }
            #expect(firsts == warmUps, "\(trial.parameters)")
            #expect(warmUps.max() == trial.make().warmUpBars)
            // Statistics over rows are missing where a window is flat, too.
            if trial.definition.seesMissing { continue }
            let gaps = trial.batch(series).map { $0.filter(\.isNaN).count }
            #expect(gaps == warmUps, "no NaN after the warm-up")
        }
    }

    @Test("gives the same bits streaming as in batch", arguments: names)
    func batchIsStreaming(name: String) throws {
        for (label, series) in try GoldenFiles.series.get() {
            for trial in try trials(name) {
                let pairs = zip(trial.batch(series), trial.streamed(series.bars))
                let differing = pairs.map { Agreement.differences($0, $1).count }
                #expect(differing.allSatisfy { $0 == 0 }, "\(trial.parameters) on \(label)")
            }
        }
    }

    @Test("does not move when later bars are cut", arguments: names)
    func truncation(name: String) throws {
        let series = try apple()
        for trial in try trials(name) {
            let whole = trial.batch(series)
            for cut in Array(stride(from: 0, to: 130, by: 7)) + Array(stride(from: 131, to: series.count, by: 211)) {
                let part = trial.batch(series[0..<cut])
                let differing = zip(part, whole).map { Agreement.differences($0, Array($1[..<cut])).count }
                #expect(differing.allSatisfy { $0 == 0 }, "\(trial.parameters) cut at \(cut)")
            }
        }
    }

    @Test("starts afresh after a reset", arguments: names)
    func reset(name: String) throws {
        let series = try apple()
        for trial in try trials(name) {
            var machine = trial.live()
            _ = trial.streamed(series[0..<333].bars, machine: &machine)
            machine.reset()
            let again = trial.streamed(series[400..<700].bars, machine: &machine)
            let differing = zip(again, trial.streamed(series[400..<700].bars)).map {
                Agreement.differences($0, $1).count
            }
            #expect(differing.allSatisfy { $0 == 0 }, "\(trial.parameters)")
        }
    }

    @Test("a copy goes its own way", arguments: names)
    func valueSemantics(name: String) throws {
        let bars = try apple()[0..<300].bars
        for trial in try trials(name) {
            var machine = trial.live()
            _ = trial.streamed(Array(bars[..<150]), machine: &machine)
            var copy = machine
            _ = trial.streamed(Array(bars[..<50]), machine: &copy)
            let rest = trial.streamed(Array(bars[150...]), machine: &machine)
            let expected = trial.streamed(bars).map { Array($0[150...]) }
            #expect(zip(rest, expected).allSatisfy { Agreement.differences($0, $1).isEmpty }, "\(trial.parameters)")
        }
    }

    @Test("goes on from a snapshot with the same bits", arguments: names)
    func snapshot(name: String) throws {
        let bars = try apple()[0..<300].bars
        for trial in try trials(name) {
            for cut in [0, 1, 17, 151] {
                var machine = trial.live()
                _ = trial.streamed(Array(bars[..<cut]), machine: &machine)
                var restored = trial.live()
                let isRestored = restored.restore(machine.snapshot)
                #expect(isRestored)
                let rest = trial.streamed(Array(bars[cut...]), machine: &restored)
                let expected = trial.streamed(bars).map { Array($0[cut...]) }
                let differing = zip(rest, expected).map { Agreement.differences($0, $1).count }
                #expect(differing.allSatisfy { $0 == 0 }, "\(trial.parameters) at \(cut)")
            }
        }
    }

    @Test("passes over bars with NaN or infinity in a field it reads", arguments: names)
    func missing(name: String) throws {
        // Operators that count missing rows have their own tests.
        guard try !OperatorCatalogue.named(name).seesMissing else { return }
        let fields = try #require(try trials(name).first).fields.filter { $0 != .time }
        let clean = try apple()[0..<400].bars
        for (field, bad) in fields.flatMap({ field in [Double.nan, .infinity, -.infinity].map { (field, $0) } }) {
            for trial in try trials(name) {
                let dirty = clean.flatMap { $0.time.seconds % 5 == 0 ? [$0.with(field, bad), $0] : [$0] }
                let isBad = dirty.map { !field.value(in: $0).isFinite }
                let columns = trial.streamed(dirty)
                for (column, expected) in zip(columns, trial.streamed(clean)) {
                    let kept = column.indices.filter { !isBad[$0] }.map { column[$0] }
                    #expect(Agreement.differences(kept, expected).isEmpty, "\(trial.parameters) \(field) \(bad)")
                    #expect(column.indices.allSatisfy { !isBad[$0] || column[$0].isNaN })
                }
            }
        }
    }

    @Test("stays finite on flat, tied and tiny prices once warm", arguments: names)
    func finite(name: String) throws {
        let definition = try OperatorCatalogue.named(name)
        // Statistics over rows are missing where a window is flat, as in pandas.
        guard !definition.seesMissing else { return }
        for (label, series) in try GoldenFiles.series.get().mapValues(definition.inDomain) {
            for trial in try trials(name) {
                for (column, warmUp) in zip(trial.batch(series), trial.make().outputWarmUpBars) {
                    let isFine = column.dropFirst(warmUp).allSatisfy {
                        $0.isFinite || definition.needsVolume && $0.isNaN
                    }
                    #expect(isFine, "\(trial.parameters) on \(label)")
                }
            }
        }
    }

    @Test("takes an empty series", arguments: names)
    func empty(name: String) throws {
        let series = try apple()[0..<0]
        for trial in try trials(name) { #expect(trial.batch(series).allSatisfy { $0.isEmpty }) }
    }
}
