/// A page of HTML that needs nothing but itself: no script, no font, no picture from elsewhere.
struct ReportPage: Sendable {
    /// One thing on the page.
    enum Block: Sendable {
        case prose(String)
        case figure(Chart, caption: String)
        case table(ReportTable)
    }

    /// A part with a heading, which the contents lead to.
    struct Section: Sendable {
        let id: String
        let title: String
        let introduction: String
        let blocks: [Block]
    }

    /// How good what was found is; the colour of the summary.
    enum Mood: String, Sendable {
        case found, none, alarm
    }

    let title: String
    let subtitle: String
    let headline: String
    let mood: Mood
    let findings: [String]
    /// What was run: names and values.
    let run: [(name: String, value: String)]
    let doubts: [String]
    let sections: [Section]
    let footer: String

    func html() -> String {
        let kept = sections.filter { !$0.blocks.isEmpty }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="martlet evaluate">
            <title>\(Markup.escaped(title))</title>
            <style>\(PageStyle.css)</style>
            </head>
            <body>
            <header>
            <p class="eyebrow">Evaluation out of sample</p>
            <h1>\(Markup.escaped(title))</h1>
            <p class="sub">\(Markup.escaped(subtitle))</p>
            </header>
            <main>
            \(summary())
            <nav aria-label="Contents"><ul>\(kept.map(link).joined())</ul></nav>
            \(kept.map(html).joined(separator: "\n"))
            </main>
            <footer><p>\(Markup.escaped(footer))</p></footer>
            </body>
            </html>

            """
    }

    private func summary() -> String {
        """
        <section class="verdict \(mood.rawValue)" aria-labelledby="found">
        <h2 id="found">\(Markup.escaped(headline))</h2>
        <ul>\(items(findings))</ul>
        </section>
        <div class="two">
        <section aria-labelledby="run"><h2 id="run">What was run</h2>
        <dl>\(run.map { "<dt>\(Markup.escaped($0.name))</dt><dd>\(ReportPage.unbroken($0.value))</dd>" }.joined())</dl>
        </section>
        <section aria-labelledby="doubts"><h2 id="doubts">What to doubt</h2>
        <ul>\(items(doubts))</ul>
        </section>
        </div>
        """
    }

    /// The text with words that are not parted at their hyphens, but for very long ones.
    private static func unbroken(_ text: String) -> String {
        text.split(separator: " ").map { word in
            let isParted = word.contains("-") && word.count < 40
            return isParted
                ? "<span class=\"word\">\(Markup.escaped(String(word)))</span>" : Markup.escaped(String(word))
        }.joined(separator: " ")
    }

    private func items(_ texts: [String]) -> String {
        texts.map { "<li>\(Markup.escaped($0))</li>" }.joined(separator: "\n")
    }

    private func link(_ section: Section) -> String {
        "<li><a href=\"#\(section.id)\">\(Markup.escaped(section.title))</a></li>"
    }

    private func html(_ section: Section) -> String {
        var parts = ["<section id=\"\(section.id)\"><h2>\(Markup.escaped(section.title))</h2>"]
        if !section.introduction.isEmpty { parts.append("<p>\(Markup.escaped(section.introduction))</p>") }
        var isInGrid = false
        for block in section.blocks {
            let belongsInGrid = if case .figure = block { true } else { false }
            if belongsInGrid != isInGrid { parts.append(belongsInGrid ? "<div class=\"figures\">" : "</div>") }
            isInGrid = belongsInGrid
            parts.append(html(block))
        }
        return (parts + [isInGrid ? "</div></section>" : "</section>"]).joined(separator: "\n")
    }

    private func html(_ block: Block) -> String {
        switch block {
        case .prose(let text): "<p>\(Markup.escaped(text))</p>"
        case .table(let table): table.html()
        case .figure(let chart, let caption):
            "<figure\(chart.isWide ? " class=\"wide\"" : "")><h3>\(Markup.escaped(chart.title))</h3>"
                + "<div class=\"picture\">\(chart.svg())</div><figcaption>\(Markup.escaped(caption))</figcaption></figure>"
        }
    }
}
