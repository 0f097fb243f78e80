import Glibc

extension Instant {
    /// The time on the machine's clock, for the edges: what has to be repeatable is given its clock.
    @Sendable
    public static func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }
}
