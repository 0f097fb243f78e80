/// A moving average of any kind (MA): the part that operators with an average of choice are made of.
///
/// The machine of the kind lies in a room of bytes, large enough for the largest of them.
///
/// - Units: those of the input.
/// - Source: TA-Lib MA. A period of 1 gives the input itself, whatever the kind.
public struct MovingAverage: Indicator {
    /// The kind, never ``MovingAverageKind/usual``.
    public let kind: MovingAverageKind
    /// The length in inputs.
    public let period: Int
    /// As the machine of the kind has it.
    public let warmUpBars: Int
    /// The room of its windows.
    public let windowCount: Int
    private let start: Int
    private var room: InlineArray<40, Double>

    /// Makes an average; `period` is at least 1.
    public init(_ kind: MovingAverageKind = .simple, period: Int = 30) { self.init(kind, period: period, at: 0) }

    /// As ``init(_:period:)``, with its windows at an offset of the memory.
    init(_ kind: MovingAverageKind, period: Int, at start: Int) {
        let meant = checked(period) == 1 ? .identity : kind.resolved(.simple)
        let machine = Self.machine(meant, period)
        self.kind = meant
        self.period = period
        self.start = start
        warmUpBars = machine?.warmUpBars ?? 0
        windowCount = machine?.windowCount ?? 0
        room = InlineArray(repeating: 0)
        if let machine { lay(machine) }
    }

    private static func machine(_ kind: MovingAverageKind, _ period: Int) -> (any Indicator)? {
        switch kind {
        case .simple, .usual: SimpleMovingAverage(period: period)
        case .exponential: ExponentialMovingAverage(period: period)
        case .weighted: WeightedMovingAverage(period: period)
        case .doubleExponential: DoubleExponentialMovingAverage(period: period)
        case .tripleExponential: TripleExponentialMovingAverage(period: period)
        case .triangular: TriangularMovingAverage(period: period)
        case .kaufman: KaufmanAdaptiveMovingAverage(period: period)
        case .tillson: TillsonMovingAverage(period: period)
        case .hull: HullMovingAverage(period: period)
        case .zeroLag: ZeroLagExponentialMovingAverage(period: period)
        case .wilder: WilderMovingAverage(period: period)
        case .mesa: MesaAverageLine()
        case .identity: nil
        }
    }

    /// The machine of a kind by itself, which is quicker where nothing is built on it.
    static func lean(_ kind: MovingAverageKind, period: Int) -> any Indicator {
        let average = MovingAverage(kind, period: period)
        return machine(average.kind, period) ?? average
    }

    private mutating func lay(_ machine: some Indicator) {
        let isRoomy = MemoryLayout.size(ofValue: machine) <= MemoryLayout.size(ofValue: room)
        precondition(isRoomy && MemoryLayout.alignment(ofValue: machine) <= 8, "the machine does not fit the room")
        withUnsafeMutableBytes(of: &room) { $0.storeBytes(of: machine, as: type(of: machine)) }
    }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let own = WindowMemory(start: window.baseAddress.map { $0 + start }, count: windowCount)
        return advance(input, own)
    }

    private mutating func advance(_ input: Double, _ window: WindowMemory) -> Double {
        switch kind {
        case .simple, .usual: run(SimpleMovingAverage.self, input, window)
        case .exponential: run(ExponentialMovingAverage.self, input, window)
        case .weighted: run(WeightedMovingAverage.self, input, window)
        case .doubleExponential: run(DoubleExponentialMovingAverage.self, input, window)
        case .tripleExponential: run(TripleExponentialMovingAverage.self, input, window)
        case .triangular: run(TriangularMovingAverage.self, input, window)
        case .kaufman: run(KaufmanAdaptiveMovingAverage.self, input, window)
        case .tillson: run(TillsonMovingAverage.self, input, window)
        case .hull: run(HullMovingAverage.self, input, window)
        case .zeroLag: run(ZeroLagExponentialMovingAverage.self, input, window)
        case .wilder: run(WilderMovingAverage.self, input, window)
        case .mesa: run(MesaAverageLine.self, input, window)
        case .identity: input
        }
    }

    @inline(__always)
    private mutating func run<Machine: Indicator>(
        _ type: Machine.Type, _ input: Double, _ window: WindowMemory
    ) -> Double where Machine.Input == Double, Machine.Output == Double {
        withUnsafeMutableBytes(of: &room) { bytes in
            guard let base = bytes.baseAddress else { return .nan }
            return base.withMemoryRebound(to: type, capacity: 1) { $0.pointee.step(input, window) }
        }
    }
}
