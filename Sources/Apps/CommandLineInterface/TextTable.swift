/// Text in columns, for people.
public struct TextTable: Sendable {
    /// One column.
    public struct Column: Sendable {
        /// What stands above it.
        public let title: String
        /// Whether its cells end at the right edge, as numbers do.
        public let isNumeric: Bool
        /// Whether its cells may be broken into lines when the table is too wide.
        public let wraps: Bool

        /// A column of text.
        public static func text(_ title: String) -> Column { Column(title: title, isNumeric: false, wraps: false) }
        /// A column of numbers.
        public static func number(_ title: String) -> Column { Column(title: title, isNumeric: true, wraps: false) }
        /// A column of sentences, broken into lines when the table is too wide.
        public static func sentence(_ title: String) -> Column { Column(title: title, isNumeric: false, wraps: true) }
    }

    private let columns: [Column]
    private var rows: [[String]] = []

    /// Makes a table without rows.
    public init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row; cells that are missing are empty.
    public mutating func add(_ cells: [String]) {
        precondition(
            cells.count <= columns.count, "a row of \(cells.count) cells in a table of \(columns.count) columns")
        rows.append(cells + [String](repeating: "", count: columns.count - cells.count))
    }

    /// The table as lines of text.
    ///
    /// - Parameter width: The columns there are; `nil` never breaks a cell.
    /// - Returns: The header, a rule and the rows, each line ended.
    public func render(width: Int? = nil) -> String {
        let widths = fittedWidths(width)
        let header = line(columns.map(\.title), widths)
        let rule = line(widths.map { String(repeating: "-", count: $0) }, widths)
        return ([header, rule] + rows.flatMap { lines($0, widths) }).map { $0 + "\n" }.joined()
    }

    private func fittedWidths(_ width: Int?) -> [Int] {
        var widths = columns.indices.map { column in
            rows.reduce(columns[column].title.count) { max($0, $1[column].count) }
        }
        let gaps = 2 * (columns.count - 1)
        guard let width, widths.reduce(gaps, +) > width else { return widths }
        let wrapping = columns.indices.filter { columns[$0].wraps }
        let fixed = columns.indices.filter { !columns[$0].wraps }.reduce(gaps) { $0 + widths[$1] }
        for (position, column) in wrapping.enumerated() {
            let used = wrapping[..<position].reduce(fixed) { $0 + widths[$1] }
            widths[column] = min(widths[column], max(20, (width - used) / (wrapping.count - position)))
        }
        return widths
    }

    private func lines(_ cells: [String], _ widths: [Int]) -> [String] {
        let broken = columns.indices.map { column in
            columns[column].wraps ? TextWrap.lines(cells[column], width: widths[column]) : [cells[column]]
        }
        let height = broken.map(\.count).max() ?? 1
        return (0..<height).map { row in line(broken.map { row < $0.count ? $0[row] : "" }, widths) }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = columns.indices.map { column in
            let space = String(repeating: " ", count: max(0, widths[column] - cells[column].count))
            return columns[column].isNumeric ? space + cells[column] : cells[column] + space
        }
        return TextWrap.trimmedEnd(padded.joined(separator: "  "))
    }
}

/// Breaks text into lines at spaces.
enum TextWrap {
    /// The text in lines of at most `width` characters, where words allow.
    static func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var current = ""
        for word in text.split(separator: " ") {
            if current.isEmpty {
                current = String(word)
            } else if current.count + 1 + word.count <= width {
                current += " " + word
            } else {
                lines.append(current)
                current = String(word)
            }
        }
        return lines + (current.isEmpty && !lines.isEmpty ? [] : [current])
    }

    static func trimmedEnd(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }
}
