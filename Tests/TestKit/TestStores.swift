public import MarketData
public import Storage

/// The stores of a data folder that goes when this value and its copies do.
public struct TestStores: Sendable {
    /// Where everything lies.
    public let folder: TemporaryFolder
    /// The state.
    public let database: SQLiteDatabase
    /// The bars.
    public let bars: BarStore

    /// Makes empty stores.
    public init() throws {
        folder = try TemporaryFolder()
        database = try SQLiteDatabase(path: folder.file("state.sqlite"))
        bars = try BarStore(directory: folder.file("bars"), database: database)
    }

    /// Where model files go.
    public var models: String { folder.file("models") }

    /// A further connection to the database, such as another process has.
    public func connection() throws -> SQLiteDatabase { try SQLiteDatabase(path: database.path) }
}
