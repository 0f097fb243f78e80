import Base
import Features
import Testing

@Suite struct ExpressionTests {
    @Test(
        "reads precedence, calls and outputs into one canonical form",
        arguments: [
            ("close/lag(close, 12)-1", "close / lag(close, period=12) - 1"),
            ("close - open - low", "close - open - low"),
            ("close - (open - low)", "close - (open - low)"),
            ("(close / (open * low))", "close / (open * low)"),
            ("close + open * low", "close + open * low"),
            ("(close + open) * 2", "(close + open) * 2"),
            ("close * (3 - 1) / 4", "close * 2 / 4"),
            ("close > open + 1", "open + 1 < close"),
            ("(close > open) == (close >= low)", "(open < close) == (low <= close)"),
            ("-close ^ 2", "-close^2"),
            ("(-close) ^ 2", "(-close)^2"),
            ("close ^ -2 ^ low", "close^(-2^low)"),
            ("(close ^ open) ^ low", "(close^open)^low"),
            ("close - -3", "close - -3"),
            ("- - close", "--close"),
            ("(close - open)@1w", "(close - open)@1w"),
            ("sma( close ,period = 5)", "sma(close, period=5)"),
            ("sma(close)", "sma(close, period=30)"),
            ("macd(close, 3, 7, signal=2).line", "macd(close, fast=3, slow=7, signal=2).line"),
            ("atr(5) / close", "atr(period=5) / close"),
            ("rank(roc(close, 10))", "rank(roc(close, period=10))"),
            ("demean(close, by=sector)", "demean(close, by=sector)"),
            ("sma(close, 5)@1w / close", "sma(close, period=5)@1w / close"),
            ("lead(close, 1)", "lead(close, 1)"),
            ("ppo(close, 3, 7, average=ema)", "ppo(close, fast=3, slow=7, average=1)"),
            ("ppo(close, 3, 7, ema)", "ppo(close, fast=3, slow=7, average=1)"),
            ("1e-3 * close + .5", "0.001 * close + 0.5"),
        ])
    func canonical(text: String, expected: String) throws {
        let expression = try FeatureExpression(parsing: text)
        #expect(expression.description == expected)
        #expect(try FeatureExpression(parsing: expected) == expression, "the canonical form reads back")
    }

    @Test(
        "points at the characters that are wrong",
        arguments: [
            ("close / lag(close, 0) - 1", 19, 1, "parameter 'period' must be a whole number from 1 to 100000, was 0"),
            ("clsoe / 2", 0, 5, "there is no field 'clsoe'; did you mean close?"),
            ("smaa(close)", 0, 4, "there is no operator 'smaa'; did you mean sma?"),
            ("sma(close, perod=3)", 11, 5, "operator 'sma' has no parameter 'perod'; its parameters: period"),
            ("sma(close, 3, 4)", 14, 1, "'sma' takes no more than this: sma(series, period=30)"),
            ("sma(close, open)", 11, 4, "'period' must be a whole number from 1 to 100000, not a series"),
            ("sma(5)", 4, 1, "'sma' needs a series here: sma(series, period=30)"),
            ("sma()", 0, 3, "'sma' needs 1 series first: sma(series, period=30)"),
            ("macd(close) / close", 0, 4, "'macd' has several outputs; add one of .line, .signal, .histogram"),
            ("macd(close).lin", 12, 3, "'macd' has no output 'lin'; did you mean line?"),
            ("sma(close, period=3, period=4)", 21, 6, "'period' is given twice"),
            ("ppo(close, 3, 7, emma)", 17, 4, "'emma' is no number; did you mean ema?"),
            ("sma(clsoe, 3)", 4, 5, "there is no field 'clsoe'; did you mean close?"),
            ("ppo(close, average=emma)", 11, 7, "'emma' is no number; did you mean ema?"),
            ("close +", 7, 0, "the expression ends too early"),
            ("close open", 6, 4, "an operator such as + or / is missing before this"),
            ("(close", 6, 0, "the parenthesis opened before is not closed here"),
            ("sma(close", 9, 0, "a comma or the closing parenthesis is missing here"),
            ("close < open == low", 13, 2, "comparisons do not chain; say which comes first by parentheses"),
            ("close ? 2", 6, 1, "'?' means nothing in an expression"),
            ("1 + 2", 0, 1, "a feature must depend on the bars; this is a number"),
            ("sma", 0, 3, "'sma' needs parentheses: sma(…)"),
            ("close@1x", 5, 3, "'@1x' is no interval; write for example @1h, @1d or @1w"),
            ("rank(close)@1w", 11, 3, "what is taken over longer bars cannot itself look across symbols"),
            ("rank(close, 5)", 0, 4, "'rank' takes one series: rank(series), or with by=sector"),
            ("lead(3, 5)", 5, 1, "'lead' needs a series"),
            ("lead(close, 0)", 0, 4, "'lead' takes a series and a whole number of bars from 1: lead(close, 5)"),
        ])
    func refusals(text: String, offset: Int, length: Int, message: String) {
        let error = #expect(throws: ExpressionError.self) { _ = try FeatureExpression(parsing: text) }
        #expect(error?.offset == offset && error?.length == length, "\(String(describing: error))")
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
    }

    @Test("marks the place under the text")
    func marks() {
        let text = "1 + abc"
        let error = #expect(throws: ExpressionError.self) { _ = try FeatureExpression(parsing: text) }
        #expect(error?.marked(in: text) == "    1 + abc\n        ^^^")
    }

    @Test("refuses nesting that could exhaust the stack")
    func depth() {
        let text = String(repeating: "(", count: 10_000) + "close" + String(repeating: ")", count: 10_000)
        #expect(throws: ExpressionError.self) { _ = try FeatureExpression(parsing: text) }
        let signs = String(repeating: "-", count: 10_000) + "close"
        #expect(throws: ExpressionError.self) { _ = try FeatureExpression(parsing: signs) }
    }

    @Test("refuses expressions so long that going through them could exhaust the stack")
    func length() throws {
        let most = "close" + String(repeating: " + close", count: 499)
        let expression = try FeatureExpression(parsing: most)
        #expect(try FeatureExpression(parsing: expression.description) == expression)
        let error = #expect(throws: ExpressionError.self) { _ = try FeatureExpression(parsing: most + " + close") }
        #expect(error?.message == "an expression may have 1000 words and signs; make several features of it")
        let longer = "close" + String(repeating: " + close", count: 200_000)
        #expect(throws: ExpressionError.self) { _ = try FeatureExpression(parsing: longer) }
    }

    @Test("any text is read or refused, never more", arguments: 0..<40)
    func fuzz(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let words = [
            "close", "open", "sma", "(", ")", ",", "5", "0", "-", "+", "/", "*", ".", "@1d", "line", "macd", "lag", "=",
            "^",
            "period", "<", "1e5", "rank", "by", "é", " ", "\n", "lead",
        ]
        for _ in 0..<200 {
            let text = (0..<Int.random(in: 1..<14, using: &generator))
                .map { _ in words.randomElement(using: &generator) ?? "" }.joined()
            do {
                let expression = try FeatureExpression(parsing: text)
                #expect((try? FeatureExpression(parsing: expression.description)) == expression, "\(text)")
            } catch {
                #expect(error.offset >= 0 && error.offset <= text.count && !error.message.isEmpty)
            }
        }
    }
}
