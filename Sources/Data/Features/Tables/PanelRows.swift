import Base

/// Where each bar of each symbol goes in a table sorted by time, then symbol.
struct PanelRows {
    /// The distinct times, increasing.
    let times: [Instant]
    /// The first row of each distinct time, and the number of rows at the end.
    let firstRow: [Int]

    /// Places all bars of each series from `skip` on.
    init(_ series: [BarSeries], skip: Int) {
        let kept = series.map { $0.times.dropFirst(skip) }
        times = PanelRows.union(kept)
        var counts = [Int](repeating: 0, count: times.count + 1)
        for own in kept {
            PanelRows.places(of: own, in: times) { counts[$0 + 1] += 1 }
        }
        for index in counts.indices.dropFirst() { counts[index] += counts[index - 1] }
        firstRow = counts
    }

    /// The number of rows.
    var count: Int { firstRow.last ?? 0 }

    /// Calls `body` with the place of each of `own` among `times`, which hold all of them.
    static func places(of own: ArraySlice<Instant>, in times: [Instant], _ body: (Int) -> Void) {
        guard let first = own.first else { return }
        var place = lowerBound(of: first, in: times)
        for time in own {
            while times[place] < time { place += 1 }
            body(place)
        }
    }

    private static func lowerBound(of time: Instant, in times: [Instant]) -> Int {
        var low = 0
        var high = times.count
        while low < high {
            let middle = (low + high) / 2
            if times[middle] < time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The distinct times of sorted lists, by merging pairs: O(n log lists) at worst, O(n) where lists are alike.
    private static func union(_ lists: [ArraySlice<Instant>]) -> [Instant] {
        guard lists.count > 1 else { return lists.first.map(Array.init) ?? [] }
        let middle = lists.count / 2
        return merge(union(Array(lists[..<middle])), union(Array(lists[middle...])))
    }

    private static func merge(_ left: [Instant], _ right: [Instant]) -> [Instant] {
        if left == right { return left }
        var merged: [Instant] = []
        merged.reserveCapacity(max(left.count, right.count))
        var (i, j) = (0, 0)
        while i < left.count, j < right.count {
            let next = min(left[i], right[j])
            merged.append(next)
            if left[i] == next { i += 1 }
            if right[j] == next { j += 1 }
        }
        merged.append(contentsOf: left[i...])
        merged.append(contentsOf: right[j...])
        return merged
    }
}
