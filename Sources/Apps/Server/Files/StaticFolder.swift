internal import Glibc

/// A folder whose files are served as they are; nothing outside it is reachable, by `..` or by links.
struct StaticFolder: Sendable {
    private let root: String

    /// `nil` when there is no such folder.
    init?(path: String) {
        guard let real = realPath(path) else { return nil }
        root = real == "/" ? "" : real
    }

    /// The answer for a path that is percent-encoded and has no slash at its start; `nil` when there is no such file.
    func response(for path: Substring, to request: HTTPRequest) -> HTTPResponse? {
        guard let name = safeName(path) else { return nil }
        let acceptsGzip =
            quality(of: "gzip", in: request.acceptEncoding.isEmpty ? "identity" : request.acceptEncoding) > 0
        if acceptsGzip, let file = open(name + ".gz") { return answer(file, name: name, isGzip: true, request) }
        return open(name).flatMap { answer($0, name: name, isGzip: false, request) }
    }

    /// The path decoded, once; `nil` when a part of it is empty, hidden, or tries to leave the folder.
    private func safeName(_ path: Substring) -> String? {
        var parts: [String] = []
        for part in path.split(separator: "/", omittingEmptySubsequences: false) {
            guard let name = percentDecoded(part), let first = name.utf8.first, first != UInt8(ascii: "."),
                !name.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") || $0 < 0x20 })
            else { return nil }
            parts.append(name)
        }
        return parts.joined(separator: "/")
    }

    private struct File {
        var descriptor: Int32
        var sizeBytes: Int
        var tag: String
    }

    private func open(_ name: String) -> File? {
        guard let real = realPath(root + "/" + name), real.utf8.starts(with: (root + "/").utf8) else { return nil }
        let descriptor = Glibc.open(real, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        let modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
        let tag = "\"\(String(status.st_size, radix: 36))-\(String(modified, radix: 36))\""
        return File(descriptor: descriptor, sizeBytes: Int(status.st_size), tag: tag)
    }

    private func answer(_ file: File, name: String, isGzip: Bool, _ request: HTTPRequest) -> HTTPResponse? {
        defer { close(file.descriptor) }
        let type = contentType(ofFileNamed: name)
        let isUnchanged = request.ifNoneMatch.split(separator: ",").contains { tag in
            tag.drop { $0 == " " } == file.tag || tag.drop { $0 == " " } == "W/" + file.tag || tag == "*"
        }
        guard let bytes = isUnchanged ? [] : read(file) else { return nil }
        var response = HTTPResponse(status: isUnchanged ? 304 : 200, contentType: type, body: bytes)
        response.add("ETag", file.tag)
        response.add("Cache-Control", hasHash(name) ? "public, max-age=31536000, immutable" : "no-cache")
        response.add("Vary", "Accept-Encoding")
        if isGzip { response.add("Content-Encoding", "gzip") }
        response.add("X-Content-Type-Options", "nosniff")
        response.add("Referrer-Policy", "no-referrer")
        if type.hasPrefix("text/html") { response.add("Content-Security-Policy", dashboardPolicy) }
        return response
    }

    private func read(_ file: File) -> [UInt8]? {
        var filled = 0
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: file.sizeBytes) { buffer, count in
            while filled < buffer.count {
                let got = Glibc.read(file.descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
                if got < 0 && errno == EINTR { continue }
                failed = got < 0
                if got <= 0 { break }
                filled += got
            }
            count = filled
        }
        return failed ? nil : bytes
    }
}

/// The absolute path behind links; `nil` when nothing is there.
private func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
}

/// Whether a bundler put a hash of the content into a file's name, as in `app-7XK2M4QZ.js`: such a file never changes.
private func hasHash(_ name: String) -> Bool {
    let last = name.split(separator: "/").last ?? ""
    let parts = last.split(separator: ".")
    guard parts.count >= 2, let hash = parts[0].split(separator: "-").last, parts[0].contains("-") else { return false }
    return hash.utf8.count == 8
        && hash.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }
}

/// What the dashboard's pages may do: run and load what this server serves, and nothing else.
private let dashboardPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/// The media type that a file's suffix stands for.
func contentType(ofFileNamed name: String) -> String {
    let suffix = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return switch suffix {
    case "html": "text/html; charset=utf-8"
    case "js", "mjs": "text/javascript; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "json", "map": "application/json"
    case "webmanifest": "application/manifest+json"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "ico": "image/x-icon"
    case "webp": "image/webp"
    case "woff2": "font/woff2"
    case "woff": "font/woff"
    case "txt": "text/plain; charset=utf-8"
    case "wasm": "application/wasm"
    default: "application/octet-stream"
    }
}
