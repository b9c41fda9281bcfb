"""Foreign objects: what is asked of them never raises."""

from pikepdf import Array, Dictionary, Name, Pdf

from printshop.pdf.objects import array, entries, filters, get


def test_a_value_within_dictionaries() -> None:
    """Keys lead through dictionaries; where something else lies, there is nothing."""
    item = Dictionary(A=Dictionary(B=3))
    assert get(item, "/A", "/B") == 3
    assert get(item, "/A", "/C") is None
    assert get(item, "/A", "/B", "/C") is None
    assert get(None, "/A") is None
    assert get(Name.A, "/A") is None


def test_elements_and_entries() -> None:
    """Only an array has elements, only a dictionary has entries."""
    assert array(Array([1, 2])) == [1, 2]
    assert entries(Dictionary(A=1)) == [("/A", 1)]
    for other in (None, Name.A, 3):
        assert array(other) == []
        assert entries(other) == []


def test_filters() -> None:
    """One filter, several, or none."""
    pdf = Pdf.new()
    stream = pdf.make_stream(b"")
    assert filters(stream) == []
    stream.Filter = Name.FlateDecode
    assert filters(stream) == ["/FlateDecode"]
    stream.Filter = Array([Name.ASCIIHexDecode, Name.DCTDecode])
    assert filters(stream) == ["/ASCIIHexDecode", "/DCTDecode"]
