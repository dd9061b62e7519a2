"""A USB device through its node, /dev/bus/usb/BUS/NUMBER (Documentation/driver-api/usb/usb.rst, usbfs)."""
import ctypes
import fcntl
import os
import struct

CONTROL, BULK, CLAIM_INTERFACE, DRIVER_IOCTL = 0xC0185500, 0xC0185502, 0x8004550F, 0xC0105512
MILLISECONDS = 20_000


class Device:
    def __init__(self, node):
        self.file = os.open(node, os.O_RDWR)

    def call(self, code, layout, *values):
        """An ioctl, and the number that it gives."""
        return fcntl.ioctl(self.file, code, bytearray(struct.pack(layout, *values)))

    def control_in(self, request_type, request, value, index, length):
        """Asks over endpoint zero, and gives the answer."""
        data = ctypes.create_string_buffer(length)
        setup = (request_type, request, value, index, length, MILLISECONDS, ctypes.addressof(data))
        size = self.call(CONTROL, '=BBHHHI4xQ', *setup)
        return data.raw[:size]

    def claim(self, interface):
        self.call(CLAIM_INTERFACE, '=I', interface)

    def bulk(self, endpoint, data):
        """Sends bytes to an OUT endpoint, or fills as many as there are from an IN endpoint; gives how many went over."""
        return self.call(BULK, '=III4xQ', endpoint, len(data), MILLISECONDS, ctypes.addressof(data))

    def ask_driver(self, interface, code, data):
        """An ioctl of the driver that has an interface."""
        self.call(DRIVER_IOCTL, '=iIQ', interface, code, ctypes.addressof(data))

    def endpoints(self):
        """Addresses of the endpoints of the first setting of interface 0, in their order."""
        descriptors, found = os.pread(self.file, 4096, 0), []
        at = 0
        while at < len(descriptors) and descriptors[at]:
            length, kind = descriptors[at], descriptors[at + 1]
            if kind == 4 and descriptors[at + 3]:
                break
            if kind == 5:
                found.append(descriptors[at + 2])
            at += length
        return found
