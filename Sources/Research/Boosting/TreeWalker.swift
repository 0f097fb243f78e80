/// Walks one row down ten trees side by side, without a branch to mispredict.
///
/// A walk alone waits for memory at every step; ten that do not depend on each other wait together. Each of the ten lanes
/// walks every tenth tree, and a leaf leads on to the root of its lane's next tree, so that no lane idles at a leaf until
/// the others reach theirs.
///
/// Numbers are compared as unsigned integers of the same order, which takes half as long as comparing doubles: see
/// ``OrderedBits``. A row is turned into one such integer per ``SplitInput``, the least and the greatest being below and
/// above all numbers, where what is missing goes.
final class TreeWalker: Sendable {
    private let layout: TreeLayout

    init(_ layout: TreeLayout) { self.layout = layout }

    /// How many trees there are.
    var count: Int { layout.count }

    /// Calls `body` with a place to work in for ``leaves(_:in:trace:number:)``, which many rows may use in turn.
    func withWorkspace<Result>(_ body: (UnsafeMutablePointer<UInt64>) -> Result) -> Result {
        let width = layout.inputCount + 1 + count
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * width) { cells in
            guard let base = cells.baseAddress else { preconditionFailure("no room for \(width) cells") }
            // The cells of the end and of the leaves stay 0: both lead on to the left.
            base.initialize(repeating: 0, count: width)
            return body(base)
        }
    }

    /// Walks a row.
    ///
    /// - Parameters:
    ///   - row: The features; as many as the highest column of an input asks for.
    ///   - cells: From ``withWorkspace(_:)``.
    ///   - trace: Up to this size a feature is zero.
    ///   - number: A feature as the library sees it.
    /// - Returns: The values of the leaves that the row comes to, in the order of the trees; they last until the next call.
    @inline(__always)
    func leaves(
        _ row: UnsafeBufferPointer<Double>, in cells: UnsafeMutablePointer<UInt64>, trace: Double = 0,
        number: (Double) -> Double = { $0 }
    ) -> UnsafeBufferPointer<Double> {
        for (index, input) in layout.numbers.enumerated() {
            let value = number(row[input.column])
            let present = abs(value) <= trace ? input.zero : OrderedBits.of(value)
            cells[1 + index] = value.isNaN ? input.missing : present
        }
        for (index, input) in layout.categories.enumerated() {
            let isIn = SplitInput.contains(input.words, row[input.column])
            cells[1 + layout.numbers.count + index] = isIn ? OrderedBits.least : OrderedBits.greatest
        }
        let results = cells + layout.inputCount + 1 + count
        walk(cells, results)
        let found = UnsafeRawPointer(results + layout.inputCount + 1).assumingMemoryBound(to: Double.self)
        return UnsafeBufferPointer(start: found, count: count)
    }

    /// Writes every leaf's value to its tree's cell of `results`, and what passes on the way to the others.
    private func walk(_ cells: UnsafePointer<UInt64>, _ results: UnsafeMutablePointer<UInt64>) {
        layout.links.withUnsafeBufferPointer { links in
            layout.bounds.withUnsafeBufferPointer { bounds in
                guard let links = links.baseAddress, let bounds = bounds.baseAddress else { return }
                let step = Step(links: links, bounds: bounds, cells: cells, results: results)
                let starts = layout.starts
                var (first, second, third, fourth) = (starts[0], starts[1], starts[2], starts[3])
                var (fifth, sixth, seventh, eighth) = (starts[4], starts[5], starts[6], starts[7])
                var (ninth, tenth) = (starts[8], starts[9])
                repeat {
                    first = step(step(first))
                    second = step(step(second))
                    third = step(step(third))
                    fourth = step(step(fourth))
                    fifth = step(step(fifth))
                    sixth = step(step(sixth))
                    seventh = step(step(seventh))
                    eighth = step(step(eighth))
                    ninth = step(step(ninth))
                    tenth = step(step(tenth))
                } while first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth != 0
            }
        }
    }

    /// From a node to the next one.
    private struct Step {
        let links: UnsafePointer<UInt64>
        let bounds: UnsafePointer<UInt64>
        let cells: UnsafeRawPointer
        let results: UnsafeMutableRawPointer

        init(
            links: UnsafePointer<UInt64>, bounds: UnsafePointer<UInt64>, cells: UnsafePointer<UInt64>,
            results: UnsafeMutablePointer<UInt64>
        ) {
            self.links = links
            self.bounds = bounds
            self.cells = UnsafeRawPointer(cells)
            self.results = UnsafeMutableRawPointer(results)
        }

        @inline(__always)
        func callAsFunction(_ node: UInt64) -> UInt64 {
            let index = Int(truncatingIfNeeded: node)
            let link = links[index]
            let bound = bounds[index]
            let cell = Int(truncatingIfNeeded: UInt32(truncatingIfNeeded: link))
            results.storeBytes(of: bound, toByteOffset: cell, as: UInt64.self)
            let goesRight = bound < cells.load(fromByteOffset: cell, as: UInt64.self)
            return (link >> 32) &+ (goesRight ? 1 : 0)
        }
    }
}
