import Base
import CommandLineInterface

/// The command `martlet version`.
enum VersionCommand {
    static let command = Command(
        "version", "Show the version, the commit it was built from and the compiler.",
        examples: [.init("martlet version --json", "The same for machines.")]
    ) { _, context in
        guard context.wantsJSON else {
            context.line(text)
            return .success
        }
        context.json { writer in
            writer.member("version", BuildInformation.version)
            writer.member("commit", BuildInformation.commit)
            writer.member("swift", BuildInformation.swift)
        }
        return .success
    }

    static var text: String {
        "martlet \(BuildInformation.version) (commit \(BuildInformation.commit), Swift \(BuildInformation.swift))"
    }
}
