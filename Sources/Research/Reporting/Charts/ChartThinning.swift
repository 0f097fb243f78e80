/// Fewer things to draw than there are, so that a page stays small.
enum ChartThinning {
    /// About so many of a list's elements, evenly taken, the first and the last among them.
    static func thinned<Element>(_ elements: [Element], to count: Int) -> [Element] {
        guard elements.count > count, count > 1 else { return elements }
        return (0..<count).map { elements[$0 * (elements.count - 1) / (count - 1)] }
    }
}
