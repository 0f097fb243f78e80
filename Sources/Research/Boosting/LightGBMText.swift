/// LightGBM's text of a model, as far as LightGBM itself trusts it: a damaged one would send it beyond its memory.
struct LightGBMText {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Throws unless the trees lie where the header says and every node leads to nodes, leaves and features that exist.
    func check() throws(BoostingError) {
        let header = fields(bytes[...], until: "Tree=")
        guard let sizes = header["tree_sizes"].flatMap(integers), let last = header["max_feature_idx"].flatMap(integer),
            last >= 0, sizes.allSatisfy({ $0 > 0 && $0 <= bytes.count }), header["num_class"].flatMap(integer) == 1,
            header["num_tree_per_iteration"].flatMap(integer) == 1, header["label_index"].flatMap(integer) == 0,
            ["feature_names", "feature_infos"].allSatisfy({ header[$0].map(words)?.count == last + 1 })
        else { throw damaged("its header is not whole") }
        var start = header.end
        for (index, size) in sizes.enumerated() {
            guard start + size <= bytes.count, bytes[start...].starts(with: "Tree=\(index)\n".utf8) else {
                throw damaged("tree \(index) is not where the header says")
            }
            let tree = fields(bytes[start..<start + size], until: nil)
            guard isWhole(tree, features: last + 1) else { throw damaged("tree \(index) is not whole") }
            start += size
        }
        guard bytes[start...].starts(with: "end of trees".utf8) else { throw damaged("the trees do not end") }
    }

    /// Over how many trees predictions are averaged: all of a random forest's; others are sums.
    var averagedTrees: Int {
        let header = fields(bytes[...], until: "Tree=")
        let lines = bytes[..<header.end].split(separator: UInt8(ascii: "\n"))
        guard lines.contains(where: { $0.elementsEqual("average_output".utf8) }) else { return 1 }
        return max(1, header["tree_sizes"].map(words)?.count ?? 1)
    }

    private func damaged(_ reason: String) -> BoostingError {
        .damagedModel(library: LightGBMLibrary.name, reason: reason)
    }

    /// Nodes are numbered as they were split, so that a node's number is above its parent's.
    private func isWhole(_ tree: Fields, features: Int) -> Bool {
        guard let leaves = tree["num_leaves"].flatMap(integer), leaves >= 1, leaves <= bytes.count,
            let categorical = tree["num_cat"].flatMap(integer), tree["is_linear"].flatMap(integer) == 0,
            let used = tree["split_feature"].flatMap(integers), used.count == leaves - 1,
            let left = tree["left_child"].flatMap(integers), left.count == leaves - 1,
            let right = tree["right_child"].flatMap(integers), right.count == leaves - 1,
            let kinds = tree["decision_type"].flatMap(integers), kinds.count == leaves - 1,
            let thresholds = tree["threshold"].map(words), thresholds.count == leaves - 1,
            hasNumbers(tree, leaves: leaves)
        else { return false }
        let leads = { (child: Int, node: Int) in child >= 0 ? child > node && child < leaves - 1 : ~child < leaves }
        return used.indices.allSatisfy { node in
            guard used[node] >= 0, used[node] < features, leads(left[node], node), leads(right[node], node) else {
                return false
            }
            guard kinds[node] & 1 == 1 else { return true }
            return integer(thresholds[node]).map { $0 >= 0 && $0 < categorical } ?? false
        } && (categorical == 0 || hasCategories(tree, count: categorical))
    }

    /// What LightGBM cannot read as a number ends the whole process.
    private func hasNumbers(_ tree: Fields, leaves: Int) -> Bool {
        let counts = [
            "split_gain": leaves - 1, "threshold": leaves - 1, "leaf_value": leaves, "leaf_weight": leaves,
            "leaf_count": leaves, "internal_value": leaves - 1, "internal_weight": leaves - 1,
            "internal_count": leaves - 1, "shrinkage": 1,
        ]
        return counts.allSatisfy { name, count in
            guard let words = tree[name].map(words) else { return false }
            // A tree that is one leaf has no weight.
            return (words.count == count || (leaves == 1 && words.isEmpty)) && words.allSatisfy(isNumber)
        }
    }

    private func hasCategories(_ tree: Fields, count: Int) -> Bool {
        guard let bounds = tree["cat_boundaries"].flatMap(integers), let words = tree["cat_threshold"].map(words)
        else { return false }
        return bounds.count == count + 1 && bounds.first == 0 && bounds.last == words.count
            && zip(bounds, bounds.dropFirst()).allSatisfy { $0 <= $1 }
    }

    /// Lines of the form key=value, and where they end.
    private struct Fields {
        var values: [String: ArraySlice<UInt8>] = [:]
        var end = 0

        subscript(key: String) -> ArraySlice<UInt8>? { values[key] }
    }

    private func fields(_ text: ArraySlice<UInt8>, until stop: String?) -> Fields {
        var result = Fields()
        var start = text.startIndex
        while start < text.endIndex {
            if let stop, text[start...].starts(with: stop.utf8) { break }
            let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.endIndex
            if let equals = text[start..<end].firstIndex(of: UInt8(ascii: "=")) {
                result.values[String(decoding: text[start..<equals], as: UTF8.self)] = text[(equals + 1)..<end]
            }
            start = min(end + 1, text.endIndex)
        }
        result.end = start
        return result
    }

    private func words(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] { text.split(separator: UInt8(ascii: " ")) }

    private func integers(_ text: ArraySlice<UInt8>) -> [Int]? {
        var result: [Int] = []
        for word in words(text) {
            guard let value = integer(word) else { return nil }
            result.append(value)
        }
        return result
    }

    /// Whether a word is a decimal number, perhaps with an exponent, or infinite or not a number.
    private func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
        let isSign = { (byte: UInt8) in byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") }
        let isDigit = { (byte: UInt8) in byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        var rest = word.first.map(isSign) ?? false ? word.dropFirst() : word
        if rest.elementsEqual("inf".utf8) || rest.elementsEqual("nan".utf8) { return true }
        guard rest.first.map(isDigit) ?? false else { return false }
        rest = rest.drop(while: isDigit)
        if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst().drop(while: isDigit) }
        guard rest.first == UInt8(ascii: "e") else { return rest.isEmpty }
        rest = rest.dropFirst()
        if rest.first.map(isSign) ?? false { rest = rest.dropFirst() }
        return !rest.isEmpty && rest.allSatisfy(isDigit)
    }

    private func integer(_ word: ArraySlice<UInt8>) -> Int? {
        let digits = word.first == UInt8(ascii: "-") ? word.dropFirst() : word
        guard !digits.isEmpty, digits.count <= 10 else { return nil }
        var value = 0
        for digit in digits {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return digits.count < word.count ? -value : value
    }
}
