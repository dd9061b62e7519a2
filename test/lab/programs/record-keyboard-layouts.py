"""Prints what Linux hosts make of keys, as test/fixtures/keyboard-layouts.json: python3 record-keyboard-layouts.py

From the X keyboard database through libxkbcommon (Debian: libxkbcommon0, xkb-data) and the compose table of libx11-data. For each layout the
characters of every key code of the kernel, alone, with Shift, and with AltGr, dead keys by their names; and what dead keys
make of the character after them.
"""

import ctypes
import json

library = ctypes.CDLL("libxkbcommon.so.0")


class Names(ctypes.Structure):
    _fields_ = [(name, ctypes.c_char_p) for name in ("rules", "model", "layout", "variant", "options")]


pointer = ctypes.c_void_p
for name, result, arguments in [
    ("xkb_context_new", pointer, [ctypes.c_int]),
    ("xkb_keymap_new_from_names", pointer, [pointer, ctypes.POINTER(Names), ctypes.c_int]),
    ("xkb_state_new", pointer, [pointer]),
    ("xkb_state_update_key", ctypes.c_int, [pointer, ctypes.c_uint32, ctypes.c_int]),
    ("xkb_state_key_get_one_sym", ctypes.c_uint32, [pointer, ctypes.c_uint32]),
    ("xkb_keysym_get_name", ctypes.c_int, [ctypes.c_uint32, ctypes.c_char_p, ctypes.c_size_t]),
    ("xkb_keysym_to_utf32", ctypes.c_uint32, [ctypes.c_uint32]),
    ("xkb_compose_table_new_from_locale", pointer, [pointer, ctypes.c_char_p, ctypes.c_int]),
    ("xkb_compose_state_new", pointer, [pointer, ctypes.c_int]),
    ("xkb_compose_state_reset", None, [pointer]),
    ("xkb_compose_state_feed", ctypes.c_int, [pointer, ctypes.c_uint32]),
    ("xkb_compose_state_get_status", ctypes.c_int, [pointer]),
    ("xkb_compose_state_get_utf8", ctypes.c_int, [pointer, ctypes.c_char_p, ctypes.c_size_t]),
]:
    getattr(library, name).restype = result
    getattr(library, name).argtypes = arguments

context = library.xkb_context_new(0)
compose = library.xkb_compose_state_new(
    library.xkb_compose_table_new_from_locale(context, b"en_US.UTF-8", 0), 0
)
composed = 2
first_code = 8  # X's key codes are the kernel's and eight more
shift, alt_gr = 42, 100
levels = [[], [shift], [alt_gr]]
dead = {}


def name_of(symbol):
    text = ctypes.create_string_buffer(64)
    library.xkb_keysym_get_name(symbol, text, 64)
    return text.value.decode()


def character(symbol):
    name = name_of(symbol)
    if name.startswith("dead_"):
        dead[name] = symbol
        return name
    code = library.xkb_keysym_to_utf32(symbol)
    return chr(code) if code >= 32 and code != 127 or code in (9, 13) else ""


def table(layout):
    keymap = library.xkb_keymap_new_from_names(
        context, ctypes.byref(Names(b"evdev", b"pc105", layout.encode(), b"", b"")), 0
    )
    keys = {}
    for code in range(1, 89):
        row = []
        for held in levels:
            state = library.xkb_state_new(keymap)
            for modifier in held:
                library.xkb_state_update_key(state, modifier + first_code, 1)
            row.append(character(library.xkb_state_key_get_one_sym(state, code + first_code)))
        if any(row):
            keys[code] = row
    return keys


def after(symbol):
    results = {}
    for code in [32, *range(65, 91), *range(97, 123)]:
        library.xkb_compose_state_reset(compose)
        library.xkb_compose_state_feed(compose, symbol)
        library.xkb_compose_state_feed(compose, code)
        if library.xkb_compose_state_get_status(compose) == composed:
            text = ctypes.create_string_buffer(64)
            library.xkb_compose_state_get_utf8(compose, text, 64)
            results[chr(code)] = text.value.decode()
    return results


layouts = {name: table(layout) for name, layout in [("us", "us"), ("uk", "gb"), ("german", "de"), ("french-linux", "fr")]}
rows = lambda entries: ",\n".join(f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in entries)
print("{\n" + rows([*layouts.items(), ("dead", {name: after(symbol) for name, symbol in dead.items()})]) + "\n}")
