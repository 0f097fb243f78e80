import Glibc

/// The trees of an XGBoost model, laid out to be walked.
///
/// XGBoost's own call for one row takes 20 to 100 µs, most of it not in the trees; walking them here takes a few, needs
/// no lock, and gives the same bits: features as 32-bit numbers, leaves added in 32 bits in the order of the trees.
struct XGBoostForest {
    /// A split or a leaf.
    struct Node {
        /// The split's threshold, or the leaf's value.
        var value: Float = 0
        /// The number of the left child, the right one being the next; 0 at a leaf.
        var left: UInt32 = 0
        /// The feature, doubled; plus 1 where a missing value goes left.
        var feature: UInt32 = 0

        func goesLeft(_ value: Float) -> Bool { value < self.value || (value.isNaN && feature & 1 == 1) }
    }

    /// Deeper trees are taken for damaged: their SHAP values would take too long.
    private static let depthLimit = 512

    let columns: Int
    private(set) var gains: [Double]
    private(set) var splits: [Double]
    private let base: Float
    private let isLogistic: Bool
    private(set) var nodes: [Node] = []
    private(set) var roots: [Int] = []
    /// The weight of the training rows that come by each node.
    private(set) var covers: [Double] = []
    private(set) var depthMax = 0
    /// The mean margin of the training rows, as the trees' covers tell it.
    private(set) var expectation: Double

    /// Reads the trees of a model's bytes.
    init(bytes: [UInt8]) throws(BoostingError) {
        guard let learner = UniversalBinaryJSON(bytes)?["learner"], let shape = learner["learner_model_param"],
            let columns = shape["num_feature"]?.text.flatMap(Int.init), columns > 0, columns <= 1 << 24,
            let score = shape["base_score"]?.text.flatMap(XGBoostForest.baseScore),
            let booster = learner["gradient_booster"], let trees = booster["model"]?["trees"]?.elements
        else { throw XGBoostForest.damaged("it is not Universal Binary JSON with trees") }
        guard booster["name"]?.text == "gbtree", let objective = learner["objective"]?["name"]?.text,
            let isLogistic = XGBoostForest.objectives[objective]
        else { throw XGBoostForest.damaged("it is of a kind that Martlet does not train") }
        self.columns = columns
        self.isLogistic = isLogistic
        base = isLogistic ? -logf(1 / score - 1) : score
        expectation = Double(base)
        gains = [Double](repeating: 0, count: columns)
        splits = gains
        for (index, tree) in trees.enumerated() {
            guard append(tree) else { throw XGBoostForest.damaged("tree \(index) is not whole") }
        }
    }

    /// Which objectives pass the margin through the logistic function.
    private static let objectives = [
        "reg:squarederror": false, "reg:quantileerror": false, "reg:pseudohubererror": false, "binary:logistic": true,
    ]

    private static func damaged(_ reason: String) -> BoostingError {
        .damagedModel(library: XGBoostLibrary.name, reason: reason)
    }

    /// As "[5E-1]": one number a target.
    private static func baseScore(_ text: String) -> Float? {
        Float(text.drop { $0 == "[" }.prefix { $0 != "]" })
    }

    /// Adds a tree with its children side by side; false where it is not whole.
    private mutating func append(_ tree: UniversalBinaryJSON) -> Bool {
        guard let left = tree["left_children"]?.integers, let right = tree["right_children"]?.integers,
            let features = tree["split_indices"]?.integers, let values = tree["split_conditions"]?.floats,
            let defaults = tree["default_left"]?.integers, let kinds = tree["split_type"]?.integers,
            let improvements = tree["loss_changes"]?.floats, let weights = tree["sum_hessian"]?.floats, !left.isEmpty,
            [right.count, features.count, values.count, defaults.count, kinds.count, improvements.count, weights.count]
                .allSatisfy({ $0 == left.count })
        else { return false }
        let root = nodes.count
        nodes.append(Node())
        covers.append(0)
        var waiting = [(old: 0, new: root, depth: 0)]
        while let (old, new, depth) = waiting.popLast() {
            nodes[new].value = values[old]
            covers[new] = Double(weights[old])
            depthMax = max(depthMax, depth)
            guard left[old] >= 0 else { continue }
            let children = [Int(left[old]), Int(right[old])]
            let feature = Int(features[old])
            // A tree has no more nodes than were written, whatever its links say.
            guard children.allSatisfy({ $0 > 0 && $0 < left.count }), feature >= 0, feature < columns, kinds[old] == 0,
                nodes.count - root + 2 <= left.count, depth < XGBoostForest.depthLimit
            else { return false }
            nodes[new].left = UInt32(nodes.count)
            nodes[new].feature = UInt32(feature) * 2 + (defaults[old] == 0 ? 0 : 1)
            gains[feature] += Double(improvements[old])
            splits[feature] += 1
            for child in children {
                waiting.append((child, nodes.count, depth + 1))
                nodes.append(Node())
                covers.append(0)
            }
        }
        roots.append(root)
        expectation += expectation(from: root)
        return true
    }

    /// The mean of the last tree's leaves; covers become the sums of their children's, which 32 bits have rounded.
    private mutating func expectation(from root: Int) -> Double {
        var means = nodes[root...].map { Double($0.value) }
        // Children come after their parents.
        for node in stride(from: nodes.count - 1, through: root, by: -1) where nodes[node].left != 0 {
            let left = Int(nodes[node].left)
            covers[node] = covers[left] + covers[left + 1]
            let sum = covers[left] * means[left - root] + covers[left + 1] * means[left + 1 - root]
            means[node - root] = covers[node] > 0 ? sum / covers[node] : 0
        }
        return means[0]
    }

    /// The prediction for one row, whose features are given as 32-bit numbers.
    func predict(_ row: UnsafeBufferPointer<Float>) -> Double {
        let margin = nodes.withUnsafeBufferPointer { nodes in
            roots.reduce(base) { $0 + XGBoostForest.leaf(nodes, from: $1, row) }
        }
        return Double(isLogistic ? XGBoostForest.logistic(margin) : margin)
    }

    /// The predictions for a row-major matrix: one tree for many rows, so that it stays in the cache.
    func predict(rows: UnsafeBufferPointer<Float>) -> [Double] {
        let count = rows.count / columns
        var margins = [Float](repeating: base, count: count)
        nodes.withUnsafeBufferPointer { nodes in
            for start in stride(from: 0, to: count, by: XGBoostForest.blockSize) {
                for root in roots {
                    for row in start..<min(count, start + XGBoostForest.blockSize) {
                        let features = UnsafeBufferPointer(rebasing: rows[row * columns..<(row + 1) * columns])
                        margins[row] += XGBoostForest.leaf(nodes, from: root, features)
                    }
                }
            }
        }
        return margins.map { Double(isLogistic ? XGBoostForest.logistic($0) : $0) }
    }

    /// Rows whose features fit into the first cache.
    private static let blockSize = 64

    private static func leaf(
        _ nodes: UnsafeBufferPointer<Node>, from root: Int, _ row: UnsafeBufferPointer<Float>
    ) -> Float {
        var node = nodes[root]
        while node.left != 0 {
            let goesLeft = node.goesLeft(row[Int(node.feature >> 1)])
            node = nodes[Int(node.left) + (goesLeft ? 0 : 1)]
        }
        return node.value
    }

    /// As XGBoost computes it: in 32 bits, its exponent kept from overflowing.
    private static func logistic(_ margin: Float) -> Float { 1 / (expf(min(-margin, 88.7)) + 1) }
}
