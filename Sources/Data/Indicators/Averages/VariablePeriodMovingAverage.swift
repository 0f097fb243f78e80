/// A moving average whose period comes with each value (MAVP).
///
/// The first input is the value, the second the period, cut to a whole number between the least and the most. There is an
/// average for each of these periods; all have their first value at the same input, so those of short periods start late.
///
/// - Units: those of the first input.
/// - Source: TA-Lib MAVP.
/// - Complexity: O(`maxPeriod` − `minPeriod`) time per input, and as many averages' memory.
public struct VariablePeriodMovingAverage: Indicator {
    /// The least period.
    public let minPeriod: Int
    /// The most.
    public let maxPeriod: Int
    /// The most that ``maxPeriod`` may be, which keeps the memory small.
    public static let longestPeriod = 500
    /// The look-back of the longest average.
    public let warmUpBars: Int
    private let average: MovingAverageKind
    private let room: Int
    private var seen = 0

    /// Makes an indicator; `minPeriod` is at least 1 and at most `maxPeriod`.
    public init(minPeriod: Int = 2, maxPeriod: Int = 30, average: MovingAverageKind = .simple) {
        precondition(
            minPeriod <= maxPeriod && maxPeriod <= Self.longestPeriod,
            "periods must rise to at most \(Self.longestPeriod), were \(minPeriod) and \(maxPeriod)")
        self.minPeriod = checked(minPeriod)
        self.maxPeriod = maxPeriod
        self.average = average
        let longest = MovingAverage(average, period: maxPeriod)
        warmUpBars = longest.warmUpBars
        room = Self.machineRoom + longest.windowCount
    }

    private static var machineRoom: Int { (MemoryLayout<MovingAverage>.size + 7) / 8 }

    /// An average and its windows for each period.
    public var windowCount: Int { (maxPeriod - minPeriod + 1) * room }

    /// Lays the averages into the memory.
    public func prepare(_ window: WindowMemory) {
        for period in minPeriod...maxPeriod {
            withMachine(period, window) { machine, _ in machine = MovingAverage(average, period: period) }
        }
    }

    /// Takes the newest value and its period.
    @inline(__always)
    public mutating func step(_ input: ValuePair, _ window: WindowMemory) -> Double {
        let wanted = Int(max(Double(minPeriod), min(Double(maxPeriod), input.second)))
        var result = Double.nan
        for period in minPeriod...maxPeriod {
            withMachine(period, window) { machine, own in
                guard seen >= warmUpBars - machine.warmUpBars else { return }
                let value = machine.step(input.first, own)
                if period == wanted { result = value }
            }
        }
        guard seen == warmUpBars else {
            seen += 1
            return .nan
        }
        return result
    }

    @inline(__always)
    private func withMachine(
        _ period: Int, _ window: WindowMemory, _ body: (inout MovingAverage, WindowMemory) -> Void
    ) {
        guard let base = window.baseAddress else { return }
        let place = base + (period - minPeriod) * room
        let own = WindowMemory(start: place + Self.machineRoom, count: room - Self.machineRoom)
        UnsafeMutableRawPointer(place).withMemoryRebound(to: MovingAverage.self, capacity: 1) { body(&$0.pointee, own) }
    }
}
