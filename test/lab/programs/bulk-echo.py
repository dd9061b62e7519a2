# Sends standard input to the first OUT endpoint of an interface and prints what its first IN endpoint gives.
# Usage: bulk-echo.py /dev/bus/usb/BUS/DEVICE INTERFACE OUT IN
import ctypes, fcntl, os, sys

CLAIM_INTERFACE, BULK = 0x8004550F, 0xC0185502


class Bulk(ctypes.Structure):
    _fields_ = [("endpoint", ctypes.c_uint), ("length", ctypes.c_uint), ("timeout", ctypes.c_uint), ("data", ctypes.c_void_p)]


device = os.open(sys.argv[1], os.O_RDWR)
interface, out_endpoint, in_endpoint = (int(word, 0) for word in sys.argv[2:5])
fcntl.ioctl(device, CLAIM_INTERFACE, ctypes.c_uint(interface))


def transfer(endpoint, buffer):
    return fcntl.ioctl(device, BULK, Bulk(endpoint, len(buffer), 10000, ctypes.addressof(buffer)))


while block := sys.stdin.buffer.read(4096):
    transfer(out_endpoint, ctypes.create_string_buffer(block, len(block)))
    answer = b""
    while len(answer) < len(block):
        buffer = ctypes.create_string_buffer(4096)
        count = transfer(in_endpoint, buffer)
        answer += buffer.raw[:count]
    sys.stdout.buffer.write(answer)
