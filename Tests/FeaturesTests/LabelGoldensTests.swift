import Base
import Features
import Testing

@Suite struct LabelGoldensTests {
    @Test("labels are what their definitions say, row by row, and known when they say")
    func goldens() throws {
        let goldens = try LabelGoldens.shared.get()
        let series = try goldens.series()
        let texts = try #require(goldens.labels["AAA"]).keys.sorted()
        let set = try LabelGoldens.set(texts)
        let columns = try set.columns(of: series)
        var compared = 0
        for (own, labels) in zip(series, columns) {
            let expected = try #require(goldens.labels[own.symbol.name])
            for (text, column) in zip(texts, labels) {
                guard let golden = expected[text] else { continue }
                // The largest t value of a perfect line is a rounded quantity by its definition.
                let error = LabelGoldens.largestError(column.values, golden.values)
                #expect(error < (text.contains("trend") ? 1e-8 : 1e-12), "\(text) of \(own.symbol)")
                #expect(column.knownAt == golden.known, "\(text) of \(own.symbol)")
                compared += 1
            }
        }
        #expect(compared > 80)
    }

    @Test("overlap, weights and probabilities are those of the indicator matrix")
    func overlap() throws {
        let goldens = try LabelGoldens.shared.get()
        let set = try LabelGoldens.set([goldens.overlapLabel])
        for own in try goldens.series() {
            let golden = try #require(goldens.overlap[own.symbol.name])
            let overlap = LabelOverlap(try set.columns(of: [own])[0][0])
            func picked(_ column: [Double]) -> [Double] { overlap.samples.map { column[$0] } }
            #expect(overlap.samples == golden.samples && overlap.concurrency == golden.concurrency)
            #expect(LabelGoldens.largestError(picked(overlap.averageUniqueness()), golden.uniqueness) < 1e-12)
            #expect(LabelGoldens.largestError(picked(overlap.returnWeights(closes: own.close)), golden.weights) < 1e-11)
            for (oldest, decay) in golden.decays {
                let values = picked(overlap.timeDecay(oldest: try #require(Double(oldest))))
                #expect(LabelGoldens.largestError(values, decay) < 1e-12, "oldest \(oldest)")
            }
            let probabilities = overlap.drawProbabilities(given: golden.drawn)
            #expect(LabelGoldens.largestError(probabilities, golden.probabilities) < 1e-12)
        }
    }
}
