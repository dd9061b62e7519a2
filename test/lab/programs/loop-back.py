"""Sends transfers of random bytes to a device that sends them back, and compares.

    loop-back.py NODE LENGTH...
"""
import ctypes
import os
import sys

from usb_node import Device

node, *lengths = sys.argv[1:]
device = Device(node)
device.claim(0)
endpoints = device.endpoints()
into = next(each for each in endpoints if each & 0x80)
out = next(each for each in endpoints if not each & 0x80)
for length in map(int, lengths):
    sent = os.urandom(length)
    device.bulk(out, ctypes.create_string_buffer(sent, length))
    back = ctypes.create_string_buffer(length)
    size = device.bulk(into, back)
    if back.raw[:size] != sent:
        sys.exit(f'{length} bytes: {size} came back, or others')
    print(f'{length} bytes came back')
