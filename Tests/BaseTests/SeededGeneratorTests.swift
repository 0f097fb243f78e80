import Base
import Testing

struct SeededGeneratorTests {
    /// First words of xoshiro256** seeded by SplitMix64; see Goldens/make_xoshiro.py.
    @Test("gives the words of the reference algorithm")
    func reference() throws {
        let golden = String(decoding: try goldenData("xoshiro256starstar.txt"), as: UTF8.self)
        for line in golden.split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ").compactMap { UInt64($0) }
            var generator = SeededGenerator(seed: words[0])
            #expect(words.dropFirst().map { _ in generator.next() } == Array(words.dropFirst()), "seed \(words[0])")
        }
    }

    @Test("repeats itself for one seed and differs for another")
    func seeds() {
        var first = SeededGenerator(seed: 42)
        var second = SeededGenerator(seed: 42)
        var other = SeededGenerator(seed: 43)
        let words = (0..<50).map { _ in first.next() }
        #expect(words == (0..<50).map { _ in second.next() })
        #expect(words != (0..<50).map { _ in other.next() })
    }

    @Test("spreads uniform numbers over [0, 1)")
    func uniform() {
        var generator = SeededGenerator(seed: 1)
        let numbers = (0..<20_000).map { _ in generator.uniform() }
        #expect(numbers.allSatisfy { $0 >= 0 && $0 < 1 })
        // Five standard errors of the mean of 20,000 uniform numbers.
        #expect(abs(numbers.reduce(0, +) / 20_000 - 0.5) < 5 * 0.002_041)
    }
}
