import Base
import Features
import Testing

@Suite struct LabelVerifierTests {
    private static let lots = [1, 2].map { SyntheticBars.universe(SyntheticBars.symbols(3), bars: 300, seed: $0) }

    private func findings(_ label: LabelUnderTest) -> [VerificationCheck] {
        LabelVerifier.report(on: [label], Self.lots, cuts: 12, seed: 4).findings.map(\.check)
    }

    /// A label of closes that are so many bars ahead, said to be known after so many.
    private func label(reads ahead: Int, known: Int, fill: Double = .nan) -> LabelUnderTest {
        LabelUnderTest(name: "trial", horizonBars: 5) { series in
            let values = (0..<series.count).map { row in
                row + ahead < series.count ? series.close[row + ahead] / series.close[row] : fill
            }
            return LabelUnderTest.Column(
                values: values, knownAt: values.indices.map { values[$0].isNaN ? -1 : $0 + known })
        }
    }

    @Test("horizon returns are clean", arguments: [1, 5, 21])
    func returns(horizon: Int) {
        #expect(findings(.logReturn(horizonBars: horizon)).isEmpty)
    }

    @Test("a label that reads past its horizon, or is known sooner or later than it says, is caught")
    func wrong() {
        #expect(findings(label(reads: 5, known: 5)).isEmpty)
        #expect(findings(label(reads: 6, known: 5)) == [.knownTime, .afterKnown], "reads one bar too many")
        #expect(findings(label(reads: 6, known: 6)) == [.knownTime], "its horizon is longer than it says")
        #expect(findings(label(reads: 4, known: 5)) == [.knownTime], "it is there before it is known")
        #expect(findings(label(reads: 5, known: 5, fill: 1)).contains(.knownTime), "it fills what is not known")
    }

    @Test("a label that ends at its first touch is clean, and caught where it looks on")
    func firstTouch() {
        /// The first of the next five bars that closes 1 % away, else the fifth.
        func touch(looksOn: Bool) -> LabelUnderTest {
            LabelUnderTest(name: "touch", horizonBars: 5) { series in
                var values = [Double](repeating: .nan, count: series.count)
                var known = [Int](repeating: -1, count: series.count)
                for row in 0..<series.count {
                    let later = (row + 1)..<max(row + 1, min(series.count, row + 6))
                    let moves = later.map { series.close[$0] / series.close[row] - 1 }
                    let first = moves.firstIndex { abs($0) >= 0.01 }
                    guard let place = first ?? (moves.count == 5 ? 4 : nil) else { continue }
                    known[row] = row + 1 + place
                    values[row] = looksOn ? (moves.max() ?? 0) : moves[place]
                }
                return LabelUnderTest.Column(values: values, knownAt: known)
            }
        }
        #expect(findings(touch(looksOn: false)).isEmpty)
        #expect(findings(touch(looksOn: true)).contains(.afterKnown))
    }
}
