import Base
import CommandLineInterface
import Testing

/// A command may have a `--set` of its own beside the one that sets any setting.
struct OwnSetOptionTests {
    private let root = Command(
        "tool", "",
        subcommands: [
            Command(
                "build", "", options: [CommandOption("set", .text, "A set.")],
                run: { arguments, context in
                    let port = try context.configuration().entry("server.port")
                    context.line("\(arguments.text("set") ?? "-") \(port?.value.text ?? "-")")
                    return .success
                })
        ])

    @Test(
        "NAME=VALUE is a setting, anything else the command's",
        arguments: [
            ("build --set alpha158", "alpha158 8000"), ("build --set server.port=9", "- 9"),
            ("build --set server.port=9 --set alpha158", "alpha158 9"),
            ("build --set=alpha158 --set=server.port=9", "alpha158 9"),
        ])
    func values(line: String, expected: String) {
        let record = Record()
        let words = line.split(separator: " ").map(String.init)
        _ = Program(root: root, versionText: "1").run(words, environment: [:], terminal: record.terminal())
        #expect(record.output == expected + "\n")
        #expect(root.problems() == [])
    }
}
