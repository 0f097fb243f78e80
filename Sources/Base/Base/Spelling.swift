/// Finds the known name a user most likely meant.
public enum Spelling {
    /// The known name nearest to `word`; `nil` when none is near enough to be worth proposing.
    ///
    /// Near means at most a third of the longer name's characters inserted, deleted, replaced or swapped with their
    /// neighbour, or `word` being the beginning of exactly one known name.
    public static func nearest(to word: String, among known: [String]) -> String? {
        let wanted = Array(word.lowercased())
        var best: (name: String, distance: Int)?
        for name in known {
            let candidate = Array(name.lowercased())
            let distance = editDistance(wanted, candidate)
            guard distance * 3 <= max(wanted.count, candidate.count) else { continue }
            if distance < best?.distance ?? .max { best = (name, distance) }
        }
        if let best { return best.name }
        let continuing = known.filter { !word.isEmpty && $0.lowercased().hasPrefix(word.lowercased()) }
        return continuing.count == 1 ? continuing.first : nil
    }

    /// `; did you mean NAME?`, or the known names while they are few; empty when there is nothing to say.
    public static func hint(for word: String, among known: [String]) -> String {
        if let name = nearest(to: word, among: known) { return "; did you mean \(name)?" }
        guard !known.isEmpty, known.count <= 12 else { return "" }
        return "; known are \(known.joined(separator: ", "))"
    }

    /// The optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours.
    private static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
                var cost = min(replaced, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
