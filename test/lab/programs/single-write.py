"""One write(2) for each request, whatever it takes: single-write.py REQUESTS ANSWERS.

A request is the lengths of a path and of what is to be written, four bytes each, and both; an answer is the count or the
negative errno, four bytes.
"""
import os
import struct
import sys

with open(sys.argv[1], "rb") as requests, open(sys.argv[2], "wb", buffering=0) as answers:
    while head := requests.read(8):
        path_length, length = struct.unpack("<II", head)
        path, value = requests.read(path_length), requests.read(length)
        try:
            file = os.open(path, os.O_WRONLY)
            try:
                answer = os.write(file, value)
            finally:
                os.close(file)
        except OSError as error:
            answer = -error.errno
        answers.write(struct.pack("<i", answer))
