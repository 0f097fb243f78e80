import CommandLineInterface
import Glibc

// Whoever starts a program hands its mask of blocked signals on; Ctrl-C and SIGTERM must work all the same.
var none = sigset_t()
sigemptyset(&none)
pthread_sigmask(SIG_SETMASK, &none, nil)

let environment = ProcessEnvironment.variables()
let program = Program(
    root: Martlet.command, versionText: VersionCommand.text, explain: { FailureTable.failure(for: $0) })
let exitCode = program.run(
    Array(CommandLine.arguments.dropFirst()), environment: environment, terminal: .system(environment: environment))
exit(exitCode.rawValue)
