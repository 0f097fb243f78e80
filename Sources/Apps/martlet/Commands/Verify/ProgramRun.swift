import Glibc

/// One run of a shell command with files for its input and outputs.
struct ProgramRun {
    /// How a run ended.
    enum End {
        case exited(Int32)
        case killed(Int32)
        case timedOut
        case notStarted(String)
    }

    private let command: String
    private let input: String
    private let output: String
    private let messages: String

    init(_ command: String, input: String, output: String, messages: String) {
        self.command = command
        self.input = input
        self.output = output
        self.messages = messages
    }

    /// Starts the command in a group of processes of its own and waits for its end; what is late is killed, and so is the
    /// command when this program is told to stop meanwhile.
    func end(withinSeconds limit: Int) -> End {
        var stops = sigset_t()
        sigemptyset(&stops)
        sigaddset(&stops, SIGINT)
        sigaddset(&stops, SIGTERM)
        var before = sigset_t()
        pthread_sigmask(SIG_BLOCK, &stops, &before)
        // A stop that came meanwhile takes effect when the mask is as before.
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        var child = pid_t()
        let code = start(&child)
        guard code == 0 else { return .notStarted(String(cString: strerror(code))) }
        let start = ContinuousClock.now
        var pause: UInt32 = 1000
        var status: Int32 = 0
        while true {
            if waitpid(child, &status, WNOHANG) == child { return ProgramRun.meaning(of: status) }
            var pending = sigset_t()
            sigpending(&pending)
            let isStopped = sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1
            if isStopped || ContinuousClock.now - start > .seconds(limit) {
                kill(-child, SIGKILL)
                waitpid(child, &status, 0)
                return .timedOut
            }
            usleep(pause)
            pause = min(20_000, pause * 2)
        }
    }

    private func start(_ child: inout pid_t) -> Int32 {
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_addopen(&files, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&files, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&files, 2, messages, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
        let texts: [String] = ["/bin/sh", "-c", command]
        let words = texts.map { strdup($0) }
        defer {
            for word in words { free(word) }
        }
        return posix_spawn(&child, "/bin/sh", &files, &attributes, words + [nil], environ)
    }

    private static func meaning(of status: Int32) -> End {
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal)
    }
}
