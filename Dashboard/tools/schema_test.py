"""The invented answers are of the server's shape, and the checker sees what is not."""
import unittest

import fixtures
from gen_types import servers_document
from schema import answer_schema, mistakes

DOCUMENT = servers_document()


def of_component(name: str, value: object) -> list[str]:
    return mistakes(DOCUMENT, DOCUMENT["components"]["schemas"][name], value)


class Checker(unittest.TestCase):
    def test_sees_what_is_missing_not_described_or_of_another_kind(self):
        for value, count in (({"status": "ok"}, 0), ({"status": "ok", "more": 1}, 1), ({}, 1), ({"status": True}, 1), ([], 1)):
            self.assertEqual(len(of_component("Health", value)), count, value)
        self.assertEqual(len(of_component("Interval", "15 minutes")), 1)
        self.assertEqual(of_component("Interval", "15m"), [])


class Fixtures(unittest.TestCase):
    def test_answers(self):
        market = fixtures.Market()
        answers = [
            ("get", "/symbols", market.symbols()), ("get", "/quality", fixtures.quality()), ("get", "/metrics/{symbol}", fixtures.metrics("NVDA")),
            ("get", "/plot/{symbol}", market.plot("NVDA", 5, 20)), ("post", "/predict/{symbol}", market.forecast("NVDA", 5)),
            ("post", "/predict/{symbol}", market.forecast("AAPL", 21)),
        ]
        for verb, path, answer in answers:
            self.assertEqual(mistakes(DOCUMENT, answer_schema(DOCUMENT, verb, path), answer), [], path)

    def test_live_messages(self):
        market = fixtures.Market()
        for message in [*market.advance(), market.status(), {"type": "forecast", **market.forecast("AAPL", 1)}]:
            self.assertEqual(of_component("RealtimeMessage", message), [])


if __name__ == "__main__":
    unittest.main()
