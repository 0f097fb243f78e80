import Base
import CommandLineInterface
import Features

/// Bars that something is checked on, and what should be known of them.
struct VerifyLots {
    let all: [VerificationBars]
    /// What should be known of them, a sentence each.
    let remarks: [String]
    /// What the bars are, in a few words.
    let description: String

    /// Describes some lots; `parts` where a lot is put together of several.
    init(_ all: [VerificationBars], of parts: [VerificationBars]? = nil, remarks: [String] = []) {
        self.all = all
        self.remarks = remarks
        description = (parts ?? all).map(VerifyLots.text).joined(separator: "; ")
    }

    private static func text(_ bars: VerificationBars) -> String {
        let names = bars.series.map(\.symbol.name).joined(separator: ", ")
        let most = bars.series.map(\.count).max() ?? 0
        let interval = bars.series.first.map { " of \($0.interval)" } ?? ""
        let origin =
            switch bars.name {
            case "stored": "out of the store"
            case "sample": "of the sample"
            default: "made up"
            }
        return "\(names): \(NumberFormat.grouped(most)) bars\(interval) \(origin)"
    }
}
