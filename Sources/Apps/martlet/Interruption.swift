import Glibc
import Synchronization

/// Whether Ctrl-C or SIGTERM came, for work that ends by itself at the next good place.
///
/// A second signal ends the process at once.
enum Interruption {
    private static let noted = Atomic<Int32>(0)

    /// From here on signals are noted.
    static func listen() {
        // The first use makes the atomic; the handler then does nothing but a store.
        noted.store(0, ordering: .relaxed)
        for number in [SIGINT, SIGTERM] {
            _ = signal(number) { number in
                Interruption.noted.store(number, ordering: .relaxed)
                _ = signal(number, SIG_DFL)
            }
        }
    }

    /// The signal that came; `nil` for none.
    static var came: Int32? {
        let number = noted.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }
}
