/// One feature on the way from the root to a node: the shares of the rows that pass with it unknown and known.
private struct PathStep {
    var feature = -1
    var zero = 1.0
    var one = 1.0
    /// The share of the sets of features of a size, from 0 up to the path's length.
    var weight = 0.0
}

extension XGBoostForest {
    /// Adds one row's SHAP values to as many numbers as there are features, and the base value to the one after.
    ///
    /// - Source: Lundberg et al., "Consistent individualized feature attribution for tree ensembles", 2018, algorithm 2;
    ///   as XGBoost's `pred_contribs`, but in 64 bits.
    /// - Complexity: O(leaves · depth²), without a lock.
    func addContributions(_ row: UnsafeBufferPointer<Float>, to values: UnsafeMutableBufferPointer<Double>) {
        values[columns] += expectation
        let capacity = (depthMax + 2) * (depthMax + 3) / 2
        withUnsafeTemporaryAllocation(of: PathStep.self, capacity: capacity) { steps in
            guard let path = steps.baseAddress else { return }
            steps.initialize(repeating: PathStep())
            let walk = ContributionWalk(forest: self, row: row, values: values)
            for root in roots where nodes[root].left != 0 { walk.visit(root, path, 0, PathStep()) }
        }
    }
}

/// The walk of one row down all branches of the trees.
private struct ContributionWalk {
    let forest: XGBoostForest
    let row: UnsafeBufferPointer<Float>
    let values: UnsafeMutableBufferPointer<Double>

    /// Visits a node by way of a path of so many steps and a further one.
    func visit(_ index: Int, _ path: UnsafeMutablePointer<PathStep>, _ length: Int, _ step: PathStep) {
        extend(path, length, step)
        let node = forest.nodes[index]
        guard node.left != 0 else { return settle(path, length, leaf: Double(node.value)) }
        let feature = Int(node.feature >> 1)
        let left = Int(node.left)
        let (hot, cold) = node.goesLeft(row[feature]) ? (left, left + 1) : (left + 1, left)
        var length = length
        var (zero, one) = (1.0, 1.0)
        // A feature that has been asked before counts once, with both questions' shares.
        if let earlier = (0...length).first(where: { path[$0].feature == feature }) {
            (zero, one) = (path[earlier].zero, path[earlier].one)
            remove(earlier, path, length)
            length -= 1
        }
        let cover = forest.covers[index]
        for (child, passes) in [(hot, one), (cold, 0)] {
            let share = cover > 0 ? forest.covers[child] / cover : 0
            // Each child works on a copy, behind this node's path.
            let copy = path + length + 1
            copy.update(from: path, count: length + 1)
            visit(child, copy, length + 1, PathStep(feature: feature, zero: share * zero, one: passes))
        }
    }

    private func extend(_ path: UnsafeMutablePointer<PathStep>, _ length: Int, _ step: PathStep) {
        path[length] = step
        path[length].weight = length == 0 ? 1 : 0
        let size = Double(length + 1)
        for index in stride(from: length - 1, through: 0, by: -1) {
            path[index + 1].weight += step.one * path[index].weight * Double(index + 1) / size
            path[index].weight *= step.zero * Double(length - index) / size
        }
    }

    private func remove(_ removed: Int, _ path: UnsafeMutablePointer<PathStep>, _ length: Int) {
        let (zero, one) = (path[removed].zero, path[removed].one)
        let size = Double(length + 1)
        var next = path[length].weight
        for index in stride(from: length - 1, through: 0, by: -1) {
            if one != 0 {
                let old = path[index].weight
                path[index].weight = next * size / (Double(index + 1) * one)
                next = old - path[index].weight * zero * Double(length - index) / size
            } else if zero != 0 {
                path[index].weight *= size / (zero * Double(length - index))
            }
        }
        for index in removed..<length {
            let weight = path[index].weight
            path[index] = path[index + 1]
            path[index].weight = weight
        }
    }

    /// Shares a leaf's value out among the path's features.
    private func settle(_ path: UnsafeMutablePointer<PathStep>, _ length: Int, leaf: Double) {
        let size = Double(length + 1)
        for asked in stride(from: 1, through: length, by: 1) {
            let (zero, one) = (path[asked].zero, path[asked].one)
            var next = path[length].weight
            var total = 0.0
            for index in stride(from: length - 1, through: 0, by: -1) {
                if one != 0 {
                    let part = next * size / (Double(index + 1) * one)
                    total += part
                    next = path[index].weight - part * zero * Double(length - index) / size
                } else if zero != 0 {
                    total += path[index].weight * size / (zero * Double(length - index))
                }
            }
            values[path[asked].feature] += total * (one - zero) * leaf
        }
    }
}
