import CCrypto

/// A SHA-256 digest taken bit by bit, by OpenSSL's libcrypto.
///
/// It names data, feature sets and files by their content, so that a run can be told from another.
public struct SHA256: ~Copyable {
    private let context: OpaquePointer?

    /// Starts a digest.
    public init() {
        context = EVP_MD_CTX_new()
        let code = EVP_DigestInit_ex(context, EVP_sha256(), nil)
        precondition(code == 1, "libcrypto has no SHA-256")
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Adds bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        EVP_DigestUpdate(context, start, bytes.count)
    }

    /// Adds a text's UTF-8 bytes.
    public mutating func update(_ text: String) {
        var copy = text
        copy.withUTF8 { update(UnsafeRawBufferPointer($0)) }
    }

    /// Adds the bytes of numbers as they lie in memory (little-endian).
    public mutating func update(_ numbers: [Double]) { numbers.withUnsafeBytes { update($0) } }

    /// Adds the bytes of whole numbers as they lie in memory (little-endian).
    public mutating func update(_ numbers: [Int64]) { numbers.withUnsafeBytes { update($0) } }

    /// The digest of everything added, as 64 lower-case hexadecimal digits.
    public consuming func hexadecimal() -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        EVP_DigestFinal_ex(context, &digest, nil)
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The digest of bytes in hexadecimal.
    public static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        var digest = SHA256()
        let copy = ContiguousArray(bytes)
        copy.withUnsafeBytes { digest.update($0) }
        return digest.hexadecimal()
    }

    /// The digest of a text's UTF-8 bytes in hexadecimal.
    public static func hexadecimal(_ text: String) -> String {
        var digest = SHA256()
        digest.update(text)
        return digest.hexadecimal()
    }
}
