"""The verb ``watch``: a word that is saved comes to the browser, and a fault does, and its end."""

import http.client
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from printshop.commands import watch as module
from printshop.commands.watch import FONTS, PAGE, follow, watch
from printshop.commands.watching.server import HOST, Board, Server, serve
from printshop.findings import Exit
from printshop.typesetting.compose import web_page

PIECE = "en/card"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
State = dict[str, Any]
Until = Callable[[Callable[[State], Any]], State]


@pytest.fixture
def server(tiny_shop: Path) -> Iterator[Server]:
    """A server of the tiny shop's card, whose files are followed."""
    board, stop = Board([PIECE]), threading.Event()
    server = serve(board, web_page(tiny_shop, PAGE, targets=[PIECE]), 0)
    thread = threading.Thread(target=follow, args=(tiny_shop, [PIECE], board, stop))
    thread.start()
    yield server
    stop.set()
    thread.join()
    board.close()
    server.shutdown()
    server.server_close()


@pytest.fixture
def until(server: Server) -> Iterator[Until]:
    """What the events say of the card, as soon as it is as wanted."""
    connection = http.client.HTTPConnection(HOST, server.port, timeout=300)
    connection.request("GET", "/events")
    answer = connection.getresponse()

    def wait(wanted: Callable[[State], Any]) -> State:
        while True:
            line = answer.readline()
            assert line, "the events have ended"
            if line.startswith(b"data: "):
                state = json.loads(line.removeprefix(b"data: "))
                piece: State = {**state["pieces"][0], "said": state["note"]}
                if not piece["working"] and wanted(piece):
                    return piece

    yield wait
    connection.close()


def picture(server: Server, piece: State) -> bytes:
    """The first page of a piece."""
    connection = http.client.HTTPConnection(HOST, server.port, timeout=300)
    connection.request("GET", piece["pages"][0]["src"])
    png = connection.getresponse().read()
    connection.close()
    return png


def test_a_saved_word_a_fault_and_its_end(tiny_shop: Path, server: Server, until: Until) -> None:
    """Each is shown by an event; the picture before the fault stays, and the mended one comes."""
    path = tiny_shop / "content/en/card.yaml"
    good = path.read_text("utf-8")
    first = until(lambda p: p["examined"])
    assert [f["code"] for f in first["findings"]] == ["draft"]
    before = picture(server, first)
    path.write_text(good.replace("cover: Useful", "cover: Good"), "utf-8")
    second = until(lambda p: p["pages"] != first["pages"])
    assert picture(server, second) != before
    path.write_text(good.replace("items:", "items: [", 1), "utf-8")
    broken = until(lambda p: p["stopped"])
    assert broken["pages"] == second["pages"]
    assert broken["findings"][0]["severity"] == "error"
    assert broken["findings"][0]["place"].startswith("content/en/card.yaml:")
    path.write_text(good, "utf-8")
    mended = until(lambda p: not p["stopped"])
    assert mended["pages"] == first["pages"]
    assert picture(server, mended) == before
    assert not (tiny_shop / "output").exists()


def test_a_changed_font_is_told(tiny_shop: Path, until: Until) -> None:
    """Fonts are loaded once: what to do stands above the pieces."""
    until(lambda p: p["pages"])
    (tiny_shop / "fonts").unlink()
    (tiny_shop / "fonts").mkdir()
    assert until(lambda p: p["said"])["said"] == FONTS


def test_a_misspelt_name_is_refused(tiny_shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At once, with the name that is near; no server is started."""
    assert watch(tiny_shop, ["en/cord"]) == Exit.INPUTS
    said = capsys.readouterr().out
    assert "there is no piece 'en/cord'" in said
    assert "en/card" in said


def test_it_ends_when_it_is_interrupted(
    tiny_shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit code is that of what is done, and the port is free again."""
    ports: list[int] = []

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    def serving(board: Board, page: str) -> Server:
        server = serve(board, page, 0)
        ports.append(server.port)
        return server

    monkeypatch.setattr(module, "follow", interrupted)
    monkeypatch.setattr(module, "serve", serving)
    assert watch(tiny_shop, [PIECE]) == Exit.DONE
    assert f"open http://127.0.0.1:{ports[0]}/" in capsys.readouterr().out
    again = serve(Board([PIECE]), "", ports[0])
    assert again.port == ports[0]
    again.shutdown()
    again.server_close()


@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
def test_in_a_browser(tiny_shop: Path, server: Server) -> None:
    """The picture is there, a fault stands beside the greyed one, and both go when it is mended."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = tiny_shop / "content/en/card.yaml"
    good = path.read_text("utf-8")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.set_default_timeout(300_000)
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda problem: said.append(str(problem)))
        page.goto(f"http://{HOST}:{server.port}/")
        page.wait_for_selector('.examined:has-text("file examined")')
        assert page.locator(".sides img").count() == 2
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        path.write_text(good.replace("cover: Useful", "cover: <img src=x> Useful", 1), "utf-8")
        page.wait_for_selector(".piece.stopped .said li.error")
        assert "'<i'" in page.locator(".said .error").first.inner_text()
        assert page.locator(".said img").count() == 0
        assert page.locator(".sides img").count() == 2
        page.wait_for_selector('#heard:has-text("stopped; 1 error")', state="attached")
        path.write_text(good, "utf-8")
        page.wait_for_selector(".piece:not(.stopped):not(.working)")
        assert page.locator(".said .error").count() == 0
        browser.close()
    assert said == []
