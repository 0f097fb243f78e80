/// Where the golden files of this module's tests lie: in `Goldens` beside this file.
enum TimeSeriesGoldens {
    static let anchor = #filePath
}
