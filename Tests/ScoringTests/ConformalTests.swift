import FoundationEssentials
import Scoring
import TestKit
import Testing

struct ConformalTests {
    @Test("split conformal intervals equal MAPIE's")
    func splitConformal() throws {
        for reference in try Golden.load(SelectionGolden.self, "selection").conformal {
            let intervals = reference.forecasts.map {
                SplitConformal.interval(
                    around: $0, absoluteResiduals: reference.residuals, coverage: reference.coverage)
            }
            #expect(Golden.largestError(intervals.map(\.lower), reference.lower) < 1e-12)
            #expect(Golden.largestError(intervals.map(\.upper), reference.upper) < 1e-12)
        }
    }

    @Test("the rank is ⌈(n + 1)·p⌉, and what it cannot reach is infinite")
    func ranks() {
        let scores = (1...19).map { Double($0) }
        #expect(SplitConformal.quantile(scores, coverage: 0.95) == 19)
        #expect(SplitConformal.quantile(scores, coverage: 0.951) == .infinity)
        #expect(SplitConformal.quantile(scores, coverage: 0.7) == 14)
        #expect(SplitConformal.quantile(scores, coverage: 0) == -.infinity)
        // 100 · 0.55 is 55.00000000000001 in binary.
        #expect(SplitConformal.quantile((1...99).map { Double($0) }, coverage: 0.55) == 55)
        #expect(SplitConformal.quantile([], coverage: 0.5) == .infinity)
        #expect(SplitConformal.quantile([1, .nan], coverage: 0.5).isNaN)
        let wide = SplitConformal.interval(around: 1, absoluteResiduals: [], coverage: 0.9)
        #expect(wide.lower == -.infinity && wide.upper == .infinity)
    }

    @Test("split conformal covers at least what it promises of exchangeable scores")
    func exchangeable() {
        var source = NormalSource(seed: 8)
        var held = 0
        for _ in 0..<4000 {
            let scores = source.next(29).map { abs($0) }
            if abs(source.next()) <= SplitConformal.quantile(scores, coverage: 0.9) { held += 1 }
        }
        let share = Double(held) / 4000
        #expect((0.885...0.925).contains(share), "held \(share)")
    }

    @Test("the miss rate follows the rule, also outside [0, 1], and its bound holds for any series")
    func adaptive() throws {
        var level = try #require(AdaptiveConformal(targetMissRate: 0.1, step: 0.05))
        level.update(missed: true)
        #expect(abs(level.missRate - 0.055) < 1e-15)
        level.update(missed: false)
        #expect(abs(level.missRate - 0.06) < 1e-15)
        #expect(level.outcomes == 2 && level.misses == 1)
        #expect(AdaptiveConformal(targetMissRate: 0) == nil)
        #expect(AdaptiveConformal(targetMissRate: 0.1, step: 0) == nil)
        #expect(AdaptiveConformal(targetMissRate: .nan) == nil)
    }

    @Test(
        "coverage comes right on a series whose scale shifts, where a fixed window of old scores fails",
        arguments: 1...4)
    func shifting(seed: Int) throws {
        var source = NormalSource(seed: UInt64(seed))
        let scores = (0..<3000).map { abs(source.next()) * (1 + Double($0) / 400) }
        let level = try #require(AdaptiveConformal(targetMissRate: 0.1, step: 0.02))
        var online = try #require(OnlineConformal(level: level, window: 200, scores: Array(scores[..<200])))
        let fixed = SplitConformal.quantile(Array(scores[..<200]), coverage: 0.9)
        var fixedMisses = 0
        for score in scores[200...] {
            online.observe(score: score, radius: online.radius)
            if score > fixed { fixedMisses += 1 }
        }
        let count = Double(online.level.outcomes)
        let share = Double(online.level.misses) / count
        #expect(abs(share - 0.1) <= (0.9 + 0.02) / (0.02 * count) + 1e-12, "missed \(share)")
        #expect(Double(fixedMisses) / count > 0.4)
    }

    @Test("outcomes that come late are allowed: each is judged by the radius issued for it")
    func delayed() throws {
        var source = NormalSource(seed: 12)
        let level = try #require(AdaptiveConformal(targetMissRate: 0.2, step: 0.01))
        var online = try #require(OnlineConformal(level: level, window: 150))
        var open: [(score: Double, radius: Double)] = []
        for time in 0..<3000 {
            let scale = (time / 500).isMultiple(of: 2) ? 1.0 : 3.0
            open.append((abs(source.next()) * scale, online.radius))
            guard open.count > 5 else { continue }
            let known = open.removeFirst()
            online.observe(score: known.score, radius: known.radius)
        }
        let share = Double(online.level.misses) / Double(online.level.outcomes)
        #expect((0.18...0.22).contains(share), "missed \(share)")
        #expect(online.level.outcomes == 2995 && online.scores.count == 150)
        var other = try #require(OnlineConformal(level: level, window: 40, scores: [Double](repeating: 1, count: 40)))
        other.observe(score: 5, radius: 9)
        #expect(other.level.misses == 0)
        other.observe(score: 0.5, radius: 0.4)
        #expect(other.level.misses == 1)
    }

    @Test("a state written and read back goes on as if nothing had happened")
    func resumes() throws {
        var source = NormalSource(seed: 3)
        let level = try #require(AdaptiveConformal(targetMissRate: 0.1, step: 0.03))
        var online = try #require(OnlineConformal(level: level, window: 40))
        for _ in 0..<60 { online.observe(score: abs(source.next()), radius: online.radius) }
        var copy = try JSONDecoder().decode(OnlineConformal.self, from: JSONEncoder().encode(online))
        for score in source.next(60).map({ abs($0) }) {
            online.observe(score: score, radius: online.radius)
            copy.observe(score: score, radius: copy.radius)
        }
        #expect(copy == online)
    }

    @Test("NaN is no outcome; without scores everything is covered")
    func degenerate() throws {
        let level = try #require(AdaptiveConformal(targetMissRate: 0.2))
        #expect(OnlineConformal(level: level, window: 0) == nil)
        var online = try #require(OnlineConformal(level: level, window: 2, scores: [1, .nan, 2, 3]))
        #expect(online.scores == [2, 3])
        let before = online
        online.observe(score: .nan, radius: 1)
        #expect(online == before)
        let empty = try #require(OnlineConformal(level: level, window: 5))
        #expect(empty.interval(around: 0).contains(1e300))
    }
}
