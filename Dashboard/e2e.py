#!/usr/bin/env python3
"""Walks through the dashboard in Chromium, as a user would, and checks every screen with axe.

  e2e.py                        against tools/dev_server.py, which it starts on dist/
  e2e.py http://127.0.0.1:8000  against a running Martlet server
  e2e.py … --shots FOLDER       also writes a picture of each screen (light and dark, desktop and phone)

Needs Dashboard/setup.sh --dev and Debian's chromium. Exits 1 at the first thing that does not hold.
"""
import argparse
import json
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "vendor" / "tools"), str(HERE / "tools")]

from axe_playwright_python.sync_playwright import Axe  # noqa: E402
from playwright.sync_api import BrowserContext, Page, Playwright, expect, sync_playwright  # noqa: E402
from schema import answer_schema, mistakes  # noqa: E402

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
WIDTHS = (360, 390, 768, 1080, 1600)
LIVE_WAIT_SECONDS = 30


class Failure(Exception):
    """Something that does not hold, in words."""


def check(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Failure(otherwise)


@contextmanager
def served(url: str | None) -> Iterator[str]:
    """The given server, or the development server for the time of the test."""
    if url:
        yield url.rstrip("/")
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, str(HERE / "tools" / "dev_server.py"), "--port", str(port), "--seconds-per-day", "1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            base = f"http://127.0.0.1:{port}"
            wait_for(base)
            yield base
        finally:
            server.terminate()


def wait_for(base: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{base}/ready", timeout=1).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise Failure(f"{base}/ready did not answer 200 within 10 s")


@contextmanager
def browser(playwright: Playwright, size: dict, scheme: str, scale: int = 1, **options) -> Iterator[tuple[BrowserContext, Page, list[str]]]:
    """A fresh profile; the list fills with the console's errors and warnings."""
    with tempfile.TemporaryDirectory(prefix="martlet-chromium-", ignore_cleanup_errors=True) as profile:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, headless=True, chromium_sandbox=False, viewport=size, color_scheme=scheme,
            # The flag too: emulation alone leaves canvases at one pixel per CSS pixel, and so blurred.
            args=[*FLAGS, f"--force-device-scale-factor={scale}"], device_scale_factor=scale, locale="en-GB", **options,
        )
        page = context.pages[0]
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(f"uncaught: {error}"))
        try:
            yield context, page, complaints
        finally:
            context.close()


def examine(page: Page, name: str) -> None:
    """No accessibility violation, and no sideways scrolling of the page."""
    result = Axe().run(page)
    found = [
        f"{violation['id']} ({violation['impact']}): {violation['nodes'][0]['html'][:160]}\n    {violation['nodes'][0]['failureSummary']}"
        for violation in result.response["violations"]
    ]
    check(not found, f"axe on {name}:\n  " + "\n  ".join(found))
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    check(wide <= 0, f"{name} is {wide} px wider than the window")


class Walk:
    """One user's way through all screens."""

    def __init__(self, page: Page, base: str, label: str, shots: Path | None) -> None:
        self.page, self.base, self.label, self.shots = page, base, label, shots

    def look(self, screen: str) -> None:
        self.page.wait_for_timeout(350)  # the chart's canvas is painted in the next frames
        examine(self.page, f"{screen}, {self.label}")
        if self.shots:
            self.page.screenshot(path=str(self.shots / f"{screen}-{self.label}.png"))
            self.page.screenshot(path=str(self.shots / f"{screen}-{self.label}-full.png"), full_page=True)
        print(f"  {screen}: axe clean")

    def markets(self) -> str:
        self.page.goto(f"{self.base}/app/")
        cards = self.page.locator("[data-symbol]")
        cards.first.wait_for()
        expect(self.page.get_by_test_id("connection-pill")).to_contain_text("connected", timeout=10_000)
        self.live_prices()
        self.page.locator(".sparkline-line").first.wait_for()
        self.look("markets")
        return str(cards.first.get_attribute("data-symbol"))

    def live_prices(self) -> None:
        feed = self.page.get_by_test_id("feed-pill").inner_text()
        if not re.search(r"\d{4}-\d{2}-\d{2}", feed) or "ended" in feed:
            print(f"  no live prices: the feed says “{' '.join(feed.split())}”")
            return
        moved = self.page.locator(".price[data-beat]:not([data-beat='0'])")
        expect(moved.first).to_be_visible(timeout=LIVE_WAIT_SECONDS * 1000)

    def symbol(self, symbol: str) -> None:
        self.page.locator(f"[data-symbol='{symbol}']").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(symbol)
        self.page.locator(".chart-canvas canvas").first.wait_for()
        for horizon in self.page.get_by_role("group", name="Forecast horizon").get_by_role("radio").all():
            bars = horizon.get_attribute("value")
            horizon.check(force=True)
            sentence = self.page.get_by_test_id("forecast-sentence")
            expect(sentence).to_contain_text(re.compile(rf"P\(up\) [\d.,]+\s?% over {bars}\s\w+; 80% interval .+ verdict: \w+"), timeout=10_000)
            rows = self.page.get_by_role("region", name="Forecast quantiles").locator("tbody tr")
            expect(rows.last.get_by_role("rowheader")).to_contain_text(re.compile(rf"^{bars}\b"), timeout=10_000)
        check(self.band_pixels() > 1500, "the forecast band is not drawn")
        self.look("symbol")

    def band_pixels(self) -> int:
        """Counts the bluish pixels of the chart's canvases."""
        self.page.wait_for_timeout(400)
        return self.page.evaluate(
            """() => { let count = 0;
              for (const canvas of document.querySelectorAll('.chart-canvas canvas')) {
                const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                for (let i = 0; i < data.length; i += 4) if (data[i + 2] > data[i] + 20 && data[i + 3] > 20) count++;
              }
              return count; }"""
        )

    def models(self) -> None:
        self.page.get_by_role("link", name="Models", exact=True).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Models")
        expect(self.page.get_by_text("Persistence").first).to_be_visible()
        expect(self.page.locator(".badge.is-champion").first).to_have_text("champion")
        self.look("models")
        verdict = self.page.locator(".verdict").last
        verdict.locator("summary").click()
        expect(verdict.locator("p")).to_be_visible()
        examine(self.page, f"models with an open verdict, {self.label}")
        if self.shots:
            self.page.screenshot(path=str(self.shots / f"verdict-{self.label}.png"))
        self.page.get_by_role("group", name="Forecast horizon").get_by_role("radio").first.check(force=True)
        expect(self.page.locator(".badge.is-champion").first).to_have_text("champion")

    def quality(self) -> None:
        self.page.get_by_role("link", name="Quality", exact=True).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Data quality")
        severities = self.page.get_by_role("group", name="Severity").get_by_role("radio")
        severities.first.wait_for()
        self.look("quality")
        for choice in severities.all():
            choice.check(force=True)
            wanted = {"all": "", "info": "note"}.get(str(choice.get_attribute("value")), choice.get_attribute("value"))
            shown = set(self.page.locator("[data-testid=findings] tbody .severity").all_inner_texts())
            check(not wanted or shown <= {wanted}, f"the filter {wanted} shows {shown}")

    def everything(self) -> None:
        symbol = self.markets()
        self.symbol(symbol)
        self.models()
        self.quality()


def all_screens(playwright: Playwright, base: str, shots: Path | None) -> None:
    for device, size in (("desktop", DESKTOP), ("phone", PHONE)):
        for scheme in ("light", "dark"):
            label = f"{device}-{scheme}"
            print(label)
            options = {"scale": 2, "has_touch": True} if device == "phone" else {}
            with browser(playwright, size, scheme, **options) as (_, page, complaints):
                Walk(page, base, label, shots).everything()
                noise = [text for text in complaints if "willReadFrequently" not in text and "readback" not in text]
                check(not noise, f"the console of {label} complains: {noise[:5]}")


def widths(playwright: Playwright, base: str) -> None:
    with browser(playwright, DESKTOP, "dark") as (_, page, _complaints):
        page.goto(f"{base}/app/")
        symbol = page.locator("[data-symbol]").first.get_attribute("data-symbol")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            for place in ("#/", f"#/symbol/{symbol}", f"#/models/{symbol}", "#/quality"):
                page.goto(f"{base}/app/{place}")
                page.locator("main h1").wait_for()
                page.wait_for_timeout(250)
                wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                check(wide <= 0, f"{place} is {wide} px too wide at {width} px")
    print(f"no sideways scrolling at {', '.join(map(str, WIDTHS))} px")


def keyboard(playwright: Playwright, base: str) -> None:
    """Opens a symbol and changes the horizon without a mouse."""
    with browser(playwright, DESKTOP, "light") as (_, page, _complaints):
        page.goto(f"{base}/app/")
        page.locator("[data-symbol]").first.wait_for()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        check(page.evaluate("document.activeElement.tagName") == "MAIN", "the first Tab stop does not skip to the content")
        page.keyboard.press("Tab")
        check(page.evaluate("document.activeElement.dataset.symbol !== undefined"), "the symbols are not the content's first stops")
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("forecast")).to_be_visible()
        check(page.evaluate("document.activeElement.tagName") == "H1", "a new screen's heading does not take the focus")
        chosen = page.get_by_role("group", name="Forecast horizon").get_by_role("radio", checked=True)
        before = chosen.get_attribute("value")
        chosen.focus()
        page.keyboard.press("ArrowRight")
        check(chosen.get_attribute("value") != before, "the arrow keys do not change the horizon")
    print("keyboard: skip link, symbols, focus of a new screen, horizon")


def bad_times(playwright: Playwright, base: str, shots: Path | None) -> None:
    """Unknown symbol, a server that is starting, and no network."""
    with browser(playwright, DESKTOP, "light", service_workers="block") as (context, page, _complaints):
        page.goto(f"{base}/app/#/symbol/NO-SUCH-SYMBOL")
        expect(page.get_by_role("heading", name="Nothing here")).to_be_visible()
        examine(page, "unknown symbol")
        starting = '{"title":"Starting","status":503,"detail":"Models are being loaded."}'
        context.route(f"{base}/symbols", lambda route: route.fulfill(status=503, content_type="application/problem+json", body=starting))
        page.goto(f"{base}/app/#/")
        page.reload()
        expect(page.get_by_role("heading", name="The server is starting")).to_be_visible()
        examine(page, "server starting")
        if shots:
            page.screenshot(path=str(shots / "starting-desktop-light.png"))
        context.unroute(f"{base}/symbols")
        page.locator("[data-symbol]").first.wait_for(timeout=10_000)
    with browser(playwright, PHONE, "dark") as (context, page, _complaints):
        page.goto(f"{base}/app/")
        page.locator(".sparkline-line").first.wait_for()
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.reload()
        page.locator(".sparkline-line").first.wait_for()
        session = context.new_cdp_session(page)
        errors = session.send("Page.getAppManifest")["errors"] + session.send("Page.getInstallabilityErrors")["installabilityErrors"]
        check(not errors, f"the app cannot be installed: {errors}")
        context.set_offline(True)
        page.reload()
        page.locator("[data-symbol]").first.wait_for()
        expect(page.get_by_text("This is the last answer")).to_be_visible()
        examine(page, "offline")
        if shots:
            page.screenshot(path=str(shots / "offline-phone-dark.png"))
        context.set_offline(False)
        expect(page.get_by_test_id("connection-pill")).to_contain_text("connected", timeout=20_000)
        expect(page.get_by_text("This is the last answer")).to_be_hidden(timeout=20_000)
    print("unknown symbol, server starting, offline and back, installable: as they should be")


def api_page(playwright: Playwright, base: str) -> None:
    with browser(playwright, DESKTOP, "light") as (_, page, complaints):
        page.goto(f"{base}/docs")
        expect(page.locator(".opblock-summary-path").first).to_be_visible(timeout=15_000)
        check(not complaints, f"the console of /docs complains: {complaints[:5]}")
    print("/docs: Swagger UI lists the operations")


def answers(base: str) -> None:
    """Holds what the server answers against its own description."""

    def fetch(path: str, body: dict | None = None) -> dict:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(base + path, data, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def hold(path: str, query: str = "", body: dict | None = None, symbol: str = "") -> None:
        schema = answer_schema(document, "get" if body is None else "post", path)
        answer = fetch(path.replace("{symbol}", symbol) + query, body)
        wrong = mistakes(document, schema, answer)
        check(not wrong, f"{path}{query} {body or ''} of {symbol or 'all'} is not as described: {wrong[:5]}")

    document = fetch("/openapi.json")
    for path in ("/", "/health", "/ready", "/version", "/symbols", "/quality"):
        hold(path)
    for one in fetch("/symbols")["symbols"]:
        symbol, farthest = one["symbol"], max((champion["horizon_bars"] for champion in one["champions"]), default=0)
        hold("/market/realtime/{symbol}", symbol=symbol)
        if farthest:
            hold("/metrics/{symbol}", symbol=symbol)
            hold("/plot/{symbol}", f"?days={min(farthest, 21)}&bars=40", symbol=symbol)
        for days in range(1, min(farthest, 21) + 1):
            hold("/predict/{symbol}", body={"days": days}, symbol=symbol)
    print("answers: as /openapi.json describes them, member by member")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", nargs="?", help="a running Martlet server, such as http://127.0.0.1:8000")
    parser.add_argument("--shots", type=Path, help="folder for pictures")
    options = parser.parse_args()
    if options.shots:
        options.shots.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()
    try:
        with served(options.url) as base, sync_playwright() as playwright:
            if options.url:  # the invented answers are checked by tools/schema_test.py
                answers(base)
            all_screens(playwright, base, options.shots)
            widths(playwright, base)
            keyboard(playwright, base)
            bad_times(playwright, base, options.shots)
            if options.url:  # the development server has no such page
                api_page(playwright, base)
    except (Failure, AssertionError) as failure:
        print(f"e2e: {failure}", file=sys.stderr)
        return 1
    print(f"e2e: everything holds ({time.monotonic() - start:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
