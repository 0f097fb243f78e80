import Base
import ModelRegistry
import TestKit
import Testing

struct ModelNameTests {
    static let scopes = [
        "AAPL", "BRK.B", "EURUSD=X", "X.H5", "X.H5.H7", "^GSPC", "EUR/USD", "BINANCE:BTC-USDT", "..", ".H", "AAPL@1H",
        "GLOBAL",
    ]

    @Test("is read back as it is written", arguments: scopes, [1, 5, 252])
    func roundTrip(scope: String, horizon: Int) {
        let name = ModelName(scope: scope, horizonBars: horizon)
        #expect(ModelName(name.description) == name)
    }

    @Test("a symbol may be typed in small letters")
    func lowerCase() { #expect(ModelName("brk.b.h5") == ModelName(scope: "BRK.B", horizonBars: 5)) }

    @Test(
        "anything else is no name",
        arguments: [
            "", ".h5", "AAPL", "AAPL.h", "AAPL.h0", "AAPL.h-1", "AAPL.hx", "AAPL.h5 ", "AAPL.h99999999999999999999",
        ])
    func refused(text: String) { #expect(ModelName(text) == nil) }

    @Test("daily models are named by the symbol alone, others by their interval as well; none can be a symbol's")
    func intervals() {
        let symbol = SampleBars.symbol("AAPL")
        #expect(RunManifest.scope(of: symbol, .day) == "AAPL")
        #expect(RunManifest.scope(of: symbol, .hour) == "AAPL@1H")
        #expect(RunManifest.scope(of: nil, .minute) == "GLOBAL@1M")
        #expect(Symbol(RunManifest.scope(of: symbol, .hour)) == nil)
    }
}
