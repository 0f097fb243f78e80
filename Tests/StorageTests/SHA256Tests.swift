import Storage
import Testing

struct SHA256Tests {
    // FIPS 180-2, appendix B, and the digest of nothing.
    @Test(
        "equals the published test vectors",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func vectors(_ text: String, _ digest: String) {
        #expect(SHA256.hexadecimal(text) == digest)
        #expect(SHA256.hexadecimal(Array(text.utf8)) == digest)
    }

    @Test("does not depend on how the bytes are cut")
    func pieces() {
        var digest = SHA256()
        for letter in "abc" { digest.update(String(letter)) }
        #expect(digest.hexadecimal() == SHA256.hexadecimal("abc"))
    }
}
