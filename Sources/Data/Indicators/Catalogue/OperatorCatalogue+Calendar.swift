extension OperatorCatalogue {
    /// Terms of the calendar.
    static let calendar: [OperatorDefinition] = [
        OperatorDefinition("weekday", "day of the week on a circle") { _ in WeekdayCycle() },
        OperatorDefinition("month_position", "how far the month has gone, 0 to 1") { _ in MonthPosition() },
        OperatorDefinition("year_position", "day of the year on a circle") { _ in YearCycle() },
    ]

    /// Other names of those.
    static let calendarAliases: [OperatorAlias] = []
}
