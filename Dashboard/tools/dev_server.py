#!/usr/bin/env python3
"""Serves dist/ with invented answers, so that the dashboard can be seen and tested without a Martlet server.

  dev_server.py [--port 8100] [--seconds-per-day 2]

Needs Dashboard/setup.sh --dev (aiohttp, under vendor/tools).
"""
import argparse
import asyncio
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "vendor" / "tools")]

from aiohttp import WSMsgType, web  # noqa: E402

import fixtures  # noqa: E402

DIST = HERE.parent / "dist"
POLICY = (  # the server's own, in Sources/Apps/Server/Files/StaticFolder.swift
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

TAKEN = {"plot": ("days", "bars")}  # the query parameters that are not refused


def problem(status: int, title: str, detail: str) -> web.Response:
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, "instance": "/"}
    return web.json_response(body, status=status, content_type="application/problem+json")


class DevServer:
    def __init__(self, seconds_per_day: float) -> None:
        self.market = fixtures.Market()
        self.seconds_per_day = seconds_per_day
        self.clients: dict[web.WebSocketResponse, set[str]] = {}

    def application(self) -> web.Application:
        app = web.Application(middlewares=[self.with_policy])
        app.add_routes([
            web.get("/ready", self.json(lambda request: {"status": "ready", "checks": {"store": "ok", "champions": "18 loaded"}})),
            web.get("/version", self.json(lambda request: {"version": "dev", "commit": "0", "swift": "none"})),
            web.get("/symbols", self.json(lambda request: self.market.symbols())),
            web.get("/quality", self.json(lambda request: fixtures.quality())),
            web.get("/metrics/{symbol}", self.json(lambda request: fixtures.metrics(request.match_info["symbol"]))),
            web.get("/plot/{symbol}", self.json(self.plot)),
            web.post("/predict/{symbol}", self.predict),
            web.get("/ws/realtime", self.live),
            web.get("/app/", lambda request: web.FileResponse(DIST / "index.html")),
            web.static("/app", DIST),
        ])
        app.cleanup_ctx.append(self.replay)
        return app

    def json(self, answer):
        async def handle(request: web.Request) -> web.Response:
            symbol = request.match_info.get("symbol")
            if symbol is not None and symbol not in fixtures.SYMBOLS:
                return problem(404, "Unknown symbol", f"{symbol} is not served; GET /symbols lists those that are.")
            stranger = next((name for name in request.query if name not in TAKEN.get(request.path.split("/")[1], ())), None)
            if stranger is not None:
                return problem(422, "Unprocessable Content", f"{stranger}: is not a query parameter of this request")
            return web.json_response(answer(request))

        return handle

    def plot(self, request: web.Request) -> dict:
        query = request.query
        return self.market.plot(request.match_info["symbol"], int(query.get("days", 5)), int(query.get("bars", 250)))

    async def predict(self, request: web.Request) -> web.StreamResponse:
        body = json.loads(await request.text() or "{}")
        return await self.json(lambda r: self.market.forecast(r.match_info["symbol"], int(body.get("days", 1))))(request)

    @web.middleware
    async def with_policy(self, request: web.Request, handler) -> web.StreamResponse:
        response = await handler(request)
        if not isinstance(response, web.WebSocketResponse):
            response.headers["Content-Security-Policy"] = POLICY
            response.headers["X-Content-Type-Options"] = "nosniff"
            response.headers["Cache-Control"] = "no-cache"
        return response

    async def live(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        wanted = self.clients.setdefault(socket, set())
        try:
            async for message in socket:
                if message.type != WSMsgType.TEXT:
                    continue
                command = json.loads(message.data)
                change = wanted.update if command["action"] == "subscribe" else wanted.difference_update
                change(command["symbols"])
                await socket.send_json({"type": "subscribed", "symbols": sorted(wanted)})
        finally:
            del self.clients[socket]
        return socket

    async def replay(self, app: web.Application):
        task = asyncio.create_task(self.play())
        yield
        task.cancel()

    async def play(self) -> None:
        while True:
            await asyncio.sleep(self.seconds_per_day)
            messages = self.market.advance()
            status = self.market.status()
            for socket, wanted in list(self.clients.items()):
                for message in messages:
                    if message["symbol"] in wanted:
                        await socket.send_json(message)
                        await socket.send_json({"type": "forecast", **self.market.forecast(message["symbol"], 1)})
                await socket.send_json(status)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8100)
    parser.add_argument("--seconds-per-day", type=float, default=2.0)
    options = parser.parse_args()
    web.run_app(DevServer(options.seconds_per_day).application(), host="127.0.0.1", port=options.port, shutdown_timeout=0.5)


if __name__ == "__main__":
    main()
