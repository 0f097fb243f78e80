public import Base
import Indicators
import Storage

/// The live state of a feature set for a universe of symbols: the bars of one time in, their rows of features out.
///
/// - As of: the rows at time t use bars up to t, of all symbols.
/// - Missing: NaN while warming up, and across symbols as ``CrossSection/Kind`` says.
public struct UniversePipeline: Sendable {
    /// The symbols, in the order in which they are summed.
    public let symbols: [Symbol]
    private let plan: FeaturePlan
    private let memorySubject: String
    private let places: [Symbol: Int]
    private let calendars: [TradingCalendar]
    private let groups: [String: [Int32]]
    private var memory: [ContiguousArray<UInt64>]
    private var slots: [ContiguousArray<Double>]

    init(_ featureSet: FeatureSet, symbols: [Symbol], calendars known: [Symbol: TradingCalendar]) {
        precondition(!featureSet.plan.looksAhead, "features that need later bars cannot be computed live")
        self.symbols = symbols
        plan = featureSet.plan
        memorySubject = featureSet.memorySubject
        places = Dictionary(symbols.enumerated().map { ($1, $0) }) { first, _ in first }
        calendars = symbols.map { known[$0] ?? .inferred(for: $0) }
        let names = Set(featureSet.definitions.flatMap(\.expression.groupings))
        groups = Dictionary(uniqueKeysWithValues: names.map { ($0, featureSet.groups($0, of: symbols)) })
        memory = symbols.map { _ in featureSet.plan.blank }
        slots = symbols.map { _ in featureSet.plan.blankRow }
    }

    /// The number of features in a row.
    public var featureCount: Int { plan.featureCount }

    /// Takes all bars of one time, at most one a symbol, and gives their rows of features.
    ///
    /// - Parameter bars: Adjusted bars that are later than those before, of the pipeline's symbols; others are passed over.
    /// - Returns: A row of features for each symbol that has a bar.
    public mutating func update(_ bars: [Symbol: Bar]) -> [Symbol: [Double]] {
        let present = symbols.indices.filter { bars[symbols[$0]] != nil }
        var rows: [Symbol: [Double]] = [:]
        for (index, stage) in plan.stages.enumerated() {
            for place in present {
                guard let bar = bars[symbols[place]] else { continue }
                run(stage, of: place, bar)
                if index == plan.stages.count - 1 { rows[symbols[place]] = features(of: place, bar) }
            }
            for crossing in stage.crossings { cross(crossing, present, bars) }
        }
        return rows
    }

    private var subject: String {
        "\(memorySubject) of \(SHA256.hexadecimal(symbols.map(\.name).joined(separator: " ")))"
    }

    /// All that the pipeline remembers.
    public var snapshot: Snapshot {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(symbols.count * plan.blank.count * MemoryLayout<UInt64>.size)
        for own in memory { own.withUnsafeBytes { bytes.append(contentsOf: $0) } }
        return Snapshot(of: subject, bytes)
    }

    /// Goes on from a snapshot of the same set and symbols, made by the same build of the program.
    ///
    /// - Parameter snapshot: What ``snapshot`` gave.
    /// - Returns: False, with nothing changed, when the snapshot is of anything else.
    public mutating func restore(_ snapshot: Snapshot) -> Bool {
        let size = plan.blank.count * MemoryLayout<UInt64>.size
        guard let bytes = snapshot.bytes(of: subject, count: size * symbols.count) else { return false }
        for place in symbols.indices {
            memory[place].withUnsafeMutableBytes { $0.copyBytes(from: bytes[(place * size)..<((place + 1) * size)]) }
        }
        return true
    }

    private mutating func run(_ stage: FeaturePlan.Stage, of place: Int, _ bar: Bar) {
        var memory = ContiguousArray<UInt64>()
        var slots = ContiguousArray<Double>()
        swap(&memory, &self.memory[place])
        swap(&slots, &self.slots[place])
        defer {
            swap(&memory, &self.memory[place])
            swap(&slots, &self.slots[place])
        }
        memory.withUnsafeMutableBufferPointer { memory in
            slots.withUnsafeMutableBufferPointer { slots in
                guard let memory = memory.baseAddress, let slots = slots.baseAddress else { return }
                withUnsafePointer(to: calendars[place]) { calendar in
                    plan.withColumns(of: bar) { columns in
                        let lane = StageLane(memory: memory, columns: columns, slots: slots, calendar: calendar)
                        withUnsafePointer(to: lane) {
                            StageRunner.run(stage, UnsafeBufferPointer(start: $0, count: 1), stride: 1)
                        }
                    }
                }
            }
        }
    }

    private func value(_ source: FeaturePlan.Source, of place: Int, _ bar: Bar) -> Double {
        switch source {
        case .field(let field): field.value(in: bar)
        case .slot(let slot): slots[place][slot]
        }
    }

    private func features(of place: Int, _ bar: Bar) -> [Double] {
        plan.features.map {
            let value = value($0.source, of: place, bar)
            return value.isFinite ? value : .nan
        }
    }

    private mutating func cross(_ crossing: FeaturePlan.Crossing, _ present: [Int], _ bars: [Symbol: Bar]) {
        guard case .across(let kind, let grouping) = crossing.kind else { return }
        var values = present.map { place in bars[symbols[place]].map { value(crossing.source, of: place, $0) } ?? .nan }
        let own = grouping.flatMap { groups[$0] }
        CrossSectionKernel.apply(kind, &values, groups: own.map { own in present.map { own[$0] } })
        for (value, place) in zip(values, present) { slots[place][crossing.slot] = value }
    }
}
