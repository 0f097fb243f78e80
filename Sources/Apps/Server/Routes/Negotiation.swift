/// The quality (0 to 1) that an `Accept` header gives a media type; 1 when there is no header.
func quality(of mediaType: String, in accept: String) -> Double {
    if accept.isEmpty { return 1 }
    let family = mediaType.prefix { $0 != "/" } + "/*"
    var best = (precision: -1, quality: 0.0)
    for range in accept.split(separator: ",").prefix(32) {
        let parts = range.split(separator: ";").map { trimmed($0) }
        guard let name = parts.first else { continue }
        let precision = name == mediaType ? 2 : name == family ? 1 : name == "*/*" ? 0 : -1
        guard precision > best.precision else { continue }
        let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
        best = (precision, min(max(weight ?? 1, 0), 1))
    }
    return best.quality
}

/// Whether a client would rather have one type than another.
func prefers(_ mediaType: String, over other: String, in accept: String) -> Bool {
    guard !accept.isEmpty else { return false }
    return quality(of: mediaType, in: accept) > quality(of: other, in: accept)
}

/// Whether a `Content-Type` is JSON in UTF-8; an absent one counts as JSON.
func isJSON(contentType: String) -> Bool {
    if contentType.isEmpty || contentType == "application/json" { return true }
    let parts = contentType.split(separator: ";").map { trimmed($0) }
    guard let type = parts.first else { return true }
    guard type == "application/json" || (type.hasPrefix("application/") && type.hasSuffix("+json")) else {
        return false
    }
    return parts.dropFirst().allSatisfy { parameter in
        !parameter.hasPrefix("charset=") || parameter == "charset=utf-8" || parameter == "charset=\"utf-8\""
    }
}

private func trimmed(_ text: Substring) -> String {
    var inner = text[...]
    while inner.first == " " || inner.first == "\t" { inner.removeFirst() }
    while inner.last == " " || inner.last == "\t" { inner.removeLast() }
    return inner.lowercased()
}
