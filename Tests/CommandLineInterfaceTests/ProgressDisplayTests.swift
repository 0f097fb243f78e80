import CommandLineInterface
import Synchronization
import Testing

struct ProgressDisplayTests {
    /// A clock that a test sets.
    private final class Clock: Sendable {
        private let time = Mutex(0.0)
        func set(_ seconds: Double) { time.withLock { $0 = seconds } }
        var seconds: Double { time.withLock { $0 } }
    }

    private let clock = Clock()
    private let record = Record()

    private func display(_ terminal: Terminal, isQuiet: Bool = false) -> ProgressDisplay {
        let clock = clock
        return ProgressDisplay("features", terminal: terminal, isQuiet: isQuiet, now: { clock.seconds })
    }

    @Test("draws a bar over itself on a terminal and ends with one line")
    func bar() {
        let display = display(record.terminal(width: 60, isInteractive: true))
        display.update(done: 0, total: 8, text: "AAPL")
        clock.set(0.01)
        display.update(done: 1, total: 8, text: "too soon to be drawn")
        clock.set(2)
        display.update(done: 4, total: 8, text: "MSFT")
        clock.set(4)
        display.finish("8 symbols")
        display.update(done: 8, total: 8)
        let expected = [
            "\rfeatures ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░   0 %  0/8  AAPL\u{1B}[K",
            "\rfeatures ███████████░░░░░░░░░░░░  50 %  4/8  2/s  2 s left\u{1B}[K",
            "\r\u{1B}[Kfeatures: 8 symbols (4 s)\n",
        ]
        #expect(record.error == expected.joined())
        #expect(record.output.isEmpty)
    }

    @Test("keeps to ASCII where the locale is not UTF-8, and within the width")
    func ascii() {
        let display = display(record.terminal(width: 40, isInteractive: true, usesUnicode: false))
        clock.set(10)
        display.update(done: 90, total: 100, text: "a text that is much too long")
        #expect(record.error == "\rfeatures #########.  90 %  90/100  9/s\u{1B}[K")
    }

    @Test("writes a line at the start, at new tenths and every ten seconds elsewhere")
    func plain() {
        let display = display(record.terminal())
        for (time, done) in [(0.0, 0), (0.5, 10), (0.9, 20), (2.0, 25), (2.5, 40), (13.0, 41), (14.5, 42), (20.0, 100)]
        {
            clock.set(time)
            display.update(done: done, total: 100)
        }
        display.finish("done")
        let expected = """
            features: 0 % (0 of 100)
            features: 25 % (25 of 100), 13/s, 6 s left
            features: 41 % (41 of 100), 3.2/s, 19 s left
            features: 100 % (100 of 100), 5/s
            features: done (20 s)

            """
        #expect(record.error == expected)
    }

    @Test("counts where the total is not known, and is silent when told to be")
    func others() {
        display(record.terminal()).update(done: 3, text: "page 3")
        display(record.terminal(), isQuiet: true).update(done: 1, total: 2)
        display(record.terminal(), isQuiet: true).finish("done")
        #expect(record.error == "features: 3 done: page 3\n")
    }

    @Test("a note does not spoil the bar")
    func note() {
        let display = display(record.terminal(width: 50, isInteractive: true))
        display.update(done: 1, total: 2)
        display.note("skipped one")
        #expect(record.error.hasSuffix("\u{1B}[K\r\u{1B}[Kskipped one\n"))
    }
}
