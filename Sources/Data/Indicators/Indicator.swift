/// The memory that an indicator's sliding windows live in, lent to ``Indicator/step(_:_:)`` for one call.
public typealias WindowMemory = UnsafeMutableBufferPointer<Double>

/// A technical indicator as a small state machine: one input in, the next output out, in O(1) amortised time unless its
/// own documentation says otherwise.
///
/// The machine is plain bytes: its numbers and its state. Its windows live in memory that somebody lends it: a
/// ``LiveIndicator`` for one machine by itself, a feature pipeline for hundreds side by side. The same ``step(_:_:)``
/// serves a live bar and a whole column, so both give the same bits; and a copy of the bytes is a snapshot of the machine.
///
/// - As of: the output at t uses inputs up to t and nothing later.
/// - Missing: outputs are NaN for the first ``warmUpBars`` inputs. An input that is not finite (for logarithms also
///   one that is not positive) gives NaN and leaves the state as it was, as if it had not come: the outputs at
///   the other inputs are those of the series without it. Indicators with ``seesMissing`` count it as a row instead.
public protocol Indicator: BitwiseCopyable, Sendable {
    /// What one update takes: a value, or some fields of a bar.
    associatedtype Input: IndicatorInput
    /// What one update gives: a value, or several by name.
    associatedtype Output: IndicatorOutput

    /// The number of finite inputs whose output is NaN, before the first one with every output (TA-Lib's look-back).
    var warmUpBars: Int { get }
    /// As ``warmUpBars``, for each output by itself.
    var outputWarmUpBars: [Int] { get }
    /// How many numbers of window memory it needs.
    var windowCount: Int { get }
    /// Writes what the window memory, all zero, must hold before the first input.
    func prepare(_ window: WindowMemory)
    /// Whether ``step(_:_:)`` is called with inputs that are not finite too.
    static var seesMissing: Bool { get }
    /// Whether an update waits long for the one before, so that several series are quicker side by side.
    ///
    /// By default it is so where there is no window: with windows, four machines do not fit the processor's registers.
    var isChained: Bool { get }

    /// Takes one input: a finite one, unless ``seesMissing``.
    ///
    /// - Parameters:
    ///   - input: The newest input.
    ///   - window: ``windowCount`` numbers, which hold what the calls before have left there.
    /// - Returns: The outputs now; NaN while warming up.
    mutating func step(_ input: Input, _ window: WindowMemory) -> Output

    /// Runs machines of this kind over the next rows of their columns.
    ///
    /// Several series go side by side, so that the processor works on one while another waits for its last sum.
    /// - Parameter lanes: The machines, of one kind and each with memory of its own, and their columns.
    /// - Complexity: O(rows) time; no allocation.
    static func advance(_ lanes: UnsafeBufferPointer<IndicatorLane>)
    /// Puts this machine at the beginning of its life into memory, and its window into the state before the first input.
    func begin(_ state: UnsafeMutableRawPointer, _ window: WindowMemory)
    /// The size of the machine in bytes.
    static var stateBytes: Int { get }
}

/// A machine in lent memory, the rows it is to take, and where its outputs go.
public struct IndicatorLane {
    /// Where the machine is.
    public var state: UnsafeMutableRawPointer
    /// Its window memory.
    public var window: WindowMemory
    /// The rows.
    public var columns: BarColumns
    /// Where the outputs go.
    public var output: OutputColumns

    /// Makes a lane.
    public init(
        state: UnsafeMutableRawPointer, window: WindowMemory, columns: BarColumns, output: OutputColumns
    ) {
        self.state = state
        self.window = window
        self.columns = columns
        self.output = output
    }
}

extension Indicator {
    /// One warm-up for all outputs.
    public var outputWarmUpBars: [Int] { Output.names.map { _ in warmUpBars } }
    /// None.
    public var windowCount: Int { 0 }
    /// Where there is no window.
    public var isChained: Bool { windowCount == 0 }
    /// Nothing: zeros are right.
    public func prepare(_ window: WindowMemory) {}
    /// No: inputs that are not finite are passed over.
    @inline(__always)
    public static var seesMissing: Bool { false }
    /// Whether it reads logarithms, which can be taken once for several indicators (``BarColumns/takingLogarithms(in:)``).
    public var readsLogarithms: Bool { Input.usesLogarithms }
    /// The size in memory.
    public static var stateBytes: Int { MemoryLayout<Self>.size }

    /// Puts a copy of this machine into memory.
    public func begin(_ state: UnsafeMutableRawPointer, _ window: WindowMemory) {
        precondition(MemoryLayout<Self>.alignment <= 8, "machines lie at addresses that are multiples of eight")
        state.storeBytes(of: self, as: Self.self)
        window.update(repeating: 0)
        prepare(window)
    }

    /// Runs the machines, those that are chained four at a time where there are four of as many rows.
    public static func advance(_ lanes: UnsafeBufferPointer<IndicatorLane>) {
        var next = 0
        while next + 4 <= lanes.count, haveOneLength(lanes, from: next), lanes[next].state.load(as: Self.self).isChained
        {
            advanceFour(lanes[next], lanes[next + 1], lanes[next + 2], lanes[next + 3])
            next += 4
        }
        for index in next..<lanes.count { advanceOne(lanes[index]) }
    }

    /// Takes one row of columns.
    @inline(__always)
    mutating func take(_ columns: borrowing BarColumns, _ row: Int, _ window: WindowMemory) -> Output {
        let input = Input(columns, at: row)
        return Self.seesMissing || input.isFinite ? step(input, window) : .missing
    }

    private static func haveOneLength(_ lanes: UnsafeBufferPointer<IndicatorLane>, from first: Int) -> Bool {
        (1..<4).allSatisfy { lanes[first + $0].columns.count == lanes[first].columns.count }
    }

    static func advanceOne(_ lane: IndicatorLane) {
        var machine = lane.state.load(as: Self.self)
        for row in 0..<lane.columns.count {
            machine.take(lane.columns, row, lane.window).store(lane.output.base + row, stride: lane.output.stride)
        }
        lane.state.storeBytes(of: machine, as: Self.self)
    }

    private static func advanceFour(_ a: IndicatorLane, _ b: IndicatorLane, _ c: IndicatorLane, _ d: IndicatorLane) {
        var first = a.state.load(as: Self.self)
        var second = b.state.load(as: Self.self)
        var third = c.state.load(as: Self.self)
        var fourth = d.state.load(as: Self.self)
        for row in 0..<a.columns.count {
            first.take(a.columns, row, a.window).store(a.output.base + row, stride: a.output.stride)
            second.take(b.columns, row, b.window).store(b.output.base + row, stride: b.output.stride)
            third.take(c.columns, row, c.window).store(c.output.base + row, stride: c.output.stride)
            fourth.take(d.columns, row, d.window).store(d.output.base + row, stride: d.output.stride)
        }
        a.state.storeBytes(of: first, as: Self.self)
        b.state.storeBytes(of: second, as: Self.self)
        c.state.storeBytes(of: third, as: Self.self)
        d.state.storeBytes(of: fourth, as: Self.self)
    }
}
