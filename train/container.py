"""The model container: one file that holds named JSON sections and named tensors.

Layout: b"ONRM", u32 version, u32 header length, header (UTF-8 JSON), zeros to a multiple of 16, data.
All numbers are little-endian. The header is ``{"meta", "json", "tensors"}``; a tensor's entry is
``{"dtype", "shape", "at"}`` with ``at`` in bytes from the start of the data, a multiple of 16, so that
a reader can lay typed arrays over the file without copying.
"""
import json
import struct

import numpy as np

MAGIC, VERSION, ALIGN = b'ONRM', 1, 16
DTYPES = {'f32': '<f4', 'i8': '<i1', 'u8': '<u1', 'i16': '<i2', 'u16': '<u2', 'i32': '<i4', 'u32': '<u4'}
NAMES = {np.dtype(v): k for k, v in DTYPES.items()}


def _pad(size):
    return -size % ALIGN


def write(path, meta, sections, tensors):
    """Writes ``tensors`` ({"section.name": array}) and ``sections`` ({"section": JSON}) to ``path``; returns the size in bytes."""
    entries, chunks, at = {}, [], 0
    for name, array in tensors.items():
        array = np.ascontiguousarray(array)
        if array.dtype not in NAMES:
            raise ValueError(f'{name}: dtype {array.dtype} is not one of {", ".join(DTYPES)}')
        data = array.tobytes()
        entries[name] = {'dtype': NAMES[array.dtype], 'shape': list(array.shape), 'at': at}
        chunks += [data, bytes(_pad(len(data)))]
        at += len(data) + _pad(len(data))
    header = json.dumps({'meta': meta, 'json': sections, 'tensors': entries}, ensure_ascii=False, separators=(',', ':')).encode()
    head = MAGIC + struct.pack('<II', VERSION, len(header)) + header
    with open(path, 'wb') as file:
        file.write(head + bytes(_pad(len(head))))
        for chunk in chunks:
            file.write(chunk)
    return len(head) + _pad(len(head)) + at


def read(path):
    """Gives ``(meta, sections, tensors)`` of a container; raises ValueError where the file is not one."""
    with open(path, 'rb') as file:
        data = file.read()
    if data[:4] != MAGIC:
        raise ValueError(f'{path}: not a model container')
    version, length = struct.unpack_from('<II', data, 4)
    if version != VERSION:
        raise ValueError(f'{path}: container version {version}, expected {VERSION}')
    header = json.loads(data[12:12 + length])
    start = 12 + length + _pad(12 + length)
    tensors = {}
    for name, entry in header['tensors'].items():
        count = int(np.prod(entry['shape']))
        tensors[name] = np.frombuffer(data, DTYPES[entry['dtype']], count, start + entry['at']).reshape(entry['shape'])
    return header['meta'], header['json'], tensors
