"""Bytes to bytes: keys and signatures, sealed blobs."""
