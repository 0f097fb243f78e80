import CommandLineInterface
import Testing

struct TextTableTests {
    private let table: TextTable = {
        var table = TextTable([.text("model"), .number("R²"), .sentence("verdict")])
        table.add(["ridge", "0.01", "no skill found against persistence"])
        table.add(["persistence", "-0.123"])
        return table
    }()

    @Test("puts text left and numbers right")
    func alignment() {
        let expected = """
            model            R²  verdict
            -----------  ------  ----------------------------------
            ridge          0.01  no skill found against persistence
            persistence  -0.123

            """
        #expect(table.render() == expected)
    }

    @Test("breaks sentences when the terminal is narrow")
    func wrapping() {
        let expected = """
            model            R²  verdict
            -----------  ------  --------------------
            ridge          0.01  no skill found
                                 against persistence
            persistence  -0.123

            """
        #expect(table.render(width: 41) == expected)
    }
}
