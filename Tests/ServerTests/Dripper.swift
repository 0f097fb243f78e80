import Glibc
import Synchronization

/// Sends one byte every 50 ms from a thread of its own.
final class Dripper: Sendable {
    private let descriptor: Int32
    private let isStopped = Atomic<Bool>(false)
    private let hasEnded = Atomic<Bool>(false)

    init(_ socket: RawSocket) {
        descriptor = socket.descriptor
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<Dripper>.fromOpaque(context).takeRetainedValue().drip() }
                return nil
            }, Unmanaged.passRetained(self).toOpaque())
        pthread_detach(thread)
    }

    /// Ends it, and waits until it has: the socket may be closed afterwards.
    func stop() {
        isStopped.store(true, ordering: .relaxed)
        while !hasEnded.load(ordering: .acquiring) { usleep(5_000) }
    }

    private func drip() {
        while !isStopped.load(ordering: .relaxed) {
            guard send(descriptor, "a", 1, Int32(MSG_NOSIGNAL)) == 1 else { break }
            usleep(50_000)
        }
        hasEnded.store(true, ordering: .releasing)
    }

    static func pause(milliseconds: UInt32) { usleep(milliseconds * 1000) }
}
