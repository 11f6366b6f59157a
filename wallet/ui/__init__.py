"""The window. Qt Widgets, drawn from tokens, in Japanese and English, light, dark and high contrast.

Everything a stranger wrote is shown by ``parts.Plain``, which never reads markup. Pages keep
ids, never copies; work of more than a moment runs in ``tasks``.
"""
