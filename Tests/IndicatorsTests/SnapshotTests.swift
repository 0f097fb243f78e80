import Base
import Indicators
import Testing

/// Snapshots of machines by themselves; the conformance suite has those of every operator.
struct SnapshotTests {
    private let prices: [Double] = (1...60).map { Double(100 + 7 * ($0 % 11) - $0 % 7) }

    @Test("an indicator goes on from a snapshot with the same bits, through bytes too")
    func indicator() throws {
        var machine = RealizedVolatility(period: 5).live()
        for price in prices[..<30] { _ = machine.update(price) }
        var other = RealizedVolatility(period: 5).live()
        for price in prices { _ = other.update(price) }
        let snapshot = try #require(Snapshot(encoded: machine.snapshot.encoded))
        let isRestored = other.restore(snapshot)
        #expect(isRestored)
        for price in prices[30...] { #expect(machine.update(price).bitPattern == other.update(price).bitPattern) }
    }

    @Test("a snapshot of other numbers, or of another indicator of the same size, is refused and changes nothing")
    func refused() {
        var machine = HighestValue(period: 9).live()
        var lowest = LowestValue(period: 9).live()
        var shorter = HighestValue(period: 8).live()
        for price in prices {
            _ = (machine.update(price), lowest.update(price), shorter.update(price))
        }
        let before = machine.snapshot
        let areTaken = [machine.restore(lowest.snapshot), machine.restore(shorter.snapshot)]
        #expect(areTaken == [false, false])
        #expect(machine.snapshot == before)
    }

    @Test("an operator refuses another's, and its own with other numbers")
    func operators() throws {
        let definition = try OperatorCatalogue.named("sma")
        var machine = LiveOperator(definition, try definition.arguments(["period": 10]))
        let shorter = LiveOperator(definition, try definition.arguments(["period": 9]))
        let sum = try OperatorCatalogue.named("sum")
        let other = LiveOperator(sum, try sum.arguments(["period": 10]))
        let areTaken = [machine.restore(shorter.snapshot), machine.restore(other.snapshot)]
        #expect(areTaken == [false, false])
        let isTaken = machine.restore(machine.snapshot)
        #expect(isTaken)
    }
}
