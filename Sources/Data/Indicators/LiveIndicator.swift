public import Base

/// An indicator with window memory of its own: one input in, the next output out.
///
/// ```swift
/// var rsi = RelativeStrengthIndex(period: 14).live()
/// for close in closes { print(rsi.update(close)) }
/// ```
public struct LiveIndicator<Machine: Indicator>: Sendable {
    private let blank: Machine
    private var machine: Machine
    private var memory: ContiguousArray<Double>

    /// Makes an indicator that has seen nothing.
    public init(_ machine: Machine) {
        blank = machine
        self.machine = machine
        memory = ContiguousArray(repeating: 0, count: machine.windowCount)
        memory.withUnsafeMutableBufferPointer { machine.prepare($0) }
    }

    /// Takes the newest input and gives the outputs; NaN while warming up or when the input is passed over.
    public mutating func update(_ input: Machine.Input) -> Machine.Output {
        guard Machine.seesMissing || input.isFinite else { return .missing }
        // Taken out for the call, so that nobody else holds the memory and it is not copied.
        var own = ContiguousArray<Double>()
        swap(&own, &memory)
        defer { swap(&own, &memory) }
        return own.withUnsafeMutableBufferPointer { machine.step(input, $0) }
    }

    /// Takes a bar.
    ///
    /// - Parameters:
    ///   - bar: The newest bar.
    ///   - field: The field that an indicator of one value reads; the others pass over it.
    /// - Returns: The outputs now.
    public mutating func update(_ bar: Bar, field: BarField = .close) -> Machine.Output {
        bar.withColumns(value: field) { update(Machine.Input($0, at: 0)) }
    }

    private var subject: String { String(reflecting: blank) }
    private var snapshotSize: Int { MemoryLayout<Machine>.size + memory.count * MemoryLayout<Double>.size }

    /// All that the indicator remembers.
    public var snapshot: Snapshot {
        Snapshot(of: subject, withUnsafeBytes(of: machine) { Array($0) } + memory.withUnsafeBytes { Array($0) })
    }

    /// Goes on from a snapshot of the same indicator with the same numbers, by the same build of the program.
    ///
    /// - Parameter snapshot: What ``snapshot`` gave.
    /// - Returns: False, with nothing changed, when the snapshot is of anything else.
    public mutating func restore(_ snapshot: Snapshot) -> Bool {
        guard let bytes = snapshot.bytes(of: subject, count: snapshotSize) else { return false }
        machine = bytes.withUnsafeBytes { $0.loadUnaligned(as: Machine.self) }
        memory.withUnsafeMutableBytes { $0.copyBytes(from: bytes[MemoryLayout<Machine>.size...]) }
        return true
    }

    /// Goes back to the state before the first input.
    public mutating func reset() { self = LiveIndicator(blank) }
}

extension LiveIndicator where Machine.Input == LogValue {
    /// Takes the newest value and gives the outputs; NaN while warming up or when the value is passed over.
    public mutating func update(_ value: Double) -> Machine.Output { update(LogValue(of: value)) }
}

extension Indicator {
    /// This indicator with window memory of its own, to be fed one input after the other.
    public func live() -> LiveIndicator<Self> { LiveIndicator(self) }
}
