/// A table of a report.
struct ReportTable: Sendable {
    /// What stands in a cell.
    enum Cell: Sendable {
        case text(String)
        case number(Double?, NumberStyle)
        /// A number with the ends of its interval.
        case interval(Double?, low: Double?, high: Double?, NumberStyle)
    }

    /// What stands above a column, and what it means where that needs saying.
    struct Head: Sendable {
        let text: String
        let meaning: String
        /// Whether sentences stand below it, not numbers.
        let isOfWords: Bool

        init(_ text: String, _ meaning: String = "", isOfWords: Bool = false) {
            self.text = text
            self.meaning = meaning
            self.isOfWords = isOfWords
        }
    }

    let caption: String
    let head: [Head]
    private(set) var rows: [[Cell]] = []
    /// Which rows stand out.
    private(set) var marked: Set<Int> = []

    init(_ caption: String, _ head: [Head]) {
        self.caption = caption
        self.head = head
    }

    mutating func add(_ cells: [Cell], isMarked: Bool = false) {
        precondition(cells.count == head.count, "a row of \(cells.count) cells in a table of \(head.count) columns")
        if isMarked { marked.insert(rows.count) }
        rows.append(cells)
    }

    /// The table as HTML; it can be scrolled sideways where the page is narrow.
    ///
    /// Every number has its full value beside it.
    func html() -> String {
        var parts = [
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(Markup.escaped(caption))\"><table>",
            "<caption><span>\(Markup.escaped(caption))</span></caption><thead><tr>",
        ]
        for column in head {
            let title = column.meaning.isEmpty ? "" : " title=\"\(Markup.escaped(column.meaning))\""
            let kind = column.isOfWords ? " class=\"words\"" : ""
            parts.append("<th scope=\"col\"\(kind)\(title)>\(Markup.escaped(column.text))</th>")
        }
        parts.append("</tr></thead><tbody>")
        for (index, row) in rows.enumerated() {
            parts.append(marked.contains(index) ? "<tr class=\"mark\">" : "<tr>")
            for (place, cell) in row.enumerated() { parts.append(ReportTable.html(cell, isFirst: place == 0)) }
            parts.append("</tr>")
        }
        return parts.joined() + "</tbody></table></div>"
    }

    private static func html(_ cell: Cell, isFirst: Bool) -> String {
        switch cell {
        case .text(let text):
            isFirst
                ? "<th scope=\"row\">\(Markup.escaped(text))</th>"
                : "<td\(text.count < 16 ? " class=\"word\"" : "")>\(Markup.escaped(text))</td>"
        case .number(let value, let style): "<td class=\"num\">\(data(value, style))</td>"
        case .interval(let value, let low, let high, let style):
            "<td class=\"num\">\(data(value, style))\(ends(low, high, style))</td>"
        }
    }

    private static func ends(_ low: Double?, _ high: Double?, _ style: NumberStyle) -> String {
        guard let low, let high, low.isFinite, high.isFinite else { return "" }
        return "<span class=\"ci\">\(data(low, style)) to \(data(high, style))</span>"
    }

    private static func data(_ value: Double?, _ style: NumberStyle) -> String {
        guard let value, value.isFinite else { return "–" }
        return "<data value=\"\(value)\">\(Markup.escaped(style.text(value)))</data>"
    }
}
