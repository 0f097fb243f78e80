import Glibc
import Synchronization

/// How often Ctrl-C or SIGTERM was heard.
private let heard = Atomic<Int32>(0)
/// Which signal was heard first; 0 for none.
private let first = Atomic<Int32>(0)

/// Lets long work end in order: the first Ctrl-C (or SIGTERM) asks it to stop, the second ends the program at once.
enum Interruption {
    /// Listens from now on.
    static func listen() {
        // Both are made before a signal may find them half made.
        heard.store(0, ordering: .relaxed)
        first.store(0, ordering: .relaxed)
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                if heard.wrappingAdd(1, ordering: .relaxed).oldValue > 0 { _exit(128 + number) }
                first.store(number, ordering: .relaxed)
            }
        }
    }

    /// Whether the work was asked to stop.
    static var isAsked: Bool { heard.load(ordering: .relaxed) > 0 }

    /// Whether it was SIGTERM that asked.
    static var isTermination: Bool { first.load(ordering: .relaxed) == SIGTERM }
}
