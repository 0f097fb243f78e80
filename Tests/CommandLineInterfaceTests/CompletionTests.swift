import CommandLineInterface
import Foundation
import Testing

/// Runs the real shells; zsh and fish only where they are installed.
struct CompletionTests {
    private let script = CompletionScript(root: SampleProgram.root, globals: Program.globalOptions)

    /// What a shell prints when it runs a program text.
    private func output(of shell: String, _ program: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [shell, "-c", program]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    /// What bash proposes; the words are parted by spaces, the last one is being typed.
    private func bashProposals(_ line: String) throws -> [String] {
        let words = line.split(separator: " ", omittingEmptySubsequences: false).map { "'\($0)'" }
        let program = """
            \(script.text(for: .bash))
            COMP_WORDS=(\(words.joined(separator: " ")))
            COMP_CWORD=\(words.count - 1)
            _tool
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        return try output(of: "bash", program).split(separator: "\n").map(String.init).sorted()
    }

    @Test(
        "bash proposes commands, options and values",
        arguments: [
            ("tool ", ["crash", "fail", "ingest", "port", "train"]),
            ("tool t", ["train"]),
            ("tool --quiet t", ["train"]),
            ("tool --config train po", ["port"]),
            ("tool train --mo", ["--model"]),
            ("tool train --model ", ["lightgbm", "random-forest", "ridge"]),
            ("tool train --model = l", ["lightgbm"]),
            ("tool train --model ridge --ver", ["--verbose", "--version"]),
            ("tool train --bars ", []),
            ("tool train --out /etc/host", ["/etc/hostname", "/etc/hosts"]),
            ("tool ingest /etc/hostn", ["/etc/hostname"]),
            ("tool ingest yah", ["yahoo"]),
        ])
    func bash(line: String, expected: [String]) throws {
        #expect(
            try bashProposals(line).filter {
                $0 != "/etc/host.conf" && $0 != "/etc/hosts.allow" && $0 != "/etc/hosts.deny"
            } == expected)
    }

    @Test("bash registers the function for the program")
    func registration() throws {
        let program = "\(script.text(for: .bash))\ncomplete -p tool"
        #expect(try output(of: "bash", program) == "complete -F _tool tool\n")
    }

    @Test("fish proposes commands and values", .enabled(if: isInstalled("fish"), "fish is not installed"))
    func fish() throws {
        let calls = ["tool t", "tool train --model l"].map { "complete -C '\($0)'" }.joined(separator: "\n")
        let text = try output(of: "fish", script.text(for: .fish) + calls)
        #expect(text == "train\tTrain models.\nlightgbm\tModels to train.\n")
    }

    @Test("zsh takes the script", .enabled(if: isInstalled("zsh"), "zsh is not installed"))
    func zsh() throws {
        let program = "compdef() { print \"$1 $2\" }\n\(script.text(for: .zsh))"
        #expect(try output(of: "zsh", program) == "_tool tool\n")
    }

    private static func isInstalled(_ shell: String) -> Bool {
        ["/usr/bin", "/bin", "/usr/local/bin"].contains { access("\($0)/\(shell)", X_OK) == 0 }
    }
}
