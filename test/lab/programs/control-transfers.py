"""Sends control requests to a USB device and prints what it answers, one line each: hex, or the name of an error.

    control-transfers.py /dev/bus/usb/BUS/DEVICE < REQUESTS

A request is a line of five numbers in hex: bmRequestType, bRequest, wValue, wIndex, wLength. `detach N` takes interface N from its driver.
"""
import ctypes
import errno
import fcntl
import os
import struct
import sys

CONTROL = 0xC0185500  # USBDEVFS_CONTROL (include/uapi/linux/usbdevice_fs.h)
IOCTL = 0xC0105512
DISCONNECT = 0x5516

node = os.open(sys.argv[1], os.O_RDWR)


def control(kind, request, value, index, length):
    data = ctypes.create_string_buffer(length)
    call = bytearray(struct.pack('=BBHHHIIQ', kind, request, value, index, length, 5000, 0, ctypes.addressof(data)))
    count = fcntl.ioctl(node, CONTROL, call)
    return data.raw[:count].hex()


def detach(interface):
    fcntl.ioctl(node, IOCTL, struct.pack('=iiQ', interface, DISCONNECT, 0))
    return 'detached'


for line in sys.stdin:
    words = line.split()
    try:
        if words[0] == 'detach':
            print(detach(int(words[1])))
        else:
            print(control(*(int(word, 16) for word in words)))
    except OSError as error:
        print(errno.errorcode[error.errno])
