import Base
import Dispatch
import MarketData
import Serving
import Streaming
import Synchronization
import TestKit
import Testing

struct FeedTests {
    /// Keeps what a listener is told.
    private final class Inbox: Sendable {
        private let messages = Mutex<[LiveMessage]>([])
        func add(_ message: LiveMessage) { messages.withLock { $0.append(message) } }
        /// What has come since the last look.
        func take() -> [LiveMessage] {
            messages.withLock { messages in
                defer { messages = [] }
                return messages
            }
        }
    }

    private func forecasts(_ service: MarketForecaster, _ fixture: ServingFixture) throws -> [[UInt8]] {
        try [fixture.aaa, fixture.bbb].flatMap { symbol in
            try [1, 3, 5].map { try service.predict(.init(symbol: symbol, horizonBars: $0)) }
        }
    }

    @Test("a step moves the state and tells bars, forecasts and the status")
    func step() throws {
        let fixture = try ServingFixture()
        let service = try fixture.service()
        let inbox = Inbox()
        let token = service.subscribe { inbox.add($0) }
        var schedule = fixture.schedule()
        let next = schedule.next()
        let step = try #require(next)
        service.take(step)
        let messages = inbox.take()
        #expect(messages.map(\.topic) == ["bar", "forecast", "bar", "forecast", "status"])
        #expect(messages.map { $0.symbol?.name } == ["AAA", "AAA", "BBB", "BBB", nil])
        let time = fixture.series[0].times[480].iso8601
        let (bar, forecast, status) = (
            try Answer(messages[0].json), try Answer(messages[1].json), try Answer(messages[4].json)
        )
        #expect(bar.text("type") == "bar" && bar.number("close") == fixture.series[0].close[480])
        #expect(forecast.text("type") == "forecast" && forecast.text("as_of") == time)
        #expect(status.text("type") == "status" && status.text("clock") == time)
        #expect(try Answer(service.realtime(of: fixture.aaa)).text("time") == time)
        #expect(try Answer(service.predict(.init(symbol: fixture.aaa))).flag("in_sample") == false)

        service.take(step)
        #expect(inbox.take().map(\.topic) == ["status"], "a bar that was taken is not taken again")
        service.unsubscribe(token)
        service.play(&schedule)
        #expect(inbox.take().isEmpty)
    }

    @Test("the features are kept where they are now, once, and a folder that cannot be written is told")
    func keeping() throws {
        let fixture = try ServingFixture()
        let folder = try TemporaryFolder()
        let memory = FeatureMemory(folder: folder.file("live"))
        let service = try fixture.service(memory: memory)
        #expect(try folder.names().isEmpty)
        try service.keepFeatures()
        #expect(memory.barsKept(fixture.featureSet, fixture.series)[fixture.aaa] == 480)
        try folder.remove("live")
        try service.keepFeatures()
        #expect(try folder.names().isEmpty, "nothing has changed since")
        var schedule = fixture.schedule()
        for _ in 480..<500 { service.play(&schedule) }
        try service.keepFeatures()
        #expect(memory.barsKept(fixture.featureSet, fixture.series)[fixture.aaa] == 500)
        try folder.write("", to: "file")
        let blocked = try fixture.service(memory: FeatureMemory(folder: folder.file("file")))
        #expect(throws: (any Error).self) { try blocked.keepFeatures() }
        #expect(try forecasts(blocked, fixture) == forecasts(try fixture.service(), fixture))
    }

    @Test("after a replay it says what a service says that began with those bars, to the bit")
    func replayed() throws {
        let fixture = try ServingFixture()
        let (service, schedule) = (try fixture.service(), fixture.schedule())
        var steps = schedule
        for _ in 0..<schedule.count { service.play(&steps) }
        #expect(try forecasts(service, fixture) == forecasts(fixture.service(fixture.series), fixture))
    }

    @Test("when the tape starts anew, all is as it was at its start, to the bit")
    func restart() throws {
        let fixture = try ServingFixture()
        let service = try fixture.service()
        let before = try forecasts(service, fixture)
        let symbols = try service.symbols()
        var schedule = fixture.schedule()
        for _ in 0..<schedule.count { service.play(&schedule) }
        #expect(try forecasts(service, fixture) != before)
        service.play(&schedule)
        #expect(try forecasts(service, fixture) == before)
        let after = try Answer(service.symbols())
        #expect(after["feed"].number("pass") == 2 && after["feed"].text("clock") == fixture.cut.iso8601)
        #expect(try after.objects("symbols").count == Answer(symbols).objects("symbols").count)
    }

    @Test("a bar of a symbol that is not served is left out")
    func stranger() throws {
        let fixture = try ServingFixture()
        let service = try fixture.service([fixture.atCut[0]])
        var schedule = fixture.schedule()
        service.play(&schedule)
        #expect(throws: ServingError.unknownSymbol(fixture.bbb)) { try service.predict(.init(symbol: fixture.bbb)) }
        #expect(try Answer(service.symbols()).objects("symbols").count == 1)
    }

    @Test("threads that ask while bars come in get whole answers, each of one bar")
    func concurrency() throws {
        let fixture = try ServingFixture()
        let service = try fixture.service()
        // What is right at each bar, by its time.
        var right: [String: [UInt8]] = [:]
        for index in 479..<fixture.series[0].count {
            let then = try fixture.service(fixture.series.map { $0[0..<(index + 1)] })
            right[fixture.series[0].times[index].iso8601] = try then.predict(.init(symbol: fixture.aaa, horizonBars: 5))
        }
        let expected = right
        let wrong = Mutex<[String]>([])
        let answered = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 4) { thread in
            do {
                if thread == 0 {
                    var schedule = fixture.schedule()
                    for _ in 0..<400 { service.play(&schedule) }
                } else {
                    for round in 0..<300 {
                        let bytes = try service.predict(.init(symbol: fixture.aaa, horizonBars: 5))
                        let time = try Answer(bytes).text("as_of") ?? ""
                        if expected[time] != bytes { wrong.withLock { $0.append(time) } }
                        if round % 10 == 0 {
                            _ = try service.symbols()
                            _ = try service.plot(.init(symbol: fixture.bbb, horizonBars: 5, bars: 20))
                            _ = service.subscribe { _ in }
                        }
                    }
                    answered.withLock { $0 += 300 }
                }
            } catch {
                wrong.withLock { $0.append("\(error)") }
            }
        }
        #expect(wrong.withLock(\.self).isEmpty)
        #expect(answered.withLock(\.self) == 900)
    }
}

extension MarketForecaster {
    /// Takes the next step of a schedule.
    func play(_ schedule: inout ReplaySchedule) {
        if let step = schedule.next() { take(step) }
    }
}
