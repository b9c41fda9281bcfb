"""librsvg, the SVG library of GNOME, as it is built into libvips: SVG text to pixels.

The package ``pyvips-binary`` holds both, and a module that passes calls on to C. The package
``pyvips``, which usually stands above it, has no ready-made file; of it, one operation is needed.
"""

from typing import Any

import numpy as np
from _libvips import ffi, lib

from printshop.colour.icc import Pixels

DPI = 96  # user units to the inch (CSS)
FINE = 10  # pixels to the user unit at which a drawing is measured

if lib.vips_init(b"printshop"):
    raise ImportError("libvips does not start")
lib.vips_cache_set_max(0)


class CannotDraw(ValueError):
    """A drawing that librsvg does not read, or that exceeds its limits; the text says why."""


def draw(svg: bytes, side: int) -> Pixels:
    """An SVG in UTF-8 as RGBA, shape (rows, columns, 4), its longer side of ``side`` pixels.

    Colours are not multiplied by opacity. Nothing but the text is read: the drawing gets no
    address, and without one librsvg follows no reference out of it. Raises ``CannotDraw``.
    """
    width, height = _size(_loaded(svg, FINE))
    image = _loaded(svg, FINE * side / max(width, height))
    width, height = _size(image)
    region = ffi.gc(lib.vips_region_new(image), lib.g_object_unref)
    count = ffi.new("size_t *")
    # Drawn in this thread: under the limits of a child process no other can be started.
    drawn = ffi.gc(lib.vips_region_fetch(region, 0, 0, width, height, count), lib.g_free)
    if drawn == ffi.NULL:
        raise CannotDraw(_problem())
    return np.frombuffer(ffi.buffer(drawn, count[0]), np.uint8).reshape(height, width, 4).copy()


def _loaded(svg: bytes, scale: float) -> Any:
    """A picture of libvips, not yet drawn, with ``scale`` pixels to the user unit."""
    operation = ffi.gc(lib.vips_operation_new(b"svgload_buffer"), lib.g_object_unref)
    thing, settings = ffi.cast("GObject *", operation), ffi.cast("VipsObject *", operation)
    copy = lib.g_malloc(len(svg))
    ffi.memmove(copy, svg, len(svg))
    text = _value(b"VipsBlob")
    lib.vips_value_set_blob_free(text, copy, len(svg))  # the copy is freed with the value
    lib.g_object_set_property(thing, b"buffer", text)
    lib.vips_object_set_from_string(settings, f"dpi={DPI},scale={scale:.9f}".encode())
    built = lib.vips_cache_operation_build(operation)
    if built == ffi.NULL:
        lib.vips_object_unref_outputs(settings)
        raise CannotDraw(_problem())
    built = ffi.gc(built, lib.g_object_unref)
    found = _value(b"VipsImage")
    lib.g_object_get_property(ffi.cast("GObject *", built), b"out", found)
    image = lib.g_value_get_object(found)
    lib.g_object_ref(image)
    lib.vips_object_unref_outputs(ffi.cast("VipsObject *", built))
    return ffi.gc(ffi.cast("VipsImage *", image), lib.g_object_unref)


def _value(kind: bytes) -> Any:
    """An empty value of GObject of a registered type; its content is freed with it."""
    value = ffi.gc(ffi.new("GValue *"), lib.g_value_unset)
    lib.g_value_init(value, lib.g_type_from_name(kind))
    return value


def _size(image: Any) -> tuple[int, int]:
    """Width and height of a picture, in pixels."""
    values = [ffi.gc(ffi.new("GValue *"), lib.g_value_unset) for _ in range(2)]
    for name, value in zip((b"width", b"height"), values, strict=True):
        lib.vips_image_get(image, name, value)
    width, height = (int(lib.g_value_get_int(value)) for value in values)
    return width, height


def _problem() -> str:
    """What libvips says went wrong, as one line; it is forgotten then."""
    text = ffi.string(lib.vips_error_buffer()).decode("utf-8", "replace")
    lib.vips_error_clear()
    return " ".join(text.removeprefix("svgload_buffer: ").split())[:200]
