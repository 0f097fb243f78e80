public import Base

/// What one client of `/ws/realtime` has said and may hear: events in, actions out, no socket.
public struct RealtimeSession: Sendable {
    /// What happens to it.
    public enum Event: Sendable {
        /// It can be spoken to.
        case opened
        /// It said something.
        case message([UInt8], isText: Bool)
    }

    /// What is to be done.
    public enum Action: Sendable, Equatable {
        /// It hears of these symbols from now on.
        case subscribe([Symbol])
        /// It hears of these symbols no more.
        case unsubscribe([Symbol])
        /// This text goes to it.
        case send([UInt8])
        /// The feed's latest status goes to it, if there is one.
        case sendLatestStatus
        /// The connection ends.
        case close(code: Int, reason: String)
    }

    /// The symbols it hears of.
    public private(set) var symbols: Set<Symbol> = []
    private var mistakes = 0
    private let symbolLimit: Int
    private let mistakeLimit: Int

    /// Makes a session with no subscriptions.
    public init(symbolLimit: Int = 1000, mistakeLimit: Int = 16) {
        self.symbolLimit = symbolLimit
        self.mistakeLimit = mistakeLimit
    }

    /// Takes an event and tells what is to be done; `isServed` says whether there is anything to hear about a symbol.
    public mutating func receive(_ event: Event, isServed: (Symbol) -> Bool) -> [Action] {
        switch event {
        case .opened: [.sendLatestStatus]
        case .message(_, isText: false): [.close(code: 1003, reason: "only text messages are understood")]
        case .message(let bytes, isText: true): command(bytes, isServed)
        }
    }

    private mutating func command(_ bytes: [UInt8], _ isServed: (Symbol) -> Bool) -> [Action] {
        let message: JSONValue
        do {
            message = try JSONParser.parse(bytes)
        } catch {
            return mistake("the message is not JSON: \(error)")
        }
        guard case .object(let members) = message else { return mistake("the message must be a JSON object") }
        if let stranger = members.first(where: { $0.name != "action" && $0.name != "symbols" }) {
            return mistake("\(stranger.name.prefix(64)) is not a field; those are action, symbols")
        }
        guard case .string(let action)? = message["action"], action == "subscribe" || action == "unsubscribe" else {
            return mistake("action must be \"subscribe\" or \"unsubscribe\"")
        }
        guard case .array(let names)? = message["symbols"] else {
            return mistake("symbols must be an array of strings")
        }
        var named: [Symbol] = []
        for name in names {
            guard case .string(let text) = name, let symbol = Symbol(text) else {
                return mistake("symbols must be an array of strings such as \"AAPL\"")
            }
            if !named.contains(symbol) { named.append(symbol) }
            guard named.count <= symbolLimit else { return mistake("more than \(symbolLimit) symbols") }
        }
        return action == "subscribe" ? subscribe(named, isServed) : unsubscribe(named)
    }

    private mutating func subscribe(_ named: [Symbol], _ isServed: (Symbol) -> Bool) -> [Action] {
        let served = named.filter(isServed)
        guard symbols.union(served).count <= symbolLimit else { return mistake("more than \(symbolLimit) symbols") }
        let added = served.filter { symbols.insert($0).inserted }
        var actions: [Action] = []
        let unknown = named.filter { !served.contains($0) }
        if !unknown.isEmpty {
            let list = unknown.prefix(16).map(\.name).joined(separator: ", ")
            actions += mistake("no such symbol is served: \(list)")
        }
        if !added.isEmpty { actions.append(.subscribe(added)) }
        return actions + [subscribed()]
    }

    private mutating func unsubscribe(_ named: [Symbol]) -> [Action] {
        let removed = named.filter { symbols.remove($0) != nil }
        return (removed.isEmpty ? [] : [.unsubscribe(removed)]) + [subscribed()]
    }

    /// Tells the client everything it hears of now.
    private func subscribed() -> Action {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("type", "subscribed")
            writer.key("symbols")
            writer.array { writer in
                for symbol in symbols.sorted() { writer.value(symbol.name) }
            }
        }
        return .send(writer.bytes)
    }

    private mutating func mistake(_ detail: String) -> [Action] {
        mistakes += 1
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("type", "error")
            writer.member("detail", detail)
        }
        let told = Action.send(writer.bytes)
        return mistakes < mistakeLimit ? [told] : [told, .close(code: 1008, reason: "too many mistakes")]
    }
}
