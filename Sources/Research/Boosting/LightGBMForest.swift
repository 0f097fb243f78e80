import Glibc

/// The trees of a LightGBM model, laid out to be walked; gives the same bits as LightGBM, without its lock.
struct LightGBMForest: Sendable {
    private let walker: TreeWalker
    private let isAveraged: Bool
    /// The steepness of the logistic function that the sum passes through, if any.
    private let sigmoid: Double?

    /// Reads the trees of a checked text; nil where it asks for what is not known here, which LightGBM itself then answers.
    init?(_ text: LightGBMText, header: LightGBMText.Fields, trees: [LightGBMText.Fields]) {
        guard let objective = header["objective"].map(text.words)?.map({ String(decoding: $0, as: UTF8.self) }) else {
            return nil
        }
        switch objective.first {
        case "regression", "quantile", "huber":
            // A further word would be "sqrt".
            guard objective.count == 1 else { return nil }
            sigmoid = nil
        case "binary":
            let prefix = "sigmoid:"
            guard objective.count == 2, objective[1].hasPrefix(prefix),
                let steepness = Double(objective[1].dropFirst(prefix.count))
            else { return nil }
            sigmoid = steepness
        default: return nil
        }
        isAveraged = header.isAveraged
        var nodes: [[TreeNode]] = []
        for tree in trees {
            guard let tree = text.nodes(tree) else { return nil }
            nodes.append(tree)
        }
        guard let layout = TreeLayout(nodes) else { return nil }
        walker = TreeWalker(layout)
    }

    /// The prediction for one row.
    func predict(_ row: UnsafeBufferPointer<Double>) -> Double { walker.withWorkspace { predict(row, in: $0) } }

    /// The predictions for a row-major matrix.
    func predict(_ rows: some Collection<UnsafeBufferPointer<Double>>) -> [Double] {
        walker.withWorkspace { cells in rows.map { predict($0, in: cells) } }
    }

    private func predict(
        _ row: UnsafeBufferPointer<Double>, in cells: UnsafeMutablePointer<UInt64>
    ) -> Double {
        var sum = 0.0
        for leaf in walker.leaves(row, in: cells, trace: LightGBMForest.trace) { sum += leaf }
        if isAveraged { sum /= Double(walker.count) }
        return sigmoid.map { 1 / (1 + exp(-$0 * sum)) } ?? sum
    }

    /// LightGBM takes what is next to zero for zero.
    private static let trace = Double(1e-35 as Float)
}

extension LightGBMText {
    /// A tree's splits, then its leaves; nil where a split is of no kind known here.
    fileprivate func nodes(_ tree: Fields) -> [TreeNode]? {
        guard let values = tree["leaf_value"].map(numbers), let used = tree["split_feature"].flatMap(integers),
            let left = tree["left_child"].flatMap(integers), let right = tree["right_child"].flatMap(integers),
            let kinds = tree["decision_type"].flatMap(integers), let thresholds = tree["threshold"].map(numbers)
        else { return nil }
        let categories = categories(tree)
        var nodes: [TreeNode] = []
        for node in used.indices {
            // Leaves are given by the complement of their number.
            let (left, right) = (left[node], right[node])
            let children = (left: left < 0 ? used.count + ~left : left, right: right < 0 ? used.count + ~right : right)
            let input: SplitInput
            var bound = OrderedBits.least
            if kinds[node] & 1 == 1 {
                guard categories.indices.contains(Int(thresholds[node])) else { return nil }
                input = .category(column: used[node], words: categories[Int(thresholds[node])])
            } else {
                guard let asked = LightGBMText.input(kind: kinds[node], column: used[node]) else { return nil }
                input = asked
                if !thresholds[node].isNaN { bound = OrderedBits.of(thresholds[node] + 0) }
            }
            nodes.append(.split(input: input, bound: bound, left: children.left, right: children.right))
        }
        return nodes + values.map { .leaf($0) }
    }

    /// Bit 1 tells where missing values go, the next two what is missing: nothing, zeros or what is not a number.
    private static func input(kind: Int, column: Int) -> SplitInput? {
        let missing = kind & 2 == 2 ? OrderedBits.least : OrderedBits.greatest
        return switch kind >> 2 {
        case 0: .number(column: column, missing: OrderedBits.zero, zero: OrderedBits.zero)
        case 1: .number(column: column, missing: missing, zero: missing)
        case 2: .number(column: column, missing: missing, zero: OrderedBits.zero)
        default: nil
        }
    }

    private func categories(_ tree: Fields) -> [[UInt32]] {
        // Where a tree says that it has none, what follows was not checked.
        guard tree["num_cat"].flatMap(integer) != 0, let bounds = tree["cat_boundaries"].flatMap(integers),
            let words = tree["cat_threshold"].flatMap(integers)
        else { return [] }
        return zip(bounds, bounds.dropFirst()).map { words[$0..<$1].map { UInt32(truncatingIfNeeded: $0) } }
    }

    /// Checked to be numbers.
    private func numbers(_ text: ArraySlice<UInt8>) -> [Double] {
        words(text).map { Double(String(decoding: $0, as: UTF8.self)) ?? .nan }
    }
}
