internal import Base
internal import Serving
internal import Synchronization

/// All clients of `/ws/realtime`: who hears of which symbol.
final class RealtimeHub: Sendable {
    fileprivate struct Topic: Hashable {
        var symbol: Symbol?
        var name: String
    }

    fileprivate struct State {
        var listener: HTTPListener?
        var sessions: [SocketID: RealtimeSession] = [:]
        var everybody: [SocketID] = []
        var listeners: [Symbol: [SocketID]] = [:]
        var keys: [Topic: UInt64] = [:]
        var status: (key: UInt64, json: [UInt8])?
    }

    private let service: any ForecastService
    private let state = Mutex(State())

    init(service: any ForecastService) { self.service = service }

    /// Gives the hub the listener its messages go out by; `nil` ends that.
    func attach(_ listener: HTTPListener?) { state.withLock { $0.listener = listener } }

    func open(_ socket: SocketID) {
        state.withLock { state in
            state.sessions[socket] = RealtimeSession()
            state.everybody.append(socket)
        }
        receive(.opened, from: socket)
    }

    func close(_ socket: SocketID) {
        state.withLock { state in
            let session = state.sessions.removeValue(forKey: socket)
            state.everybody.removeAll { $0 == socket }
            for symbol in session?.symbols ?? [] { state.remove(socket, from: symbol) }
        }
    }

    /// Takes an event of a socket; those of one socket come one after the other, on its I/O thread.
    func receive(_ event: RealtimeSession.Event, from socket: SocketID) {
        // The service is asked with the lock open: its feed may be waiting for the lock, and the service for its feed.
        guard var session = state.withLock({ $0.sessions[socket] }) else { return }
        let actions = session.receive(event, isServed: isServed)
        state.withLock { state in
            state.sessions[socket] = session
            for action in actions { state.perform(action, for: socket) }
        }
    }

    /// Sends a message of the feed to those who asked for its symbol, or to everybody.
    func deliver(_ message: LiveMessage) {
        state.withLock { state in
            let topic = Topic(symbol: message.symbol, name: message.topic)
            let key = state.keys[topic] ?? UInt64(state.keys.count + 1)
            state.keys[topic] = key
            if message.symbol == nil, message.topic == "status" { state.status = (key, message.json) }
            let sockets = message.symbol.map { state.listeners[$0] ?? [] } ?? state.everybody
            state.listener?.publish(message.json, to: sockets, key: key)
        }
    }

    private func isServed(_ symbol: Symbol) -> Bool {
        do throws(ServingError) {
            _ = try service.realtime(of: symbol)
            return true
        } catch .unknownSymbol {
            return false
        } catch {
            return true
        }
    }
}

extension RealtimeHub.State {
    fileprivate mutating func perform(_ action: RealtimeSession.Action, for socket: SocketID) {
        switch action {
        case .subscribe(let symbols):
            for symbol in symbols { listeners[symbol, default: []].append(socket) }
        case .unsubscribe(let symbols):
            for symbol in symbols { remove(socket, from: symbol) }
        case .send(let json): listener?.publish(json, to: [socket])
        case .sendLatestStatus:
            if let status { listener?.publish(status.json, to: [socket], key: status.key) }
        case .close(let code, let reason): listener?.close(socket, code: code, reason: reason)
        }
    }

    fileprivate mutating func remove(_ socket: SocketID, from symbol: Symbol) {
        listeners[symbol]?.removeAll { $0 == socket }
        if listeners[symbol]?.isEmpty == true { listeners[symbol] = nil }
    }
}
