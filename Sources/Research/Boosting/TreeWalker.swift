/// Trees laid out so that one row is walked down eight of them side by side, without a branch to mispredict.
///
/// A walk alone waits for memory at every step; eight that do not depend on each other wait together. Each of the eight
/// lanes walks every eighth tree, and a leaf leads on to the root of its lane's next tree, so that no lane idles at a leaf
/// until the others reach theirs.
///
/// Numbers are compared as unsigned integers of the same order, which takes half as long as comparing doubles: see
/// ``OrderedBits``. A row is turned into one such integer per ``SplitInput``, 0 and the largest being below and above all
/// numbers, where what is missing goes.
struct TreeWalker: Sendable {
    /// How many trees there are.
    private(set) var count = 0
    /// The children's place in the upper 32 bits, the right one behind the left; the bytes to the input's cell in the lower.
    ///
    /// The first node ends a lane: it leads to itself, being all zeros.
    private var links: [UInt64] = [0]
    /// The largest input that goes left; at a leaf its value's bits.
    private var bounds: [UInt64] = [0]
    /// Where each lane begins.
    private var starts = [UInt64](repeating: 0, count: TreeWalker.lanes)
    private var numbers: [Number] = []
    private var categories: [Category] = []

    private static let lanes = 8

    private struct Number {
        let column: Int
        let missing: UInt64
        let zero: UInt64
    }

    private struct Category {
        let column: Int
        let words: [UInt32]
    }

    /// Without any tree.
    init() {}

    /// Lays trees out; nil where the nodes of one do not form a tree with its root first, or are too many.
    init?(_ trees: [[TreeNode]]) {
        count = trees.count
        var cells: [SplitInput: Int] = [:]
        addInputs(trees, &cells)
        guard cells.count + count < 1 << 28 else { return nil }
        var roots: [Int] = []
        for (index, tree) in trees.enumerated() {
            roots.append(links.count)
            guard add(tree, leafCell: inputCount + 1 + index, cells) else { return nil }
        }
        for (index, root) in roots.enumerated().reversed() {
            let next = index + TreeWalker.lanes < count ? roots[index + TreeWalker.lanes] : 0
            let end = index + 1 < count ? roots[index + 1] : links.count
            let leaf = TreeWalker.bytes(toCell: inputCount + 1 + index)
            for node in root..<end where links[node] == leaf { links[node] |= UInt64(next) << 32 }
            if index < TreeWalker.lanes { starts[index] = UInt64(root) }
        }
    }

    private var inputCount: Int { numbers.count + categories.count }

    /// Gives every different input a cell: those of numbers first, behind the cell of the end.
    private mutating func addInputs(_ trees: [[TreeNode]], _ cells: inout [SplitInput: Int]) {
        var sets: [SplitInput] = []
        for case .split(let input, _, _, _) in trees.joined() where cells[input] == nil {
            switch input {
            case .number(let column, let missing, let zero):
                numbers.append(Number(column: column, missing: missing, zero: zero))
                cells[input] = numbers.count
            case .category(let column, let words):
                categories.append(Category(column: column, words: words))
                cells[input] = 0
                sets.append(input)
            }
        }
        for (index, input) in sets.enumerated() { cells[input] = numbers.count + 1 + index }
    }

    private mutating func add(_ tree: [TreeNode], leafCell: Int, _ cells: [SplitInput: Int]) -> Bool {
        let root = links.count
        var waiting = [(old: 0, new: root)]
        appendNode()
        while let (old, new) = waiting.popLast() {
            guard tree.indices.contains(old), links.count < Int(UInt32.max) else { return false }
            switch tree[old] {
            case .leaf(let value):
                links[new] = TreeWalker.bytes(toCell: leafCell)
                bounds[new] = value.bitPattern
            case .split(let input, let bound, let left, let right):
                // Each node is led to once.
                guard links.count - root + 2 <= tree.count, let cell = cells[input] else { return false }
                links[new] = UInt64(links.count) << 32 | TreeWalker.bytes(toCell: cell)
                bounds[new] = bound
                for child in [left, right] {
                    waiting.append((child, links.count))
                    appendNode()
                }
            }
        }
        return true
    }

    private mutating func appendNode() {
        links.append(0)
        bounds.append(0)
    }

    private static func bytes(toCell cell: Int) -> UInt64 { UInt64(cell * MemoryLayout<UInt64>.stride) }

    /// Calls `body` with a place to work in for ``leaves(_:in:number:)``, which many rows may use in turn.
    func withWorkspace<Result>(_ body: (UnsafeMutablePointer<UInt64>) -> Result) -> Result {
        let width = inputCount + 1 + count
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * width) { cells in
            guard let base = cells.baseAddress else { preconditionFailure("no room for \(width) cells") }
            // The cells of the end and of the leaves stay 0: both lead on to the left.
            base.initialize(repeating: 0, count: width)
            return body(base)
        }
    }

    /// The values of the leaves that a row comes to, in the order of the trees; they last until the next call.
    ///
    /// - Parameters:
    ///   - row: The features; as many as the highest column of an input asks for.
    ///   - cells: From ``withWorkspace(_:)``.
    ///   - number: A feature as the library sees it.
    @inline(__always)
    func leaves(
        _ row: UnsafeBufferPointer<Double>, in cells: UnsafeMutablePointer<UInt64>, number: (Double) -> Double
    ) -> UnsafeBufferPointer<Double> {
        for (index, input) in numbers.enumerated() {
            let value = number(row[input.column])
            let present = value == 0 ? input.zero : OrderedBits.of(value)
            cells[1 + index] = value.isNaN ? input.missing : present
        }
        for (index, input) in categories.enumerated() {
            let isIn = SplitInput.contains(input.words, row[input.column])
            cells[1 + numbers.count + index] = isIn ? OrderedBits.least : OrderedBits.greatest
        }
        let results = cells + inputCount + 1 + count
        walk(cells, results)
        let found = UnsafeRawPointer(results + inputCount + 1).assumingMemoryBound(to: Double.self)
        return UnsafeBufferPointer(start: found, count: count)
    }

    /// Writes every leaf's value to its tree's cell of `results`, and what passes on the way to the others.
    private func walk(_ cells: UnsafePointer<UInt64>, _ results: UnsafeMutablePointer<UInt64>) {
        links.withUnsafeBufferPointer { links in
            bounds.withUnsafeBufferPointer { bounds in
                guard let links = links.baseAddress, let bounds = bounds.baseAddress else { return }
                let step = Step(links: links, bounds: bounds, cells: cells, results: results)
                var (first, second, third, fourth) = (starts[0], starts[1], starts[2], starts[3])
                var (fifth, sixth, seventh, eighth) = (starts[4], starts[5], starts[6], starts[7])
                repeat {
                    first = step(step(first))
                    second = step(step(second))
                    third = step(step(third))
                    fourth = step(step(fourth))
                    fifth = step(step(fifth))
                    sixth = step(step(sixth))
                    seventh = step(step(seventh))
                    eighth = step(step(eighth))
                } while first | second | third | fourth | fifth | sixth | seventh | eighth != 0
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

/// A split or a leaf of a tree that is to be walked.
enum TreeNode {
    /// The value that the tree adds.
    case leaf(Double)
    /// Left for an input up to the bound, see ``OrderedBits``; the children as numbers of nodes of the tree.
    case split(input: SplitInput, bound: UInt64, left: Int, right: Int)
}

/// What a split asks of a row; an unsigned integer for ``TreeNode/split(input:bound:left:right:)``.
enum SplitInput: Hashable {
    /// A feature, and what is taken for it where it is missing or zero.
    case number(column: Int, missing: UInt64, zero: UInt64)
    /// Whether a feature, without its fraction, is in a set of bits: below all numbers where it is, above where it is not.
    case category(column: Int, words: [UInt32])

    fileprivate static func contains(_ words: [UInt32], _ value: Double) -> Bool {
        guard value > -1, value < Double(words.count * 32) else { return false }
        let category = Int(value)
        return words[category / 32] >> UInt32(category % 32) & 1 == 1
    }
}

/// Numbers as unsigned integers of the same order, without those that are none.
enum OrderedBits {
    /// Below all numbers.
    static let least: UInt64 = 0
    /// Above all numbers.
    static let greatest = UInt64.max

    static let zero = of(0)

    /// Zeros are to be given as +0.
    @inline(__always)
    static func of(_ value: Double) -> UInt64 {
        let bits = Int64(bitPattern: value.bitPattern)
        return UInt64(bitPattern: bits ^ (bits >> 63 | .min))
    }
}
