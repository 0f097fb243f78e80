import Base
import Orchestration
import TestKit
import Testing

struct HoldOutTests {
    private static let long = SimulatedBars.series("AAA", count: 100, seed: 1)

    @Test("so many distinct times come after the cut", arguments: [1, 2, 50, 99])
    func count(bars: Int) {
        #expect(HoldOut.lastTrainingTime([Self.long], holdOutBars: bars) == Self.long.times[99 - bars])
    }

    @Test("nothing is held out where nothing is asked for, or nothing would be left", arguments: [0, 100, 1000])
    func none(bars: Int) { #expect(HoldOut.lastTrainingTime([Self.long], holdOutBars: bars) == nil) }

    @Test("a long history that ended long ago does not move the cut back")
    func ended() {
        let ended = Self.long[0..<80]
        let short = SimulatedBars.series("BBB", count: 100, seed: 2)[70..<100]
        #expect(HoldOut.lastTrainingTime([ended, short], holdOutBars: 10) == short.times[19])
    }

    @Test("no series, no cut")
    func empty() { #expect(HoldOut.lastTrainingTime([], holdOutBars: 5) == nil) }
}
