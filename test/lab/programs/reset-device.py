"""Resets a USB device as a host does that has lost touch with it (USBDEVFS_RESET): reset-device.py NODE"""
import fcntl
import sys

from usb_node import Device

RESET = 0x5514

fcntl.ioctl(Device(sys.argv[1]).file, RESET)
print('reset')
