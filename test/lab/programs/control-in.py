"""Asks a USB device over endpoint zero and prints the answer as hex.

    control-in.py NODE REQUEST-TYPE REQUEST VALUE INDEX LENGTH
"""
import sys

from usb_node import Device

node, *numbers = sys.argv[1:]
print(Device(node).control_in(*(int(each, 0) for each in numbers)).hex())
