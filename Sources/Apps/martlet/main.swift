import CommandLineInterface
import Glibc

let environment = ProcessEnvironment.variables()
let program = Program(
    root: Martlet.command, versionText: VersionCommand.text, explain: { FailureTable.failure(for: $0) })
let exitCode = program.run(
    Array(CommandLine.arguments.dropFirst()), environment: environment, terminal: .system(environment: environment))
exit(exitCode.rawValue)
