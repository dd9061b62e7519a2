"""Runs test cases of the kernel's usbtest module on the device that it drives, one line for each: its number, and ok or an error.

    usbtest.py NODE ITERATIONS LENGTH VARY SGLEN CASE...
"""
import ctypes
import errno
import struct
import sys

from usb_node import Device

REQUEST = 0xC0285564  # USBTEST_REQUEST_64 of drivers/usb/misc/usbtest.c
node, *numbers = sys.argv[1:]
iterations, length, vary, sglen, *cases = map(int, numbers)
device = Device(node)
for case in cases:
    try:
        parameters = struct.pack('=5I4xqq', case, iterations, length, vary, sglen, 0, 0)
        device.ask_driver(0, REQUEST, ctypes.create_string_buffer(parameters, len(parameters)))
        print(case, 'ok', flush=True)
    except OSError as error:
        print(case, errno.errorcode[error.errno], flush=True)
