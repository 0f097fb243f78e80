import Base

/// Compares the times of bars with those a trading calendar expects between the first and the last of them.
///
/// A daily bar is expected for each session. Within the day a session is cut into slots of the bar's length, at the
/// phase most bars have; a bar is expected in each slot that overlaps the session. Longer bars are not compared.
struct CalendarCheck {
    let calendar: TradingCalendar
    /// Event times, strictly increasing, at least one.
    let times: [Instant]
    let interval: BarInterval
    /// Times of quarantined rows: bars the source does have, if bad ones.
    let excused: Set<Instant>

    func run(_ findings: inout FindingList) {
        guard let first = times.first, let last = times.last, interval <= .day else { return }
        let sessions = calendar.schedule(
            from: calendar.sessionDate(closingAt: first), through: calendar.sessionDate(closingAt: last))
        var gaps = BarRun(rule: .missingSession, unit: interval == .day ? "session" : "bar", suffix: "missing")
        var strays = BarRun(rule: .offSession, unit: "bar", suffix: "outside the sessions of \(calendar)")
        if interval == .day {
            compareDaily(sessions, &gaps, &strays, &findings)
        } else if let phase = phase(in: sessions) {
            compareIntraday(sessions, phase: phase, &gaps, &strays, &findings)
        } else {
            for (index, time) in times.enumerated() { strays.add(time, index: index) }
        }
        gaps.flush(&findings)
        strays.flush(&findings)
    }

    // MARK: - Daily

    private func compareDaily(
        _ sessions: [TradingSession], _ gaps: inout BarRun, _ strays: inout BarRun, _ findings: inout FindingList
    ) {
        let excusedDates = Set(excused.map { calendar.sessionDate(closingAt: $0) })
        var next = 0
        for index in times.indices {
            if next < sessions.count, sessions[next].close == times[index] {
                gaps.flush(&findings)
                strays.flush(&findings)
                next += 1
                continue
            }
            let date = calendar.sessionDate(closingAt: times[index])
            while next < sessions.count, sessions[next].date < date {
                if !excusedDates.contains(sessions[next].date) { gaps.add(sessions[next].close, index: nil) }
                next += 1
            }
            gaps.flush(&findings)
            if next < sessions.count, sessions[next].date == date {
                strays.flush(&findings)
                next += 1
            } else {
                strays.add(times[index], index: index)
            }
        }
    }

    // MARK: - Within the day

    private var step: Int64 { Int64(interval.seconds) * 1_000_000_000 }

    /// Nanoseconds from a session's open to the end of its first slot, as most bars have it; `nil` when none is inside.
    ///
    /// - Source: Boyer and Moore, "MJRTY: a fast majority vote algorithm" (1981).
    private func phase(in sessions: [TradingSession]) -> Int64? {
        var (candidate, votes, next) = (Int64?.none, 0, 0)
        for time in times {
            while next < sessions.count, sessions[next].close < time { next += 1 }
            guard next < sessions.count else { break }
            let offset = time.nanoseconds - sessions[next].open.nanoseconds
            guard offset > 0 else { continue }
            let phase = (offset - 1) % step + 1
            if votes == 0 { candidate = phase }
            votes += phase == candidate ? 1 : -1
        }
        return candidate
    }

    private func compareIntraday(
        _ sessions: [TradingSession], phase: Int64, _ gaps: inout BarRun, _ strays: inout BarRun,
        _ findings: inout FindingList
    ) {
        guard var place = SlotPlace(sessions: sessions, phase: phase, step: step) else { return }
        // Nothing is expected before the first bar.
        place.skip(before: times[0].nanoseconds)
        for (index, time) in times.enumerated() {
            if place.expected == time.nanoseconds {
                gaps.flush(&findings)
                strays.flush(&findings)
                place.advance()
                continue
            }
            while let expected = place.expected, expected < time.nanoseconds {
                let instant = Instant(nanoseconds: expected)
                if !excused.contains(instant) { gaps.add(instant, index: nil) }
                place.advance()
            }
            // A bar need not end where its slot does: the last of a session may be cut short at the close, and the
            // source's own days may turn at another hour in summer than in winter.
            if let expected = place.expected, time.nanoseconds > max(expected - step, place.open) {
                gaps.flush(&findings)
                strays.flush(&findings)
                place.advance()
            } else if !place.wasJustFilled(at: time.nanoseconds) {
                strays.add(time, index: index)
            }
        }
    }
}

/// The next slot in which a bar is expected.
private struct SlotPlace {
    private let sessions: [TradingSession]
    private let phase: Int64
    private let step: Int64
    private var session = 0
    /// The end of the slot; `nil` after the last.
    private(set) var expected: Int64?
    private var previous = Int64.min

    init?(sessions: [TradingSession], phase: Int64, step: Int64) {
        guard let first = sessions.first else { return nil }
        self.sessions = sessions
        self.phase = phase
        self.step = step
        expected = first.open.nanoseconds + phase
    }

    /// When the slot's session opens.
    var open: Int64 { sessions[session].open.nanoseconds }

    /// Whether the slot is the session's last: the session closes within it.
    var isLast: Bool { (expected ?? .max) >= sessions[session].close.nanoseconds }

    mutating func advance() {
        guard let slot = expected else { return }
        previous = slot
        if !isLast {
            expected = slot + step
        } else if session + 1 < sessions.count {
            session += 1
            let first = sessions[session].open.nanoseconds + phase
            // Where one session opens as the other closes, one slot may reach over both.
            expected = first > slot ? first : first + step
        } else {
            expected = nil
        }
    }

    mutating func skip(before time: Int64) {
        while let slot = expected, slot < time { advance() }
    }

    /// Whether a time lies in the slot that was passed last.
    func wasJustFilled(at time: Int64) -> Bool { time <= previous && time > previous - step }
}

/// Bars of one finding, gathered while they follow one another.
private struct BarRun {
    let rule: QualityRule
    let unit: String
    let suffix: String

    private var first: Instant?
    private var last = Instant.distantPast
    private var index: Int?
    private var count = 0

    init(rule: QualityRule, unit: String, suffix: String) {
        self.rule = rule
        self.unit = unit
        self.suffix = suffix
    }

    mutating func add(_ time: Instant, index: Int?) {
        if first == nil {
            first = time
            self.index = index
        }
        last = time
        count += 1
    }

    mutating func flush(_ findings: inout FindingList) {
        guard let first else { return }
        findings.addRun(
            rule, .warning, from: first, through: last, value: Double(count), count: count,
            note: "\(count) \(unit)\(count == 1 ? "" : "s") \(suffix)", cleanIndex: index)
        self.first = nil
        count = 0
    }
}
