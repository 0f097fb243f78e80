import Base
import Dispatch
import Streaming
import Synchronization
import Testing

struct ReplayScheduleTests {
    private func series(_ name: String, days: [Int64]) throws -> BarSeries {
        var series = BarSeries(symbol: try #require(Symbol(name)), interval: .day)
        for day in days {
            let price = Double(day)
            let time = Instant(seconds: day * 86_400)
            series.append(Bar(time: time, open: price, high: price, low: price, close: price, volume: 1))
        }
        return series
    }

    @Test("plays only bars after the start, in order of time, bars of one time together")
    func order() throws {
        let tape = [try series("B", days: [1, 2, 3, 5]), try series("A", days: [2, 3, 4])]
        var schedule = ReplaySchedule(series: tape, after: Instant(seconds: 2 * 86_400))
        var seen: [String] = []
        for _ in 0..<3 {
            let step = schedule.next()
            guard case .bars(let time, let bars) = step else { break }
            seen.append("\(time.seconds / 86_400):" + bars.map(\.symbol.name).joined())
        }
        #expect(seen == ["3:AB", "4:A", "5:B"])
    }

    @Test("starts anew after the last bar and counts the pass")
    func restart() throws {
        let start = Instant(seconds: 86_400)
        var schedule = ReplaySchedule(series: [try series("A", days: [1, 2])], after: start)
        let first = schedule.next()
        #expect(schedule.clock == Instant(seconds: 2 * 86_400))
        #expect(schedule.next() == .restart(pass: 2))
        #expect(schedule.clock == start)
        #expect(schedule.next() == first)
    }

    @Test("an empty tape gives nothing")
    func empty() throws {
        var schedule = ReplaySchedule(series: [try series("A", days: [1])], after: .distantFuture)
        #expect(schedule.isEmpty)
        #expect(schedule.next() == nil)
    }

    @Test("a feed plays its schedule and is silent once stopped")
    func feed() throws {
        let schedule = ReplaySchedule(series: [try series("A", days: [1, 2, 3])], after: .distantPast)
        let steps = Mutex<[ReplaySchedule.Step]>([])
        let enough = DispatchSemaphore(value: 0)
        let feed = ReplayFeed(schedule, stepMilliseconds: 1) { step in
            let count = steps.withLock {
                $0.append(step)
                return $0.count
            }
            if count == 5 { enough.signal() }
        }
        feed.start()
        enough.wait()
        feed.stop()
        let played = steps.withLock(\.self)
        var expected = schedule
        let wanted = (0..<played.count).compactMap { _ in expected.next() }
        #expect(played == wanted)
    }
}
