public import Base

/// An operator of the catalogue with memory of its own: one bar, or one row of values, in; the next outputs out.
///
/// For hundreds of operators over the same bars a feature pipeline is quicker; this is one operator by itself.
public struct LiveOperator: Sendable {
    private let indicator: any Indicator
    private var memory: ContiguousArray<Double>
    private let stateCount: Int
    private let outputCount: Int

    /// Makes an operator that has seen nothing.
    public init(_ definition: OperatorDefinition, _ arguments: OperatorArguments) {
        indicator = definition.makeIndicator(arguments)
        stateCount = (type(of: indicator).stateBytes + 7) / 8
        outputCount = definition.outputs.count
        memory = ContiguousArray(repeating: 0, count: stateCount + indicator.windowCount)
        withMachine { indicator, state, window in indicator.begin(state, window) }
    }

    /// Takes a bar and gives the outputs.
    ///
    /// - Parameters:
    ///   - bar: The newest bar.
    ///   - inputs: The fields that an operator of values reads; one of bar fields passes over them.
    /// - Returns: One value per output; NaN while warming up.
    public mutating func update(_ bar: Bar, inputs: [BarField] = [.close]) -> [Double] {
        var row = [Double](repeating: .nan, count: outputCount)
        row.withUnsafeMutableBufferPointer { row in
            guard let base = row.baseAddress else { return }
            bar.withColumns(value: inputs.first ?? .close) { columns in
                var own = columns
                own.second = own.column(inputs.count > 1 ? inputs[1] : .close)
                own.third = own.column(inputs.count > 2 ? inputs[2] : .close)
                advance(own, OutputColumns(base: base, stride: 1))
            }
        }
        return row
    }

    /// Takes the next rows of columns, and writes as many rows of outputs.
    public mutating func advance(_ columns: BarColumns, _ output: OutputColumns) {
        withMachine { indicator, state, window in
            let lane = IndicatorLane(state: state, window: window, columns: columns, output: output)
            withUnsafePointer(to: lane) { type(of: indicator).advance(UnsafeBufferPointer(start: $0, count: 1)) }
        }
    }

    /// Goes back to the state before the first row.
    public mutating func reset() { withMachine { indicator, state, window in indicator.begin(state, window) } }

    private var subject: String { String(reflecting: indicator) }

    /// All that the operator remembers.
    public var snapshot: Snapshot { Snapshot(of: subject, memory.withUnsafeBytes { Array($0) }) }

    /// Goes on from a snapshot of the same operator with the same numbers, by the same build of the program.
    ///
    /// - Parameter snapshot: What ``snapshot`` gave.
    /// - Returns: False, with nothing changed, when the snapshot is of anything else.
    public mutating func restore(_ snapshot: Snapshot) -> Bool {
        let size = memory.count * MemoryLayout<Double>.size
        guard let bytes = snapshot.bytes(of: subject, count: size) else { return false }
        memory.withUnsafeMutableBytes { $0.copyBytes(from: bytes) }
        return true
    }

    private mutating func withMachine(_ body: (any Indicator, UnsafeMutableRawPointer, WindowMemory) -> Void) {
        let indicator = indicator
        let stateCount = stateCount
        memory.withUnsafeMutableBufferPointer { memory in
            guard let base = memory.baseAddress else {
                // A machine without state still needs an address.
                withUnsafeTemporaryAllocation(byteCount: 8, alignment: 8) { room in
                    guard let address = room.baseAddress else { return }
                    body(indicator, address, memory)
                }
                return
            }
            body(indicator, UnsafeMutableRawPointer(base), WindowMemory(rebasing: memory[stateCount...]))
        }
    }
}
