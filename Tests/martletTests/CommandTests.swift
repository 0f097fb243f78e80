import Base
import Foundation
import Testing

struct CommandTests {
    @Test("config show says who set what, out of file, environment and flags")
    func configShow() throws {
        try MartletProcess.withFolder { folder in
            try "seed: 7\nserver:\n  port: 1\n".write(
                toFile: folder + "/martlet.yaml", atomically: true, encoding: .utf8)
            let outcome = try MartletProcess.run(
                ["config", "show", "seed", "server.port", "server.host", "data_dir", "--data-dir", "x"],
                environment: ["MARTLET_SERVER_PORT": "2"], folder: folder)
            let rows = outcome.output.split(separator: "\n").dropFirst(2).map { line in
                line.split(separator: "  ", omittingEmptySubsequences: true).prefix(3)
                    .map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "|")
            }
            #expect(
                rows == [
                    "data_dir|x|flag --data-dir", "seed|7|martlet.yaml:1", "server.host|127.0.0.1|default",
                    "server.port|2|environment MARTLET_SERVER_PORT",
                ])
            #expect(outcome.code == 0)
        }
    }

    @Test("config show --json is JSON with every setting")
    func configJSON() throws {
        let outcome = try MartletProcess.run(["config", "show", "--json"])
        let root = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: [[String: Any]]]
        #expect(root?["settings"]?.compactMap { $0["key"] as? String } == Settings.all.map(\.key))
    }

    @Test("a wrong configuration is refused with file, line and mend, and exit code 2")
    func wrongConfiguration() throws {
        try MartletProcess.withFolder { folder in
            try "server:\n  prot: 1\n".write(toFile: folder + "/martlet.yaml", atomically: true, encoding: .utf8)
            let outcome = try MartletProcess.run(["config", "show"], folder: folder)
            #expect(
                outcome.error
                    == "error: martlet.yaml:2: there is no setting server.prot; did you mean server.port?\n")
            #expect(outcome.code == 2)
        }
    }

    @Test("the template is what the repository shows as its example")
    func template() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let example = try String(contentsOf: root.appendingPathComponent("martlet.example.yaml"), encoding: .utf8)
        #expect(try MartletProcess.run(["config", "template"]).output == example)
    }

    @Test("the tree of commands is sound, and every shell's completion is printed", arguments: ["bash", "zsh", "fish"])
    func completion(shell: String) throws {
        let outcome = try MartletProcess.run(["completion", shell])
        #expect(outcome.error == "")
        #expect(outcome.output.contains("martlet"))
    }

    @Test("version says version, commit and compiler")
    func version() throws {
        let outcome = try MartletProcess.run(["version", "--json"])
        let root = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: String]
        #expect(root?["version"] == BuildInformation.version)
        #expect(root.map { Set($0.keys) } == ["version", "commit", "swift"])
    }

    /// Shows the help of a command and of all below it, and gives the commands seen.
    private func helped(_ path: [String]) throws -> [[String]] {
        let outcome = try MartletProcess.run(path + ["--help"])
        #expect(outcome.code == 0 && outcome.error == "", "\(path): \(outcome.error)")
        #expect(outcome.output.contains("Usage:\n  martlet\(path.map { " \($0)" }.joined())"), "\(path)")
        let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
        let below = lines.drop { $0 != "Commands:" }.dropFirst().prefix { !$0.isEmpty }
        let names = below.filter { !$0.hasPrefix("   ") }.compactMap { $0.split(separator: " ").first.map(String.init) }
        return [path] + (try names.flatMap { try helped(path + [$0]) })
    }

    @Test("every command of the tree shows its help")
    func help() throws {
        let seen = Set(try helped([]).map { $0.joined(separator: " ") })
        #expect(seen.isSuperset(of: ["", "up", "verify", "features verify", "models show", "operators", "version"]))
    }
}
