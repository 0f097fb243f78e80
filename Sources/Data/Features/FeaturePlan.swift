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
    /// All features of a series, one array per feature.
    func columns(of series: BarSeries) -> [[Double]] {
        let count = series.count
        var result = [[Double]](repeating: [], count: featureCount)
        guard count > 0 else { return result }
        let scratch = UnsafeMutablePointer<Double>.allocate(capacity: count * outputsMax)
        defer { scratch.deallocate() }
        series.withColumns { columns in
            for node in nodes {
                node.run(columns, into: scratch)
                for tap in node.taps {
                    result[tap.feature] = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
                        guard let destination = buffer.baseAddress else { return }
                        tap.write(scratch, columns, to: destination)
                        filled = count
                    }
                }
            }
        }
        return result
    }

    /// All features of some columns, feature f of row i at `destination[f * columns.count + i]`.
    ///
    /// - Parameters:
    ///   - destination: Room for `columns.count * featureCount` numbers.
    ///   - columns: The bars.
    ///   - scratch: Room for `columns.count * outputsMax` numbers.
    func fill(
        _ destination: UnsafeMutablePointer<Double>, from columns: BarColumns, scratch: UnsafeMutablePointer<Double>
    ) {
        for node in nodes {
            node.run(columns, into: scratch)
            for tap in node.taps {
                tap.write(scratch, columns, to: destination + tap.feature * columns.count)
            }
        }
    }
}

extension FeaturePlan.Node {
    /// Runs the operator down the columns, output k at `scratch[k * columns.count]`.
    func run(_ columns: BarColumns, into scratch: UnsafeMutablePointer<Double>) {
        indicator.fill(OutputColumns(base: scratch, stride: columns.count), from: columns.reading(field))
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
