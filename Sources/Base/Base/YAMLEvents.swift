import CYAML

/// What a YAML scanner reports next.
enum YAMLEvent {
    case scalar(text: String, tag: String?, style: YAMLScalarStyle, anchor: String?)
    case sequenceStart(tag: String?, anchor: String?)
    case sequenceEnd
    case mappingStart(tag: String?, anchor: String?)
    case mappingEnd
    case alias(name: String)
    case documentStart
    case documentEnd
    case streamStart
    case streamEnd
}

/// The events of one YAML text; owns a libyaml parser and the bytes it reads.
///
/// libyaml copies nothing of the input it is given, so the bytes live as long as the parser; both are freed in `deinit`.
struct YAMLEvents: ~Copyable {
    private let source: String
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>

    init(_ text: String, source: String) throws(YAMLError) {
        self.source = source
        parser = .allocate(capacity: 1)
        input = .allocate(capacity: max(text.utf8.count, 1))
        _ = input.initialize(from: text.utf8)
        parser.initialize(to: yaml_parser_t())
        guard yaml_parser_initialize(parser) == 1 else {
            throw .unreadable(path: source, reason: "no memory is left for a YAML parser")
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, text.utf8.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    /// The next event and where it begins.
    mutating func next() throws(YAMLError) -> (event: YAMLEvent, position: YAMLPosition) {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw problem() }
        defer { yaml_event_delete(&event) }
        return (try YAMLEvents.translate(event), place(event.start_mark))
    }

    private func place(_ mark: yaml_mark_t) -> YAMLPosition {
        YAMLPosition(source: source, line: mark.line + 1, column: mark.column + 1)
    }

    private func problem() -> YAMLError {
        let state = parser.pointee
        var text = state.problem.map { String(cString: $0) } ?? "the text is no YAML"
        if let context = state.context { text += " \(String(cString: context))" }
        if state.error == YAML_READER_ERROR { return .syntax(place(state.mark), problem: text) }
        return .syntax(place(state.problem_mark), problem: text)
    }

    private static func translate(_ event: yaml_event_t) throws(YAMLError) -> YAMLEvent {
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            return .scalar(
                text: String(decoding: bytes, as: UTF8.self), tag: text(scalar.tag),
                style: YAMLScalarStyle(scalar.style), anchor: text(scalar.anchor))
        case YAML_SEQUENCE_START_EVENT:
            return .sequenceStart(
                tag: text(event.data.sequence_start.tag), anchor: text(event.data.sequence_start.anchor))
        case YAML_MAPPING_START_EVENT:
            return .mappingStart(tag: text(event.data.mapping_start.tag), anchor: text(event.data.mapping_start.anchor))
        case YAML_ALIAS_EVENT: return .alias(name: text(event.data.alias.anchor) ?? "")
        case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        case YAML_DOCUMENT_START_EVENT: return .documentStart
        case YAML_DOCUMENT_END_EVENT: return .documentEnd
        case YAML_STREAM_START_EVENT: return .streamStart
        default: return .streamEnd
        }
    }

    private static func text(_ bytes: UnsafeMutablePointer<UInt8>?) -> String? {
        bytes.map { String(cString: UnsafePointer($0)) }
    }
}

/// How a scalar is written.
enum YAMLScalarStyle {
    case plain
    /// In single or double quotation marks.
    case quoted
    /// On lines of its own, after `|` or `>`.
    case block

    init(_ style: yaml_scalar_style_t) {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .quoted
        case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: self = .block
        default: self = .plain
        }
    }
}
