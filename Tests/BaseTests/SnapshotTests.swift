import Base
import Testing

struct SnapshotTests {
    private let snapshot = Snapshot(of: "a machine", [1, 2, 3, 4, 5, 6, 7, 8, 9])

    @Test("comes back from its bytes, for its own machine and size only")
    func roundTrip() throws {
        let read = try #require(Snapshot(encoded: snapshot.encoded))
        #expect(read == snapshot)
        #expect(read.bytes(of: "a machine") == [1, 2, 3, 4, 5, 6, 7, 8, 9])
        #expect(read.bytes(of: "a machine", count: 8) == nil)
        #expect(read.bytes(of: "another machine") == nil)
        let empty = Snapshot(of: "", [])
        #expect(Snapshot(encoded: empty.encoded)?.bytes(of: "", count: 0) == [])
    }

    @Test("another build's is refused")
    func otherBuild() throws {
        let other = Snapshot(of: "a machine", [1], build: "other")
        #expect(try #require(Snapshot(encoded: other.encoded)).bytes(of: "a machine") == nil)
    }

    @Test("no byte may be missing, be changed or be added")
    func damage() {
        let encoded = snapshot.encoded
        for place in encoded.indices {
            for bit in [1, 0x80] as [UInt8] {
                var damaged = encoded
                damaged[place] ^= bit
                #expect(Snapshot(encoded: damaged) == nil, "byte \(place)")
            }
            #expect(Snapshot(encoded: Array(encoded[..<place])) == nil, "\(place) bytes")
        }
        #expect(Snapshot(encoded: encoded + [0]) == nil)
    }

    @Test("the build has one name, which is that of the executable")
    func identity() throws {
        let identity = BuildInformation.identity
        #expect(identity == BuildInformation.identity)
        #expect(identity.hasPrefix("\(BuildInformation.version)+") && !identity.contains("unknown"))
        #expect(identity.hasSuffix(try #require(Checksum.ofFile("/proc/self/exe")).hexadecimal))
        #expect(Checksum.ofFile("/nonexistent/martlet") == nil)
    }
}
