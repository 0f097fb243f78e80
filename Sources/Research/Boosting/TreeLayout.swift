/// Trees laid out for ``TreeWalker``: nodes in an array, children side by side, a leaf leading on to the next tree of its lane.
struct TreeLayout: Sendable {
    /// How many trees there are.
    private(set) var count = 0
    /// The children's place in the upper 32 bits, the right one behind the left; the bytes to the input's cell in the lower.
    ///
    /// The first node ends a lane: it leads to itself, being all zeros.
    private(set) var links: [UInt64] = [0]
    /// The largest input that goes left; at a leaf its value's bits.
    private(set) var bounds: [UInt64] = [0]
    /// Where each lane begins.
    private(set) var starts = [UInt64](repeating: 0, count: TreeLayout.lanes)
    private(set) var numbers: [Number] = []
    private(set) var categories: [Category] = []

    private static let lanes = 10

    struct Number {
        let column: Int
        let missing: UInt64
        let zero: UInt64
    }

    struct Category {
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
            let next = index + TreeLayout.lanes < count ? roots[index + TreeLayout.lanes] : 0
            let end = index + 1 < count ? roots[index + 1] : links.count
            let leaf = TreeLayout.bytes(toCell: inputCount + 1 + index)
            for node in root..<end where links[node] == leaf { links[node] |= UInt64(next) << 32 }
            if index < TreeLayout.lanes { starts[index] = UInt64(root) }
        }
    }

    var inputCount: Int { numbers.count + categories.count }

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
                links[new] = TreeLayout.bytes(toCell: leafCell)
                bounds[new] = value.bitPattern
            case .split(let input, let bound, let left, let right):
                // Each node is led to once.
                guard links.count - root + 2 <= tree.count, let cell = cells[input] else { return false }
                links[new] = UInt64(links.count) << 32 | TreeLayout.bytes(toCell: cell)
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

    static func contains(_ words: [UInt32], _ value: Double) -> Bool {
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
