/// Why a server cannot start.
public enum ServerError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The address cannot be listened on.
    case cannotListen(host: String, port: Int, reason: String)
    /// `run()` was called before `start()`.
    case notStarted

    /// What, where and the mend.
    public var description: String {
        switch self {
        case .cannotListen(let host, let port, let reason):
            "cannot listen on \(host):\(port): \(reason); choose another --port, or stop what listens there"
        case .notStarted: "the server has not been started; call start() before run()"
        }
    }
}
