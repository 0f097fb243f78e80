public import Base

/// Which bars of the past come next when they are played again as if they were live.
///
/// A pure state machine: each step names the bars that share the next event time; after the last it starts anew.
public struct ReplaySchedule: Sendable {
    /// What happens next.
    public enum Step: Sendable, Equatable {
        /// The bars that closed at a time, in order of symbol.
        case bars(at: Instant, [SymbolBar])
        /// The tape ended and starts anew; every state goes back to where it was before the first bar.
        case restart(pass: Int)
    }

    /// How often the tape has started, from 1.
    public private(set) var pass = 1
    /// Event time of the bars shown last; the tape's start before the first.
    public private(set) var clock: Instant

    private let times: [Instant]
    private let bars: [[SymbolBar]]
    private var position = 0

    /// Makes a tape of the bars after `start`.
    ///
    /// - As of: bars at or before `start` are history and are not played.
    public init(series: [BarSeries], after start: Instant) {
        var byTime: [Instant: [SymbolBar]] = [:]
        for one in series.sorted(by: { $0.symbol < $1.symbol }) {
            for index in one.upTo(start).count..<one.count {
                byTime[one.times[index], default: []].append(SymbolBar(symbol: one.symbol, bar: one[index]))
            }
        }
        times = byTime.keys.sorted()
        bars = times.map { byTime[$0] ?? [] }
        clock = start
        self.start = start
    }

    private let start: Instant

    /// Whether there is no bar to play.
    public var isEmpty: Bool { times.isEmpty }

    /// The number of steps of one pass.
    public var count: Int { times.count }

    /// Takes the next step; `nil` when the tape is empty.
    public mutating func next() -> Step? {
        guard !isEmpty else { return nil }
        guard position < times.count else {
            position = 0
            pass += 1
            clock = start
            return .restart(pass: pass)
        }
        defer { position += 1 }
        clock = times[position]
        return .bars(at: clock, bars[position])
    }
}

/// A bar and whose it is.
public struct SymbolBar: Sendable, Equatable {
    /// Whose bar it is.
    public let symbol: Symbol
    /// What was traded.
    public let bar: Bar

    /// Makes a pair.
    public init(symbol: Symbol, bar: Bar) {
        self.symbol = symbol
        self.bar = bar
    }
}
