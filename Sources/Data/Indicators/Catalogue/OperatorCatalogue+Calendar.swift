extension OperatorCatalogue {
    /// Terms of the calendar.
    static let calendar: [OperatorDefinition] = [
        OperatorDefinition("weekday", "day of the week on a circle", source: "definition") { _ in WeekdayCycle() },
        OperatorDefinition("month_position", "how far the month has gone, 0 to 1", source: "definition") { _ in
            MonthPosition()
        },
        OperatorDefinition("year_position", "day of the year on a circle", source: "definition") { _ in YearCycle() },
    ]
}
