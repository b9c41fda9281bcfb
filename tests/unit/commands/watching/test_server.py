"""The page of ``watch``: who gets what, and that nobody else gets anything."""

import http.client
import json
from collections.abc import Iterator

import pytest

from printshop.commands.watching.look import Look, Page
from printshop.commands.watching.server import HOST, Board, Server, serve
from printshop.findings import Where, error, note

FIRST, SECOND = Page("outside", b"first", (2, 1)), Page("outside", b"second", (2, 1))


@pytest.fixture
def board() -> Board:
    """A board with one piece."""
    return Board(["en/card"])


@pytest.fixture
def server(board: Board) -> Iterator[Server]:
    """Its server, at a free port."""
    server = serve(board, "<p>the page</p>", 0)
    yield server
    board.close()
    server.shutdown()
    server.server_close()


def asked(server: Server, path: str, host: str = "", method: str = "GET") -> tuple[int, bytes]:
    """What the server answers: its status and the body."""
    connection = http.client.HTTPConnection(HOST, server.port, timeout=60)
    connection.request(method, path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def shown(board: Board) -> dict[str, object]:
    """What the board shows of its piece."""
    piece: dict[str, object] = json.loads(board.news(-1, 0)[1])["pieces"][0]
    return piece


def test_page_and_pictures_are_served(board: Board, server: Server) -> None:
    """The page, and the pictures of now and of the time before; nothing else, and no file."""
    assert asked(server, "/") == (200, b"<p>the page</p>")
    for page in (FIRST, SECOND):
        board.show("en/card", Look((), (page,)), 0.5)
    (now,) = board._shown["en/card"].pages
    assert asked(server, now["src"]) == (200, b"second")
    assert sorted(board._pictures["en/card"].values()) == [b"first", b"second"]
    for path in ("/x.png", "/../README.md", "//etc/passwd", "/content/campaign.yaml"):
        assert asked(server, path)[0] == 404
    assert asked(server, "/", method="POST")[0] == 501


@pytest.mark.parametrize("path", ["/", "/events"])
def test_another_name_of_this_machine_is_refused(server: Server, path: str) -> None:
    """A page from elsewhere whose name leads here gets nothing."""
    assert asked(server, path, f"elsewhere.example:{server.port}")[0] == 403
    assert asked(server, "/", f"localhost:{server.port}")[0] == 200


def test_it_listens_to_this_machine_only(server: Server, board: Board) -> None:
    """Where the port is taken, another one is."""
    assert server.server_address[0] == "127.0.0.1"
    other = serve(board, "", server.port)
    assert other.port != server.port
    other.shutdown()
    other.server_close()


def test_the_last_pictures_stay(board: Board) -> None:
    """When a piece is stopped; errors stand first, and each finding once."""
    board.show("en/card", Look((), (FIRST,)), 0.5)
    where = Where("content/en/card.yaml", 3)
    told = note("b", "small", where), error("a", "<b>wrong</b>", where)
    board.show("en/card", Look(told), 0.1)
    board.examined("en/card", told)
    piece = shown(board)
    assert piece["stopped"]
    assert [f["code"] for f in piece["findings"]] == ["a", "b"]  # type: ignore[attr-defined]
    assert len(piece["pages"]) == 1  # type: ignore[arg-type]
    board.show("en/card", Look((), (SECOND,)), 0.1)
    assert not shown(board)["stopped"]


def test_who_waits_is_told_what_is_later(board: Board) -> None:
    """A version that is known already is waited for; closing ends the waiting."""
    version, _ = board.news(-1, 0)
    assert board.news(version, 0)[0] == version
    board.working()
    assert board.news(version, 60)[0] == version + 1
    board.close()
    assert board.news(version + 99, 60)[0] == version + 2
