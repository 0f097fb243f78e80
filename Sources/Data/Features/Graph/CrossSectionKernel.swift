/// Computes places among the values of one time.
enum CrossSectionKernel {
    /// Replaces values by their places within each group.
    ///
    /// - Missing: values that are NaN, or of a symbol without a group, stay out and become NaN.
    ///
    /// - Parameters:
    ///   - kind: What to compute.
    ///   - values: One value a symbol.
    ///   - groups: The group of each value's symbol, −1 for none; `nil` when all are one group.
    static func apply(_ kind: CrossSection.Kind, _ values: inout [Double], groups: [Int32]?) {
        guard let groups else { return apply(kind, &values, at: values.indices.filter { values[$0].isFinite }) }
        var members: [Int32: [Int]] = [:]
        for index in values.indices {
            if groups[index] >= 0, values[index].isFinite {
                members[groups[index], default: []].append(index)
            } else {
                values[index] = .nan
            }
        }
        for group in members.values { apply(kind, &values, at: group) }
    }

    private static func apply(_ kind: CrossSection.Kind, _ values: inout [Double], at places: [Int]) {
        guard !places.isEmpty else { return }
        switch kind {
        case .rank: rank(&values, places)
        case .demean:
            let mean = mean(values, places)
            for place in places { values[place] -= mean }
        case .zscore: score(&values, places)
        }
    }

    private static func mean(_ values: [Double], _ places: [Int]) -> Double {
        var sum = 0.0
        for place in places { sum += values[place] }
        return sum / Double(places.count)
    }

    private static func score(_ values: inout [Double], _ places: [Int]) {
        let mean = mean(values, places)
        var squares = 0.0
        for place in places { squares += (values[place] - mean) * (values[place] - mean) }
        let isFlat = places.allSatisfy { values[$0] == values[places[0]] }
        let scale = isFlat ? 0 : (Double(places.count - 1) / squares).squareRoot()
        for place in places { values[place] = (values[place] - mean) * scale }
    }

    private static func rank(_ values: inout [Double], _ places: [Int]) {
        let sorted = places.sorted { values[$0] < values[$1] }
        let perCount = 1 / Double(sorted.count)
        var ranks: [(place: Int, rank: Double)] = []
        ranks.reserveCapacity(sorted.count)
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, values[sorted[end]] == values[sorted[start]] { end += 1 }
            let rank = Double(start + 1 + end) / 2 * perCount
            for index in start..<end { ranks.append((sorted[index], rank)) }
            start = end
        }
        for (place, rank) in ranks { values[place] = rank }
    }
}
