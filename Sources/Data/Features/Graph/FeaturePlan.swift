import Base
import Indicators

/// The operators a feature set needs, each once, and which features each of them feeds.
struct FeaturePlan: Sendable {
    /// An operator on a field.
    struct Node: Sendable {
        var indicator: any Indicator
        let field: BarField
        let outputs: Int
        var taps: [Tap]
    }

    /// A feature made of an operator's output.
    struct Tap: Sendable {
        let feature: Int
        let output: Int
        let transform: FeatureTransform
        let warmUpBars: Int
    }

    var nodes: [Node] = []
    private(set) var featureCount = 0

    /// The number of bars before the first row with every feature.
    var warmUpBars: Int { nodes.flatMap(\.taps).map(\.warmUpBars).max() ?? 0 }

    /// The most outputs one operator has.
    var outputsMax: Int { nodes.map(\.outputs).max() ?? 0 }

    /// Whether logarithms of the prices are worth taking in advance.
    var readsLogarithms: Bool { nodes.contains { $0.indicator.readsLogarithms } }

    /// Plans definitions whose operators and outputs have been checked.
    init(_ definitions: [FeatureDefinition], operators: [OperatorDefinition]) {
        var places: [Key: Int] = [:]
        for (definition, used) in zip(definitions, operators) {
            let key = Key(name: used.name, arguments: definition.arguments, field: definition.input)
            let place = places[key] ?? nodes.count
            if places[key] == nil {
                places[key] = place
                let indicator = used.makeIndicator(definition.arguments)
                nodes.append(
                    Node(
                        indicator: indicator, field: definition.input ?? .close, outputs: used.outputs.count, taps: []))
            }
            let output = used.outputs.firstIndex(of: definition.output) ?? 0
            let warmUp = nodes[place].indicator.outputWarmUpBars[output]
            nodes[place].taps.append(
                Tap(feature: featureCount, output: output, transform: definition.transform, warmUpBars: warmUp))
            featureCount += 1
        }
    }

    private struct Key: Hashable {
        let name: String
        let arguments: OperatorArguments
        let field: BarField?
    }
}

extension FeaturePlan {
    /// Writes all features of a series, feature f of row i at `destination[f * series.count + i]`.
    ///
    /// - Parameters:
    ///   - destination: Room for `series.count * featureCount` numbers.
    ///   - series: Adjusted bars.
    ///   - scratch: Memory of the operators, made larger where needed.
    func fill(_ destination: UnsafeMutablePointer<Double>, from series: BarSeries, scratch: inout FeatureScratch) {
        scratch.reserve(rows: series.count, plan: self)
        series.withColumns { raw in
            let columns = readsLogarithms ? raw.takingLogarithms(in: scratch.logarithms) : raw
            for node in nodes { node.run(columns, scratch: scratch.outputs, into: destination) }
        }
    }
}

extension FeaturePlan.Node {
    /// Runs the operator down the columns and writes the features it feeds.
    func run(
        _ columns: BarColumns, scratch: UnsafeMutablePointer<Double>, into destination: UnsafeMutablePointer<Double>
    ) {
        let own = columns.reading(field)
        if outputs == 1, taps.count == 1, taps[0].transform == .value {
            let column = destination + taps[0].feature * columns.count
            indicator.fill(OutputColumns(base: column, stride: columns.count), from: own)
            return
        }
        indicator.fill(OutputColumns(base: scratch, stride: columns.count), from: own)
        for tap in taps { tap.write(scratch, columns, to: destination + tap.feature * columns.count) }
    }
}

extension FeaturePlan.Tap {
    /// Makes the feature's column of the operator's columns.
    func write(
        _ scratch: UnsafeMutablePointer<Double>, _ columns: BarColumns, to destination: UnsafeMutablePointer<Double>
    ) {
        let source = scratch + output * columns.count
        let close = columns.close
        switch transform {
        case .value: destination.update(from: source, count: columns.count)
        case .overClose, .closeOver:
            for index in 0..<columns.count {
                destination[index] = transform.apply(source[index], close: close[index])
            }
        }
    }
}

/// Memory that the operators of one series work in, kept for the next series.
struct FeatureScratch: ~Copyable {
    private(set) var logarithms: UnsafeMutablePointer<Double>
    private(set) var outputs: UnsafeMutablePointer<Double>
    private var rows = 1
    private var width = 1

    init() {
        logarithms = .allocate(capacity: 4)
        outputs = .allocate(capacity: 1)
    }

    deinit {
        logarithms.deallocate()
        outputs.deallocate()
    }

    /// Makes room for a series of so many rows.
    mutating func reserve(rows wanted: Int, plan: FeaturePlan) {
        guard wanted > rows || plan.outputsMax > width else { return }
        rows = max(rows, wanted)
        width = max(width, plan.outputsMax)
        logarithms.deallocate()
        outputs.deallocate()
        logarithms = .allocate(capacity: 4 * rows)
        outputs = .allocate(capacity: rows * width)
    }
}
